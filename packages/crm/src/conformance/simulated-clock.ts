import type { Ports } from "../http/ports.ts";

/** A clock that stands still until somebody waits for it or moves it; see {@link simulatedClock}. */
export interface SimulatedClock {
  /** Hand these to the adapter: `sleep` takes no real time, `random` is always one half. */
  readonly ports: Ports;
  now(): number;
  /** Moves the clock on by `ms`; sleeps that end by then end. */
  advance(ms: number): void;
  /**
   * Says that something is under way that is not waiting, such as a request being answered. The
   * clock does not move by itself meanwhile. Leave out requests that hang.
   */
  track<T>(work: Promise<T>): Promise<T>;
}

/**
 * Time for tests: when nothing tracked is under way and somebody sleeps, the clock jumps to the
 * earliest due sleeper and wakes it. So minutes of back-off pass at once, in the right order, and a
 * deadline fires only if the work really would have taken longer.
 *
 * @param startAt Milliseconds since 1970 at which it stands first.
 */
export function simulatedClock(startAt: number): SimulatedClock {
  const state: ClockState = { now: startAt, busy: 0, news: 0, watching: false, sleepers: new Set() };
  const now = (): number => state.now;
  return {
    now,
    ports: { now, random: () => 0.5, sleep: (ms, signal) => sleep(state, ms, signal) },
    advance(ms) {
      state.news += 1;
      moveTo(state, state.now + ms);
    },
    async track(work) {
      state.busy += 1;
      try {
        return await work;
      } finally {
        state.busy -= 1;
        state.news += 1;
        void moveWhenIdle(state);
      }
    },
  };
}

interface ClockState {
  now: number;
  /** How many tracked pieces of work are under way. */
  busy: number;
  /** Counts everything that happens, so that idleness can be told. */
  news: number;
  watching: boolean;
  readonly sleepers: Set<Sleeper>;
}

interface Sleeper {
  readonly dueAt: number;
  readonly wake: () => void;
}

/** Turns of the event loop without news after which everybody is taken to be waiting. */
const idleTurns = 3;

function sleep(state: ClockState, ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const end = (finish: () => void): void => {
      state.news += 1;
      state.sleepers.delete(sleeper);
      signal?.removeEventListener("abort", onAbort);
      finish();
    };
    const sleeper: Sleeper = { dueAt: state.now + Math.max(0, ms), wake: () => end(resolve) };
    const onAbort = (): void => end(() => reject(signal?.reason));
    signal?.addEventListener("abort", onAbort, { once: true });
    state.sleepers.add(sleeper);
    state.news += 1;
    void moveWhenIdle(state);
  });
}

function moveTo(state: ClockState, now: number): void {
  state.now = now;
  const due = [...state.sleepers].filter((sleeper) => sleeper.dueAt <= now);
  for (const sleeper of due.sort((one, other) => one.dueAt - other.dueAt)) sleeper.wake();
}

async function moveWhenIdle(state: ClockState): Promise<void> {
  if (state.watching) return;
  state.watching = true;
  let quietTurns = 0;
  while (isWaiting(state)) {
    const seen = state.news;
    await nextTurn();
    quietTurns = state.news === seen ? quietTurns + 1 : 0;
    if (quietTurns < idleTurns || !isWaiting(state)) continue;
    quietTurns = 0;
    moveTo(state, Math.max(state.now, Math.min(...[...state.sleepers].map((sleeper) => sleeper.dueAt))));
  }
  state.watching = false;
}

function isWaiting(state: ClockState): boolean {
  return state.busy === 0 && state.sleepers.size > 0;
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}
