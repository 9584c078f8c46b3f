import type { Draws } from "./draws.ts";
import type { Life, Scheduler } from "./scheduler.ts";

/** One pass of a worker's work, made anew for every life. */
export type Round = () => Promise<void>;

/** Workers that go round and round, die, come back and oversleep. */
export interface Crew {
  start(): void;
  /** Ends a worker where it stands; another one takes its place later. */
  crash(worker: number, downMs: number): void;
  /** Stops a worker where it stands; it goes on later as if nothing had happened. */
  pause(worker: number, forMs: number): void;
  /** Begins no round any more. */
  stop(): void;
  /** Whether somebody is in the middle of a round. */
  isBusy(): boolean;
  /** What ended rounds before their end, by the first line of the error. */
  readonly failures: ReadonlyMap<string, number>;
}

/** What a crew works with. */
export interface CrewOptions {
  readonly scheduler: Scheduler;
  readonly draws: Draws;
  readonly workers: number;
  readonly pollMs: number;
  /** Opens everything that one life needs. */
  readonly open: (life: Life, worker: number) => Round;
}

/** A crew that has not begun. */
export function crew({ scheduler, draws, workers, pollMs, open }: CrewOptions): Crew {
  const lives = new Map<number, Life>();
  const busy = new Set<Life>();
  const failures = new Map<string, number>();
  let hasStopped = false;
  let count = 0;
  const live = async (life: Life, worker: number): Promise<void> => {
    const round = open(life, worker);
    for (;;) {
      await scheduler.wait(life, draws.between(pollMs / 2, pollMs), "next round");
      if (hasStopped) return;
      busy.add(life);
      await round().catch((error: unknown) => {
        const line = String(error).split("\n")[0]?.slice(0, 160) ?? "";
        failures.set(line, (failures.get(line) ?? 0) + 1);
      });
      busy.delete(life);
    }
  };
  const begin = (worker: number): void => {
    if (hasStopped) return;
    count += 1;
    const life = { name: `worker-${worker}.${count}`, isDead: false, pausedUntil: 0 };
    lives.set(worker, life);
    void live(life, worker);
  };
  return {
    failures,
    start() {
      for (let worker = 0; worker < workers; worker += 1) begin(worker);
    },
    crash(worker, downMs) {
      const life = lives.get(worker);
      if (life === undefined || life.isDead) return;
      life.isDead = true;
      busy.delete(life);
      scheduler.after(downMs, `worker ${worker} comes back`, () => begin(worker));
    },
    pause(worker, forMs) {
      const life = lives.get(worker);
      if (life !== undefined) life.pausedUntil = scheduler.now() + forMs;
    },
    stop() {
      hasStopped = true;
    },
    isBusy: () => busy.size > 0,
  };
}
