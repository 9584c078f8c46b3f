/** How often each operation was called. */
export interface RequestCounts {
  readonly total: number;
  /** By readable operation: `list deals`, `batch-update tasks`. */
  readonly byOperation: Readonly<Record<string, number>>;
  /** Calls answered with 429, by the limits or by a fault. */
  readonly rateLimited: number;
}

/** Counts calls. */
export interface RequestLog {
  count(operation: string): void;
  countRateLimited(): void;
  counts(): RequestCounts;
  reset(): void;
}

/** A log that starts at zero. */
export function requestLog(): RequestLog {
  let byOperation = new Map<string, number>();
  let rateLimited = 0;
  return {
    count: (operation) => void byOperation.set(operation, (byOperation.get(operation) ?? 0) + 1),
    countRateLimited: () => void rateLimited++,
    counts: () => ({
      total: [...byOperation.values()].reduce((sum, count) => sum + count, 0),
      byOperation: Object.fromEntries([...byOperation].sort(([a], [b]) => a.localeCompare(b))),
      rateLimited,
    }),
    reset() {
      byOperation = new Map();
      rateLimited = 0;
    },
  };
}
