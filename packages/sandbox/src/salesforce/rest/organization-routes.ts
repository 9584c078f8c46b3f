import { identityUrl } from "../oauth/identity.ts";
import type { ApiAnswer, ApiContext, Route } from "./api-request.ts";

function limits({ usage, jobs }: ApiContext): ApiAnswer {
  const { dailyQueryJobs } = jobs.settings;
  const queriesLeft = Math.max(0, dailyQueryJobs - jobs.queriesToday());
  const { used, maximum } = usage();
  const api = { Max: maximum, Remaining: Math.max(0, maximum - used) };
  return {
    status: 200,
    body: {
      DailyApiRequests: api,
      DailyBulkV2QueryJobs: { Max: dailyQueryJobs, Remaining: queriesLeft },
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

/** What is asked of the org as a whole: where everything is, limits and counts. */
export const organizationRoutes: readonly Route[] = [
  { method: "GET", path: /^\/?$/, operation: () => "resources", handle: listResources },
  { method: "GET", path: /^\/limits\/?$/, operation: () => "limits", handle: limits },
  { method: "GET", path: /^\/limits\/recordCount$/, operation: () => "record-count", handle: recordCount },
];
