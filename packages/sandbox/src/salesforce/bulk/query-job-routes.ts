import { ApiError } from "../api-error.ts";
import { type ApiAnswer, type ApiContext, asObject, type Route } from "../rest/api-request.ts";
import { csvFormat } from "./csv.ts";
import { type Job, type JobState, jobBasics, jobFormat, jobProgress } from "./job.ts";
import { invalidState } from "./jobs.ts";
import { planQuery } from "./query-job.ts";

const operations = ["query", "queryAll"] as const;

function refuse(errorCode: string, message: string): never {
  throw new ApiError(400, errorCode, message);
}

function operationOf(body: Readonly<Record<string, unknown>>): "query" | "queryAll" {
  const found = operations.find((each) => each === body.operation);
  return found ?? refuse("INVALIDJOB", `Unknown operation ${String(body.operation)}`);
}

/** What is said of a job in its present state, as answers to `POST` and `PATCH` say it. */
function basics({ jobs }: ApiContext, job: Job, state: JobState = jobs.state(job)): ApiAnswer["body"] {
  return { ...jobBasics(job, state, jobs.changedAt(job)), ...jobFormat(job) };
}

function create(context: ApiContext): ApiAnswer {
  const { org, jobs, request } = context;
  const body = asObject(request.body) ?? {};
  const operation = operationOf(body);
  if (jobs.queriesToday() >= jobs.settings.dailyQueryJobs) {
    refuse("LIMIT_EXCEEDED", "Daily Bulk API 2.0 query job limit exceeded");
  }
  const columnDelimiter = String(body.columnDelimiter ?? "COMMA");
  const lineEnding = String(body.lineEnding ?? "LF");
  const format =
    csvFormat(columnDelimiter, lineEnding) ?? refuse("INVALIDJOB", "Unknown delimiter or ending");
  const planned = planQuery(org, String(body.query ?? ""), operation === "queryAll", format);
  const job = jobs.add({
    type: "query",
    operation,
    object: planned.object,
    externalIdFieldName: undefined,
    createdById: request.userId,
    version: request.version,
    columnDelimiter,
    lineEnding,
  });
  jobs.start(job);
  if (!job.end) job.end = { type: "read", results: planned.run() };
  return { status: 200, body: basics(context, job, "UploadComplete") };
}

function read(context: ApiContext): ApiAnswer {
  const { jobs } = context;
  const job = jobs.find("query", context.parts[0] ?? "");
  const state = jobs.state(job);
  const told = state === "JobComplete" || state === "Failed" ? job : { ...job, end: undefined };
  return { status: 200, body: { ...jobBasics(job, state, jobs.changedAt(job)), ...jobProgress(told) } };
}

function wholeNumber(text: string | null, otherwise: number): number {
  if (text === null) return otherwise;
  return /^\d{1,9}$/.test(text) ? Number(text) : refuse("INVALID_QUERY_LOCATOR", `invalid value: ${text}`);
}

const locatorOf = (position: number): string => Buffer.from(String(position)).toString("base64url");

function positionOf(locator: string | null): number {
  if (locator === null) return 0;
  return wholeNumber(Buffer.from(locator, "base64url").toString("latin1"), 0);
}

/** One page of results, the locator of the next in its headers: the text `null` after the last. */
function results({ jobs, request, parts }: ApiContext): ApiAnswer {
  const job = jobs.find("query", parts[0] ?? "");
  const { end } = job;
  if (jobs.state(job) !== "JobComplete" || end?.type !== "read") {
    throw invalidState(`The job must be in the state JobComplete, it is ${jobs.state(job)}`);
  }
  if (request.version !== job.version) {
    throw new ApiError(409, "INVALID_OPERATION", "Use the API version with which the job was made");
  }
  const { chunkRows, pageRows } = jobs.settings;
  const from = positionOf(request.query.get("locator"));
  const { rowCount, page } = end.results;
  if (from > rowCount) refuse("INVALID_QUERY_LOCATOR", "invalid query locator");
  const wanted = Math.max(1, wholeNumber(request.query.get("maxRecords"), pageRows));
  const chunkEnd = (Math.floor(from / chunkRows) + 1) * chunkRows;
  const to = Math.min(rowCount, chunkEnd, from + Math.min(wanted, pageRows));
  return {
    status: 200,
    headers: {
      "sforce-locator": to < rowCount ? locatorOf(to) : "null",
      "sforce-numberofrecords": String(to - from),
    },
    raw: { contentType: "text/csv", content: page(from, to) },
  };
}

function abort(context: ApiContext): ApiAnswer {
  const { jobs, request, parts } = context;
  const job = jobs.find("query", parts[0] ?? "");
  if (asObject(request.body)?.state !== "Aborted")
    refuse("INVALIDJOBSTATE", "A query job can only be aborted");
  if (["JobComplete", "Failed", "Aborted"].includes(jobs.state(job))) {
    throw invalidState("Aborting already ended Job not allowed");
  }
  job.aborted = true;
  return { status: 200, body: basics(context, job) };
}

function remove({ jobs, parts }: ApiContext): ApiAnswer {
  const job = jobs.find("query", parts[0] ?? "");
  if (["UploadComplete", "InProgress"].includes(jobs.state(job))) {
    throw invalidState("Deleting not ended Job not allowed");
  }
  jobs.delete(job);
  return { status: 204 };
}

function list(context: ApiContext): ApiAnswer {
  const { jobs } = context;
  const records = jobs.all("query").map((job) => basics(context, job));
  return { status: 200, body: { done: true, records, nextRecordsUrl: null } };
}

const named = (name: string) => (context: ApiContext) => {
  const job = context.jobs.all("query").find(({ id }) => id === context.parts[0]);
  return `${name} ${job?.object ?? ""}`.trim();
};

function createOperation({ org, request }: ApiContext): string {
  const object = / from (\w+)/i.exec(String(asObject(request.body)?.query ?? ""))?.[1] ?? "";
  return `bulk-query ${org.schema.object(object)?.name ?? object}`.trim();
}

const one = /^\/jobs\/query\/([^/]+)$/;

/** Query jobs of Bulk API 2.0. */
export const queryJobRoutes: readonly Route[] = [
  { method: "POST", path: /^\/jobs\/query\/?$/, operation: createOperation, handle: create },
  { method: "GET", path: /^\/jobs\/query\/?$/, operation: () => "bulk-query-jobs", handle: list },
  { method: "GET", path: one, operation: named("bulk-query-state"), handle: read },
  { method: "PATCH", path: one, operation: named("bulk-query-abort"), handle: abort },
  { method: "DELETE", path: one, operation: named("bulk-query-delete"), handle: remove },
  {
    method: "GET",
    path: /^\/jobs\/query\/([^/]+)\/results\/?$/,
    operation: named("bulk-query-results"),
    handle: results,
  },
];
