import { eventHeap } from "./event-heap.ts";
import type { Trace } from "./trace.ts";

/**
 * One run of a worker, from start to crash. Work of a dead one never comes back; that of a paused one comes
 * back when it wakes, as if nothing had happened meanwhile.
 */
export interface Life {
  readonly name: string;
  isDead: boolean;
  /** Virtual milliseconds since 1970. */
  pausedUntil: number;
}

/** Virtual time: the only thing that lets anything go on. */
export interface Scheduler {
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves after `delayMs` of virtual time; never for a life that has ended by then. */
  wait(life: Life | null, delayMs: number, what: string): Promise<void>;
  /** Calls back after `delayMs`, whatever becomes of any worker. */
  after(delayMs: number, what: string, deed: () => void | Promise<void>): void;
  /** Lets events happen, one at a time, until the condition holds. Throws a {@link Stuck} when it cannot come to hold. */
  runUntil(isDone: () => boolean): Promise<void>;
}

/** Nothing is left to happen, or far too much happened. */
export class Stuck extends Error {
  override readonly name = "Stuck";
}

const mostEvents = 400_000;

/** A scheduler from an instant on. Events due at the same time happen in the order in which they were asked for. */
export function scheduler(startAt: number, trace: Trace, turn: () => Promise<void>): Scheduler {
  const heap = eventHeap();
  let now = startAt;
  let events = 0;
  const step = async (): Promise<void> => {
    const event = heap.pop();
    if (event === undefined) throw new Stuck("nothing is left to happen");
    events += 1;
    if (events > mostEvents) throw new Stuck(`${mostEvents} events and no end`);
    now = Math.max(now, event.dueAt);
    const { life } = event;
    if (life?.isDead) return;
    if (life !== null && life.pausedUntil > now) {
      heap.push({ ...event, dueAt: life.pausedUntil });
      return;
    }
    trace.add(`${now - startAt} ${life?.name ?? "-"} ${event.what}`);
    event.happen();
    await turn();
  };
  return {
    now: () => now,
    wait: (life, delayMs, what) =>
      new Promise((happen) => heap.push({ dueAt: now + delayMs, life, what, happen })),
    after(delayMs, what, deed) {
      heap.push({ dueAt: now + delayMs, life: null, what, happen: () => void deed() });
    },
    async runUntil(isDone) {
      // Whoever asked last may not have come to the point of waiting yet.
      await turn();
      while (!isDone()) await step();
    },
  };
}

/** Lets time go on until some work is done, and gives what it gave. */
export async function finished<Result>(time: Scheduler, work: Promise<Result>): Promise<Result> {
  let isDone = false;
  const mark = (): void => {
    isDone = true;
  };
  work.then(mark, mark);
  await time.runUntil(() => isDone);
  return work;
}

/** Lets so much time go by. */
export async function passTime(time: Scheduler, ms: number): Promise<void> {
  let isOver = false;
  time.after(ms, "time passes", () => {
    isOver = true;
  });
  await time.runUntil(() => isOver);
}
