import { ApiError } from "../api-error.ts";
import { identityUrl } from "../oauth/identity.ts";
import { instantText, parseInstant } from "../store/instant.ts";
import type { ApiAnswer, ApiContext, Route } from "./api-request.ts";
import { namedObject } from "./object-routes.ts";

const replicationMs = { updated: 30 * 86_400_000, deleted: 15 * 86_400_000 };

function limits({ usage }: ApiContext): ApiAnswer {
  const { used, maximum } = usage();
  const api = { Max: maximum, Remaining: Math.max(0, maximum - used) };
  return {
    status: 200,
    body: {
      DailyApiRequests: api,
      DailyBulkV2QueryJobs: { Max: 10_000, Remaining: 10_000 },
      DataStorageMB: { Max: 5, Remaining: 5 },
    },
  };
}

function recordCount({ org, request }: ApiContext): ApiAnswer {
  const names = (request.query.get("sObjects") ?? "").split(",").filter((name) => name !== "");
  const objects = names.flatMap((name) => org.schema.object(name) ?? []);
  const sObjects = objects.map(({ name }) => ({
    count: org.table(name).rows.filter((row) => row.IsDeleted !== true).length,
    name,
  }));
  return { status: 200, body: { sObjects } };
}

function span({ org, request }: ApiContext, kind: "updated" | "deleted"): { start: string; end: string } {
  const start = parseInstant((request.query.get("start") ?? "").replace(" ", "+"));
  const end = parseInstant((request.query.get("end") ?? "").replace(" ", "+"));
  if (start === undefined || end === undefined) {
    throw new ApiError(400, "INVALID_REPLICATION_DATE", "start and end are required");
  }
  if (end - start < 60_000)
    throw new ApiError(400, "INVALID_REPLICATION_DATE", "startDate before endDate by at least one minute");
  if (start < org.now() - replicationMs[kind]) {
    throw new ApiError(400, "INVALID_REPLICATION_DATE", "startDate cannot be that far back");
  }
  return { start: instantText(start), end: instantText(end) };
}

function changes(context: ApiContext, kind: "updated" | "deleted"): { id: string; at: string }[] {
  const { start, end } = span(context, kind);
  return context.org
    .table(namedObject(context).name)
    .rows.map((row) => ({ id: row.Id, at: String(row.SystemModstamp), deleted: row.IsDeleted === true }))
    .filter(({ at, deleted }) => at >= start && at <= end && deleted === (kind === "deleted"));
}

function updated(context: ApiContext): ApiAnswer {
  const ids = changes(context, "updated").map(({ id }) => id);
  return { status: 200, body: { ids, latestDateCovered: instantText(context.org.now()) } };
}

function deleted(context: ApiContext): ApiAnswer {
  const deletedRecords = changes(context, "deleted").map(({ id, at }) => ({ id, deletedDate: at }));
  const now = context.org.now();
  const earliestDateAvailable = instantText(now - replicationMs.deleted);
  return {
    status: 200,
    body: { deletedRecords, earliestDateAvailable, latestDateCovered: instantText(now) },
  };
}

const resources = [
  "composite",
  "jobs",
  "limits",
  "parameterizedSearch",
  "query",
  "queryAll",
  "search",
  "sobjects",
  "tooling",
];

/** Where everything is, and who asks. */
function listResources({ org, request, instanceUrl }: ApiContext): ApiAnswer {
  const base = `/services/data/${request.version}`;
  const addresses = Object.fromEntries(resources.map((name) => [name, `${base}/${name}`]));
  return { status: 200, body: { ...addresses, identity: identityUrl(org, request.userId, instanceUrl()) } };
}

const ofObject = (verb: string) => (context: ApiContext) => `${verb} ${context.parts[0]}`;

/** What is asked of the org as a whole: limits, counts, and what changed in a span of time. */
export const organizationRoutes: readonly Route[] = [
  { method: "GET", path: /^\/?$/, operation: () => "resources", handle: listResources },
  { method: "GET", path: /^\/limits\/?$/, operation: () => "limits", handle: limits },
  { method: "GET", path: /^\/limits\/recordCount$/, operation: () => "record-count", handle: recordCount },
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
