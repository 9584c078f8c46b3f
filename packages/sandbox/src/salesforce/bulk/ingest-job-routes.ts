import { ApiError } from "../api-error.ts";
import { type ApiAnswer, type ApiContext, asObject, type Route } from "../rest/api-request.ts";
import { externalIdField } from "../rest/upsert.ts";
import { csvFormat, csvRows, quoted } from "./csv.ts";
import { type Job, jobBasics, jobFormat, jobProgress, type RowOutcome } from "./job.ts";
import { invalidState } from "./jobs.ts";

const operations = ["insert", "update", "upsert", "delete", "hardDelete"] as const;
const maximumBytes = 150_000_000;

function refuse(errorCode: string, message: string): never {
  throw new ApiError(400, errorCode, message);
}

function jobOf({ jobs, parts }: ApiContext): Job {
  return jobs.find("ingest", parts[0] ?? "");
}

function basics({ jobs }: ApiContext, job: Job) {
  return jobBasics(job, jobs.state(job), jobs.changedAt(job));
}

function create(context: ApiContext): ApiAnswer {
  const { org, jobs, request } = context;
  const body = asObject(request.body) ?? {};
  const operation =
    operations.find((each) => each === body.operation) ?? refuse("INVALIDJOB", "Unknown operation");
  const object = org.schema.object(String(body.object ?? ""));
  if (!object) return refuse("INVALIDENTITY", `Unable to find object: ${String(body.object)}`);
  if (!object.writable)
    return refuse("INVALIDENTITY", `Entity '${object.name}' is not supported by the Bulk API.`);
  const key = typeof body.externalIdFieldName === "string" ? body.externalIdFieldName : undefined;
  if (operation === "upsert") {
    if (key === undefined) refuse("INVALIDJOB", "External ID was blank for upsert");
    else externalIdField(org, object, key);
  }
  const job = jobs.add({
    type: "ingest",
    operation,
    object: object.name,
    externalIdFieldName: operation === "upsert" ? key : undefined,
    createdById: request.userId,
    version: request.version,
    columnDelimiter: String(body.columnDelimiter ?? "COMMA"),
    lineEnding: String(body.lineEnding ?? "LF"),
  });
  return { status: 200, body: { ...basics(context, job), ...jobFormat(job) } };
}

function upload(context: ApiContext): ApiAnswer {
  const { jobs, request } = context;
  const job = jobOf(context);
  if (jobs.state(job) !== "Open") throw invalidState("The job is not open for uploads");
  if (job.upload !== undefined) refuse("INVALIDJOB", "Found multiple contents for job");
  if (Buffer.byteLength(request.text) > maximumBytes) refuse("CLIENT_ERROR", "Content is larger than 150 MB");
  job.upload = request.text;
  return { status: 201 };
}

function change(context: ApiContext): ApiAnswer {
  const { jobs, request } = context;
  const job = jobOf(context);
  const wanted = asObject(request.body)?.state;
  const state = jobs.state(job);
  if (wanted === "UploadComplete") {
    if (state !== "Open") throw invalidState(`Closing a job in state ${state} is not allowed`);
    jobs.start(job);
    return { status: 200, body: { ...basics(context, job), state: "UploadComplete" } };
  }
  if (wanted !== "Aborted") return refuse("INVALIDJOBSTATE", `Unknown state ${String(wanted)}`);
  if (["JobComplete", "Failed", "Aborted"].includes(state)) {
    throw invalidState(`Aborting a job in state ${state} is not allowed`);
  }
  job.aborted = true;
  return { status: 200, body: basics(context, job) };
}

function read(context: ApiContext): ApiAnswer {
  const job = jobOf(context);
  return { status: 200, body: { ...basics(context, job), ...jobProgress(job) } };
}

function remove(context: ApiContext): ApiAnswer {
  const job = jobOf(context);
  if (["Open", "InProgress"].includes(context.jobs.state(job))) {
    throw invalidState("Only closed jobs can be deleted");
  }
  context.jobs.delete(job);
  return { status: 204 };
}

type Pick = (row: RowOutcome) => readonly string[] | undefined;

