import { CrmError } from "@headway/crm";
import type { HttpAnswer, Ports } from "@headway/crm/http";

/** Rows to a page of a query: Salesforce's default and maximum. */
export const queryPageSize = 2000;

/** Rows to a request of the sObject Collections API. */
export const collectionSize = 200;

/** Queries that one composite request may hold; other parts count up to {@link compositeSize}. */
export const compositeQueries = 5;

/** Parts that one composite request may hold. */
export const compositeSize = 25;

/** Ids to one `IN` list: about 7,000 characters once encoded, well within what an address may have. */
export const idsPerQuery = 250;

/** Longer addresses travel in the body of a composite request; the limit is 16,384 with all headers. */
export const longestPath = 8000;

/** Components to one call of the Metadata API. */
export const metadataBatchSize = 10;

/** A window of 24 hours rolls on, so it is worth looking again after an hour. */
const lookAgainMs = 3_600_000;

/** Leaves a share of the org's daily API requests to its other applications (`invariant:R4`). */
export interface DailyGuard {
  /** Throws `rate-limited` once the share is used up; one request an hour passes, to look again. */
  check(): void;
  /** Learns the use from `Sforce-Limit-Info: api-usage=18/5000`. */
  see(answer: HttpAnswer): void;
}

/** @param share Stop when the whole org has used this part of its day, above 0 and at most 1. */
export function dailyGuard(share: number, ports: Ports): DailyGuard {
  let usage = { used: 0, limit: Number.POSITIVE_INFINITY, seenAt: 0 };
  return {
    check() {
      const waitedMs = ports.now() - usage.seenAt;
      if (usage.used < usage.limit * share || waitedMs >= lookAgainMs) return;
      throw quotaReserved(usage.used, usage.limit, lookAgainMs - waitedMs);
    },
    see(answer) {
      const found = /api-usage=(\d+)\/(\d+)/.exec(answer.headers["sforce-limit-info"] ?? "");
      if (found === null) return;
      usage = { used: Number(found[1]), limit: Number(found[2]), seenAt: ports.now() };
    },
  };
}

function quotaReserved(used: number, limit: number, retryAfterMs: number): CrmError {
  return new CrmError("rate-limited", {
    crm: "salesforce",
    message: `the org has used ${used} of its ${limit} API requests of the day; the other ${limit - used} are left to its other applications`,
    next: "nothing was sent; go on when the day's window has moved",
    remedy: "raise `dailyShare` to use more of the day",
    retryAfterMs,
  });
}
