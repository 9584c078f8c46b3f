import { CrmError } from "@headway/crm";
import type { HttpAnswer, Ports } from "@headway/crm/http";

/** Rows to a page of a query: Salesforce's default and maximum. */
export const queryPageSize = 2000;

/** Rows of the first page of bulk results, before their size is known. */
export const firstBulkPageRows = 2000;

/** Rows of a page of bulk results at most, so that little is held at a time. */
export const bulkPageRows = 2000;
/** Characters of a page of bulk results that are aimed at. */
export const bulkPageBytes = 1_000_000;

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

/**
 * Requests under way at a time. An org runs 25 that take 20 seconds or more (5 in a trial), for all
 * its applications together; shorter ones do not count, but nobody knows beforehand.
 */
export const mostUnderWay = 4;

/** How long everything rests after the org said that too many long requests run at once. */
export const concurrentRestMs = 5000;

/** Lets at most `most` pieces of work run at a time, the others wait in the order they came. */
export function slots(
  most: number,
): <Result>(work: () => Promise<Result>, signal?: AbortSignal) => Promise<Result> {
  let free = most;
  const waiting: (() => void)[] = [];
  const take = async (signal: AbortSignal | undefined): Promise<void> => {
    signal?.throwIfAborted();
    if (free > 0) {
      free -= 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const start = (): void => {
        signal?.removeEventListener("abort", leave);
        resolve();
      };
      const leave = (): void => {
        waiting.splice(waiting.indexOf(start), 1);
        reject(signal?.reason);
      };
      signal?.addEventListener("abort", leave, { once: true });
      waiting.push(start);
    });
  };
  const give = (): void => {
    const next = waiting.shift();
    if (next === undefined) free += 1;
    else next();
  };
  return async (work, signal) => {
    await take(signal);
    return work().finally(give);
  };
}

/** A window of 24 hours rolls on, so it is worth looking again after an hour. */
const lookAgainMs = 3_600_000;
const hoursOfDay = 24;

/** Which parts of the org's daily API requests may be used, each above 0 and at most 1. */
export interface DailyShares {
  /** Stop when the whole org has used this part of its day. */
  readonly day: number;
  /** Stop when this adapter by itself has used this part of the day within 24 hours. */
  readonly run: number;
}

/** Leaves a share of the org's daily API requests to its other applications (`invariant:R4`). */
export interface DailyGuard {
  /** Throws `rate-limited` once a share is used up; one request an hour passes, to look again. Counts what passes. */
  check(): void;
  /** Learns the use from `Sforce-Limit-Info: api-usage=18/5000`. */
  see(answer: HttpAnswer): void;
}

/** A guard that knows nothing yet and lets everything pass until an answer says how the day stands. */
export function dailyGuard(shares: DailyShares, ports: Ports): DailyGuard {
  let usage = { used: 0, limit: Number.POSITIVE_INFINITY, seenAt: 0 };
  const own = ownRequests(ports);
  const fault = (): string | undefined => {
    if (usage.used >= usage.limit * shares.day) return `the org has used ${usage.used}`;
    const sent = own.count();
    return sent >= usage.limit * shares.run ? `this adapter has sent ${sent}` : undefined;
  };
  return {
    check() {
      const waitedMs = ports.now() - usage.seenAt;
      const said = fault();
      if (said !== undefined && waitedMs < lookAgainMs)
        throw quotaReserved(said, usage, lookAgainMs - waitedMs);
      own.add();
    },
    see(answer) {
      const found = /api-usage=(\d+)\/(\d+)/.exec(answer.headers["sforce-limit-info"] ?? "");
      if (found === null) return;
      usage = { used: Number(found[1]), limit: Number(found[2]), seenAt: ports.now() };
    },
  };
}

/** Requests of the last 24 hours, by the hour. */
function ownRequests({ now }: Ports): { add(): void; count(): number } {
  const hours = new Map<number, number>();
  const thisHour = (): number => Math.floor(now() / lookAgainMs);
  return {
    add: () => void hours.set(thisHour(), (hours.get(thisHour()) ?? 0) + 1),
    count() {
      for (const hour of hours.keys()) if (hour <= thisHour() - hoursOfDay) hours.delete(hour);
      return [...hours.values()].reduce((sum, sent) => sum + sent, 0);
    },
  };
}

function quotaReserved(
  said: string,
  { used, limit }: { readonly used: number; readonly limit: number },
  retryAfterMs: number,
): CrmError {
  return new CrmError("rate-limited", {
    crm: "salesforce",
    message: `${said} of the ${limit} API requests of the org's day; the other ${Math.max(0, limit - used)} are left to its other applications`,
    next: "nothing was sent; go on when the day's window has moved",
    remedy: "raise `share.day` or `share.run` to use more of the day",
    retryAfterMs,
  });
}