/** Rows of a job as CSV: what Salesforce says of each first, then what was uploaded. */
function rowsCsv(context: ApiContext, first: readonly string[], pick: Pick): ApiAnswer {
  const job = jobOf(context);
  const format = csvFormat(job.columnDelimiter, job.lineEnding);
  if (!format || !["JobComplete", "Failed", "Aborted"].includes(context.jobs.state(job))) {
    throw invalidState("The job has not ended");
  }
  const { end } = job;
  const header = end?.type === "written" ? end.header : uploadedHeader(job, format.delimiter);
  const lines = [[...first.map(quoted), ...header].join(format.delimiter)];
  for (const row of end?.type === "written" ? end.outcomes : []) {
    const own = pick(row);
    if (own) lines.push([...own, ...row.cells].map(quoted).join(format.delimiter));
  }
  const content = lines.map((line) => line + format.lineEnding).join("");
  return { status: 200, raw: { contentType: "text/csv", content } };
}

function uploadedHeader(job: Job, delimiter: string): readonly string[] {
  const first = csvRows(job.upload ?? "", delimiter).next();
  return first.done === true ? [] : first.value;
}

/** What an aborted or failed job never came to. */
function unprocessed(context: ApiContext): ApiAnswer {
  const job = jobOf(context);
  const format = csvFormat(job.columnDelimiter, job.lineEnding);
  if (!format) throw invalidState("The job has not ended");
  if (job.end?.type === "written") {
    const content = job.end.header.join(format.delimiter) + format.lineEnding;
    return { status: 200, raw: { contentType: "text/csv", content } };
  }
  const lines = [...csvRows(job.upload ?? "", format.delimiter)].map((cells, index) =>
    (index === 0 ? cells : cells.map(quoted)).join(format.delimiter),
  );
  const content = lines.map((line) => line + format.lineEnding).join("");
  return { status: 200, raw: { contentType: "text/csv", content } };
}

const named = (name: string) => (context: ApiContext) => {
  const job = context.jobs.all("ingest").find(({ id }) => id === context.parts[0]);
  return `${name} ${job?.object ?? ""}`.trim();
};

const one = /^\/jobs\/ingest\/([^/]+)$/;
const part = (name: string): RegExp => new RegExp(`^/jobs/ingest/([^/]+)/${name}/?$`, "i");

/** Ingest jobs of Bulk API 2.0. */
export const ingestJobRoutes: readonly Route[] = [
  {
    method: "POST",
    path: /^\/jobs\/ingest\/?$/,
    operation: ({ request }) => `bulk-ingest ${String(asObject(request.body)?.object ?? "")}`.trim(),
    handle: create,
  },
  {
    method: "GET",
    path: /^\/jobs\/ingest\/?$/,
    operation: () => "bulk-ingest-jobs",
    handle: (context) => {
      const records = context.jobs.all("ingest").map((job) => basics(context, job));
      return { status: 200, body: { done: true, records, nextRecordsUrl: null } };
    },
  },
  { method: "PUT", path: part("batches"), operation: named("bulk-ingest-upload"), handle: upload },
  { method: "GET", path: one, operation: named("bulk-ingest-state"), handle: read },
  { method: "PATCH", path: one, operation: named("bulk-ingest-close"), handle: change },
  { method: "DELETE", path: one, operation: named("bulk-ingest-delete"), handle: remove },
  {
    method: "GET",
    path: part("successfulResults"),
    operation: named("bulk-ingest-results"),
    handle: (context) =>
      rowsCsv(context, ["sf__Id", "sf__Created"], (row) =>
        row.error === undefined ? [row.id, String(row.created)] : undefined,
      ),
  },
  {
    method: "GET",
    path: part("failedResults"),
    operation: named("bulk-ingest-results"),
    handle: (context) =>
      rowsCsv(context, ["sf__Id", "sf__Error"], (row) =>
        row.error === undefined ? undefined : ["", row.error],
      ),
  },
  {
    method: "GET",
    path: part("unprocessedrecords"),
    operation: named("bulk-ingest-results"),
    handle: unprocessed,
  },
];
