/** Requests that an org is working on, of which only so many may be long-running at once. */
export interface LongRunning {
  /** A request begins; what it gives ends it. */
  begin(): () => void;
  /** Whether as many as are allowed have been running for twenty seconds or more. */
  isFull(): boolean;
  /** How many of them other applications have running. */
  occupy(count: number): void;
}

const longMs = 20_000;

/** Nothing running yet. */
export function longRunning(now: () => number, maximum: number): LongRunning {
  const running = new Set<{ readonly since: number }>();
  let others = 0;
  return {
    begin() {
      const request = { since: now() };
      running.add(request);
      return () => void running.delete(request);
    },
    isFull() {
      const long = [...running].filter(({ since }) => now() - since >= longMs).length;
      return long + others >= maximum;
    },
    occupy(count) {
      others = count;
    },
  };
}
