import type { Ports } from "./ports.ts";

/** How many requests may start within any window of `intervalMs`. */
export interface LaneLimit {
  /** At least 1. */
  readonly requests: number;
  readonly intervalMs: number;
}

/** One class of requests with its own limit, so that one class never starves another. */
export interface Lane {
  /** Resolves when a request may start, first come first served. Rejects with the signal's reason. */
  acquire(signal?: AbortSignal): Promise<void>;
  /** No request starts before this instant (milliseconds since 1970); an earlier one than set before changes nothing. */
  pauseUntil(at: number): void;
}

/**
 * A lane that never lets more than `limit.requests` start within any sliding window of
 * `limit.intervalMs`: it remembers the last starts and waits until the oldest has left the window.
 * `"unlimited"` waits only for pauses. Throws a `RangeError` for a limit that lets nothing through.
 */
export function lane(limit: LaneLimit | "unlimited", ports: Ports): Lane {
  if (limit !== "unlimited" && limit.requests < 1) throw new RangeError("a lane needs at least 1 request");
  let starts: readonly number[] = [];
  let pausedUntil = 0;
  let turn: Promise<void> = Promise.resolve();

  const earliestStart = (now: number): number => {
    if (limit === "unlimited") return pausedUntil;
    // A clock set back must not make us wait for a moment long gone.
    starts = starts.map((start) => Math.min(start, now));
    const oldest = starts[starts.length - limit.requests];
    return oldest === undefined ? pausedUntil : Math.max(pausedUntil, oldest + limit.intervalMs);
  };
  const waitToStart = async (signal?: AbortSignal): Promise<void> => {
    signal?.throwIfAborted();
    for (let now = ports.now(), at = earliestStart(now); at > now; at = earliestStart(now)) {
      await ports.sleep(at - now, signal);
      now = ports.now();
    }
    if (limit !== "unlimited") starts = [...starts, ports.now()].slice(-limit.requests);
  };

  return {
    acquire(signal) {
      const mine = turn.then(() => waitToStart(signal));
      turn = mine.catch(() => undefined);
      return mine;
    },
    pauseUntil(at) {
      pausedUntil = Math.max(pausedUntil, at);
    },
  };
}
