import { CrmError, type PushOutcome } from "@headway/crm";
import type { HttpAnswer } from "@headway/crm/http";
import type { Client } from "./client.ts";
import { mapRowError } from "./map-error.ts";
import { member, Rows, readAnswer } from "./vendor-answers.ts";

/** One row of a batch and the place of its outcome. */
export interface BatchRow {
  /** What HubSpot gets; `objectWriteTraceId` is added so that a 207 can name the row. */
  readonly input: Readonly<Record<string, unknown>>;
  /** Index of the patch in the call. */
  readonly index: number;
  /** The id or key by which results and errors name the row, where there is one. */
  readonly id: string | null;
}

/** How to send rows and how to read what came of them. */
export interface BatchKind {
  readonly path: string;
  readonly replay: "safe" | "unsafe";
  /** Which row a result belongs to, and the outcome of it. */
  readonly match: (
    result: unknown,
    rows: readonly BatchRow[],
  ) => { row: BatchRow; outcome: PushOutcome } | undefined;
  /** Finds out by reading what came of rows that nothing was heard of. Rows it leaves out stay `unknown`. */
  readonly settle: (rows: readonly BatchRow[]) => Promise<Map<number, PushOutcome>>;
}

/** Where outcomes are gathered, by index of the patch. */
export type Outcomes = Map<number, PushOutcome>;

/** HubSpot takes 100 rows a batch (hubspot facts §1). */
export const batchLimit = 100;

/**
 * Writes rows in batches. A batch refused as a whole is halved until the bad rows are alone
 * (`invariant:W4`). A lost answer is settled by reading (`invariant:W2`). Throws when the call cannot
 * go on; outcomes found until then are in `outcomes`, and rows already sent are all among them.
 */
export async function writeBatches(
  client: Client,
  kind: BatchKind,
  rows: readonly BatchRow[],
  outcomes: Outcomes,
): Promise<void> {
  for (const batch of batchesOf(rows)) await writeBatch(client, kind, batch, outcomes);
}

/** At most 100 rows each, no record twice in one: HubSpot refuses that for the whole batch (recorded). */
function batchesOf(rows: readonly BatchRow[]): BatchRow[][] {
  const batches: BatchRow[][] = [];
  const lastBatchOf = new Map<string, number>();
  for (const row of rows) {
    const before = row.id === null ? undefined : lastBatchOf.get(row.id);
    let place = before === undefined ? 0 : before + 1;
    while ((batches[place]?.length ?? 0) >= batchLimit) place += 1;
    while (batches.length <= place) batches.push([]);
    batches[place]?.push(row);
    if (row.id !== null) lastBatchOf.set(row.id, place);
  }
  return batches;
}

async function writeBatch(
  client: Client,
  kind: BatchKind,
  rows: readonly BatchRow[],
  outcomes: Outcomes,
): Promise<void> {
  client.throwIfEnded();
  const inputs = rows.map((row) => ({ ...row.input, objectWriteTraceId: String(row.index) }));
  try {
    const answer = await client.send({ method: "POST", path: kind.path, body: { inputs } }, kind.replay);
    await readBatch(kind, rows, answer, outcomes);
  } catch (error) {
    if (!CrmError.is(error)) throw error;
    if (isLost(error)) await settleLost(kind, rows, error, outcomes);
    else if (!isRefusal(error)) throw error;
    else if (rows.length === 1) refuse(rows[0], error, outcomes);
    else await writeHalves(client, kind, rows, outcomes);
  }
}

async function writeHalves(
  client: Client,
  kind: BatchKind,
  rows: readonly BatchRow[],
  outcomes: Outcomes,
): Promise<void> {
  const middle = Math.ceil(rows.length / 2);
  await writeBatch(client, kind, rows.slice(0, middle), outcomes);
  await writeBatch(client, kind, rows.slice(middle), outcomes);
}

/** The whole batch was refused for what is in it. */
function isRefusal(error: CrmError): boolean {
  return ["invalid", "conflict", "not-found"].includes(error.code);
}

/** Sent, and nothing reliable heard: it may or may not have had its effect. */
function isLost(error: CrmError): boolean {
  return ["unavailable", "malformed-response", "aborted", "deadline-exceeded"].includes(error.code);
}

function refuse(row: BatchRow | undefined, error: CrmError, outcomes: Outcomes): void {
  if (row === undefined) return;
  const field = error.details.subject === undefined ? {} : { field: error.details.subject };
  outcomes.set(row.index, { status: "refused", code: error.code, reason: error.message, ...field });
}

async function readBatch(
  kind: BatchKind,
  rows: readonly BatchRow[],
  answer: HttpAnswer,
  outcomes: Outcomes,
): Promise<void> {
  const body = readAnswer(Rows, answer, kind.path);
  for (const result of body.results) {
    const matched = kind.match(result, rows);
    if (matched !== undefined) outcomes.set(matched.row.index, matched.outcome);
  }
  for (const error of body.errors ?? []) {
    for (const row of rowsOf(error, rows))
      outcomes.set(row.index, { status: "refused", ...mapRowError(error) });
  }
  const open = rows.filter((row) => !outcomes.has(row.index));
  if (open.length > 0)
    await settleRows(kind, open, "HubSpot's answer does not mention this record", outcomes);
}

/** The rows an entry of `errors` is about: by trace id where given, else by the ids it names (recorded). */
function rowsOf(error: unknown, rows: readonly BatchRow[]): BatchRow[] {
  const context = member(error, "context");
  const traces = texts(member(context, "objectWriteTraceId"));
  if (traces.length > 0) return rows.filter((row) => traces.includes(String(row.index)));
  const ids = texts(member(context, "ids"));
  return rows.filter((row) => row.id !== null && ids.includes(row.id));
}

function texts(value: unknown): string[] {
  const list: unknown[] = Array.isArray(value) ? (value as unknown[]) : [value];
  return list.filter((each) => each !== undefined && each !== null).map(String);
}

/** Settles by reading where HubSpot can still be asked; what stays unknown ends the call: a CRM that does not answer is not sent more. */
async function settleLost(
  kind: BatchKind,
  rows: readonly BatchRow[],
  error: CrmError,
  outcomes: Outcomes,
): Promise<void> {
  const reason = `it was sent and no reliable answer came: ${error.message}`;
  for (const row of rows) outcomes.set(row.index, { status: "unknown", reason });
  if (error.code !== "unavailable") throw error;
  await settleRows(kind, rows, reason, outcomes);
  if (rows.some((row) => outcomes.get(row.index)?.status === "unknown")) throw error;
}

async function settleRows(
  kind: BatchKind,
  rows: readonly BatchRow[],
  reason: string,
  outcomes: Outcomes,
): Promise<void> {
  for (const row of rows) outcomes.set(row.index, { status: "unknown", reason });
  try {
    for (const [index, outcome] of await kind.settle(rows)) outcomes.set(index, outcome);
  } catch (error) {
    if (!CrmError.is(error)) throw error;
  }
}
