import type { Ports } from "./ports.ts";

/** How many requests may start within any window of `intervalMs`. */
export interface LaneLimit {
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
 * `"unlimited"` waits only for pauses.
 */
export function lane(limit: LaneLimit | "unlimited", ports: Ports): Lane {
  const starts: number[] = [];
  let pausedUntil = 0;
  let turn: Promise<void> = Promise.resolve();

  const earliestStart = (): number => {
    if (limit === "unlimited" || starts.length < limit.requests) return pausedUntil;
    return Math.max(pausedUntil, (starts[0] ?? 0) + limit.intervalMs);
  };

  const waitForStart = async (signal?: AbortSignal): Promise<void> => {
    signal?.throwIfAborted();
    for (let wait = earliestStart() - ports.now(); wait > 0; wait = earliestStart() - ports.now()) {
      await ports.sleep(wait, signal);
    }
    if (limit === "unlimited") return;
    starts.push(ports.now());
    if (starts.length > limit.requests) starts.shift();
  };

  return {
    acquire(signal) {
      const mine = turn.then(() => waitForStart(signal));
      turn = mine.catch(() => undefined);
      return mine;
    },
    pauseUntil(at) {
      pausedUntil = Math.max(pausedUntil, at);
    },
  };
}
