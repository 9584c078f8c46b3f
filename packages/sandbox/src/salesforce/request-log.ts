/** Requests counted since the beginning or the last reset. */
export interface RequestCounts {
  readonly total: number;
  /** Under readable names such as `query Opportunity`, `query-more`, `collections-update Task`. */
  readonly byOperation: Readonly<Record<string, number>>;
}

/** Counts requests by what they ask for; a composite counts once. */
export interface RequestLog {
  add(operation: string): void;
  counts(): RequestCounts;
  reset(): void;
}

/** An empty log. */
export function requestLog(): RequestLog {
  const counted = new Map<string, number>();
  return {
    add: (operation) => void counted.set(operation, (counted.get(operation) ?? 0) + 1),
    counts() {
      const total = [...counted.values()].reduce((sum, count) => sum + count, 0);
      return { total, byOperation: Object.fromEntries(counted) };
    },
    reset: () => counted.clear(),
  };
}
