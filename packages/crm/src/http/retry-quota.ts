/**
 * Keeps retries a small part of all calls, so that a CRM in trouble is not hit harder: a bucket of
 * tokens that a retry draws from and a success refills. After the AWS SDK's standard mode (500
 * tokens; a transient retry costs 14, a throttled one 5); `invariant:R1`.
 */
export interface RetryQuota {
  /** Takes the cost of one retry; false when the bucket does not hold it, and nothing is taken. */
  take(kind: "transient" | "throttled"): boolean;
  /** A call succeeded: one token comes back, and what its retries took. */
  giveBack(taken: number): void;
  readonly cost: Readonly<Record<"transient" | "throttled", number>>;
}

/** A full bucket of 500. */
export function retryQuota(capacity = 500): RetryQuota {
  const cost = { transient: 14, throttled: 5 } as const;
  let tokens = capacity;
  return {
    cost,
    take(kind) {
      if (tokens < cost[kind]) return false;
      tokens -= cost[kind];
      return true;
    },
    giveBack(taken) {
      tokens = Math.min(capacity, tokens + taken + 1);
    },
  };
}
