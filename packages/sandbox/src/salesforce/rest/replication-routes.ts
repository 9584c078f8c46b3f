import { ApiError } from "../api-error.ts";
import type { Org } from "../org.ts";
import { instantText, parseInstant } from "../store/instant.ts";
import { rowComparison } from "../store/ordering.ts";
import type { ApiAnswer, ApiContext, Route } from "./api-request.ts";
import { namedObject } from "./object-routes.ts";

const dayMs = 86_400_000;
const minuteMs = 60_000;
const maximumIds = 600_000;
const reach = { updated: 30 * dayMs, deleted: 15 * dayMs };

interface Span {
  readonly start: number;
  readonly end: number;
}

function refuse(message: string): never {
  throw new ApiError(400, "INVALID_REPLICATION_DATE", message);
}

function instantOf(context: ApiContext, name: string): number {
  const text = context.request.query.get(name) ?? "";
  return parseInstant(text.replace(" ", "+")) ?? refuse(`${name} is required, as an ISO 8601 instant`);
}

/** The span asked for. Seconds do not count: Salesforce works by the minute. */
function spanOf(context: ApiContext, kind: keyof typeof reach): Span {
  const byMinute = (at: number): number => Math.floor(at / minuteMs) * minuteMs;
  const [start, end] = [byMinute(instantOf(context, "start")), byMinute(instantOf(context, "end"))];
  if (end - start < minuteMs) refuse("startDate before endDate by at least one minute");
  if (start < context.org.now() - reach[kind] - minuteMs) {
    refuse(`startDate cannot be more than ${reach[kind] / dayMs} days ago`);
  }
  return { start, end };
}

function checkCount(ids: readonly unknown[]): void {
  if (ids.length <= maximumIds) return;
  throw new ApiError(400, "EXCEEDED_ID_LIMIT", `too many ids: ${ids.length}, at most ${maximumIds}`);
}

const latest = rowComparison([
  { read: (row) => row.SystemModstamp ?? null, descending: false, nullsLast: false },
]);

/** Ids of living records by their stamp, found by bisection. */
function updatedIds(org: Org, object: string, { start, end }: Span): string[] {
  const rows = org.table(object).ordered("SystemModstamp false false", latest);
  const [low, high] = [instantText(start), instantText(end)];
  let [from, to] = [0, rows.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (String(rows[middle]?.SystemModstamp ?? "") < low) from = middle + 1;
    else to = middle;
  }
  const ids: string[] = [];
  for (let at = from; at < rows.length; at += 1) {
    const row = rows[at];
    if (!row || String(row.SystemModstamp) > high) break;
    if (row.IsDeleted !== true) ids.push(row.Id);
  }
  return ids;
}

/** What was committed by now, as far as it was asked for. */
function covered(org: Org, { end }: Span): string {
  return instantText(Math.min(end, Math.floor(org.now() / minuteMs) * minuteMs));
}

function updated(context: ApiContext): ApiAnswer {
  const object = namedObject(context);
  const span = spanOf(context, "updated");
  const ids = updatedIds(context.org, object.name, span);
  checkCount(ids);
  return { status: 200, body: { ids, latestDateCovered: covered(context.org, span) } };
}

function deleted(context: ApiContext): ApiAnswer {
  const { org } = context;
  const span = spanOf(context, "deleted");
  const found = org.deletions.between(namedObject(context).name, span.start, span.end);
  checkCount(found);
  const earliest = Math.max(org.now() - reach.deleted, org.deletions.trimmedUntil());
  return {
    status: 200,
    body: {
      deletedRecords: found.map(({ id, at }) => ({ deletedDate: instantText(at), id })),
      earliestDateAvailable: instantText(earliest),
      latestDateCovered: covered(org, span),
    },
  };
}

const ofObject = (verb: string) => (context: ApiContext) => `${verb} ${context.parts[0]}`;

/** Which records of an object changed, or were deleted, in a span of time. */
export const replicationRoutes: readonly Route[] = [
  {
    method: "GET",
    path: /^\/sobjects\/([^/]+)\/updated\/?$/,
    operation: ofObject("updated"),
    handle: updated,
  },
  {
    method: "GET",
    path: /^\/sobjects\/([^/]+)\/deleted\/?$/,
    operation: ofObject("deleted"),
    handle: deleted,
  },
];
