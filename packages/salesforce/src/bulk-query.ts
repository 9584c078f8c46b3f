import { type CallOptions, CrmError, quoteVendor } from "@headway/crm";
import { asNullable, asOptional, asRecord, asText, asTextLike, type ShapeOf } from "@headway/crm/http";
import type { CellKinds } from "./bulk-rows.ts";
import { bulkRows } from "./bulk-rows.ts";
import type { Client } from "./client.ts";
import { bulkPageBytes, bulkPageRows, firstBulkPageRows } from "./limits.ts";
import type { QueryAsk, QueryPage } from "./query-pages.ts";
import { readBody } from "./vendor-answers.ts";

/** A query job of Bulk API 2.0. */
const BulkJobAnswer = asRecord({
  id: asTextLike(/^\w{15,18}$/),
  state: asText,
  errorMessage: asOptional(asNullable(asText)),
});
type BulkJobAnswer = ShapeOf<typeof BulkJobAnswer>;

/** A query that Salesforce answers in the background, read page by page. */
export interface BulkQuery {
  /** The next rows; waits until the job has ended first. */
  next(budget: () => CallOptions): Promise<QueryPage>;
}

const firstPollMs = 1000;
const longestPollMs = 20_000;

/** Starts a query job of Bulk API 2.0. Its pages are ours to read: jsforce loses rows where there are several. */
export async function bulkQuery(
  client: Client,
  ask: QueryAsk,
  kinds: CellKinds,
  budget: () => CallOptions,
): Promise<BulkQuery> {
  const job = await createJob(client, ask, budget());
  const position: Position = { isReady: false, locator: null, rows: firstBulkPageRows };
  return {
    async next(call) {
      if (!position.isReady) await awaitJob(client, job, call);
      position.isReady = true;
      return readResults(client, job.id, position, kinds, call());
    },
  };
}

/** Where the reading of a job's results stands. */
interface Position {
  isReady: boolean;
  locator: string | null;
  /** Rows to ask for, by the size of those that came. */
  rows: number;
}

function createJob(client: Client, ask: QueryAsk, call: CallOptions): Promise<BulkJobAnswer> {
  const body = { operation: ask.all ? "queryAll" : "query", query: ask.query.text };
  // A job that nobody reads costs nothing but itself, so making one twice does no harm.
  return client
    .send({ method: "POST", path: client.path("/jobs/query"), body, replay: "safe" }, call)
    .then((answer) => readBody(BulkJobAnswer, answer.body, "a bulk query"));
}

async function awaitJob(client: Client, job: BulkJobAnswer, budget: () => CallOptions): Promise<void> {
  const { sleep } = client.options.ports;
  let state = job;
  for (
    let waitMs = firstPollMs;
    state.state !== "JobComplete";
    waitMs = Math.min(longestPollMs, waitMs * 2)
  ) {
    if (state.state === "Failed" || state.state === "Aborted") throw failedJob(state);
    const { signal, timeoutMs = waitMs } = budget();
    await sleep(Math.min(waitMs, timeoutMs), signal).catch((cause: unknown) => {
      if (signal?.aborted !== true) throw cause;
    });
    const path = client.path(`/jobs/query/${job.id}`);
    const { body } = await client.send({ method: "GET", path }, budget());
    state = readBody(BulkJobAnswer, body, "the state of a bulk query");
  }
}

async function readResults(
  client: Client,
  id: string,
  position: Position,
  kinds: CellKinds,
  call: CallOptions,
): Promise<QueryPage> {
  const { locator, rows: most } = position;
  const from = locator === null ? "" : `&locator=${encodeURIComponent(locator)}`;
  const path = client.path(`/jobs/query/${id}/results?maxRecords=${most}${from}`);
  const answer = await client.send({ method: "GET", path, headers: { accept: "text/csv" } }, call);
  const text = typeof answer.body === "string" ? answer.body : "";
  const rows = bulkRows(text, kinds);
  const announced = Number(answer.headers["sforce-numberofrecords"] ?? rows.length);
  if (announced !== rows.length) throw wrongCount(announced, rows.length);
  const next = answer.headers["sforce-locator"] ?? "null";
  if (next !== "null" && next === locator) throw sameLocator();
  position.locator = next;
  if (rows.length > 0) position.rows = rowsToAsk(text.length / rows.length);
  return { rows, isLast: next === "null" };
}

/** As many rows as make a page of the wanted size. */
function rowsToAsk(bytesPerRow: number): number {
  return Math.max(firstBulkPageRows / 10, Math.min(bulkPageRows, Math.floor(bulkPageBytes / bytesPerRow)));
}

function failedJob({ state, errorMessage }: BulkJobAnswer): CrmError {
  const said = errorMessage ? `: ${quoteVendor(errorMessage)}` : "";
  return new CrmError("invalid", {
    crm: "salesforce",
    message: `a bulk query ended as \`${state}\`${said}`,
    next: "the rows are read page by page instead",
  });
}

function wrongCount(announced: number, found: number): CrmError {
  return new CrmError("malformed-response", {
    crm: "salesforce",
    message: `a page of bulk results announced ${announced} rows and held ${found}`,
  });
}

function sameLocator(): CrmError {
  return new CrmError("malformed-response", {
    crm: "salesforce",
    message: "a bulk query named the same next page twice; going on would never end",
  });
}
