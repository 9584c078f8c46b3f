import { type CallOptions, CrmError, type PushOutcome } from "@headway/crm";
import type { HttpRequest } from "@headway/crm/http";
import type { Client } from "./client.ts";
import { collectionSize } from "./limits.ts";
import { mapRowError } from "./map-error.ts";
import type { OutgoingValue } from "./outgoing-value.ts";
import { readBody, type SaveResult, SaveResults } from "./vendor-answers.ts";

/** One patch on its way: where its outcome belongs, what it is about, and what to send. */
export interface Outgoing {
  readonly index: number;
  /** The id or key of the record: no batch holds it twice. */
  readonly key: string;
  readonly fields: Readonly<Record<string, OutgoingValue>>;
}

/** One way of writing rows. */
export interface RowsWriter {
  request(rows: readonly Outgoing[]): HttpRequest & { readonly replay?: "safe" | "unsafe" };
  written(row: Outgoing, result: SaveResult): PushOutcome;
  /** Reads what was sent without an answer; a row that reads as sent gets its outcome. */
  settle(rows: readonly Outgoing[], call: CallOptions): Promise<ReadonlyMap<number, PushOutcome>>;
}

/** The state of one push. */
export interface PushRun {
  readonly client: Client;
  readonly budget: () => CallOptions;
  readonly outcomes: Map<number, PushOutcome>;
  /** True once anything may have been written. */
  hasSent: boolean;
  /** Why the rest is given up. */
  ended?: CrmError;
}

/** Times a row is sent again that another transaction held, or that another writer made meanwhile. */
const rowRetries = 2;
const rowRetryMs = 1000;
const passingRowErrors = new Set(["UNABLE_TO_LOCK_ROW", "DUPLICATE_VALUE"]);
/** Rows to a batch of rows sent again, by how many retries are left: the fewer together, the fewer locks at a time. */
const retryBatchSizes = [10, 50];

/** Sends rows in batches; fills in one outcome per row. */
export async function pushRows(run: PushRun, writer: RowsWriter, rows: readonly Outgoing[]): Promise<void> {
  for (const batch of batches(rows)) await pushBatch(run, writer, batch, rowRetries);
}

async function pushBatch(
  run: PushRun,
  writer: RowsWriter,
  rows: readonly Outgoing[],
  retriesLeft: number,
): Promise<void> {
  if (run.ended !== undefined) return markNotSent(run, rows, run.ended);
  const request = writer.request(rows);
  try {
    const { body } = await run.client.send(request, run.budget());
    const results = readBody(SaveResults, body, "a collection");
    if (results.length !== rows.length) throw wrongCount(rows.length, results.length);
    run.hasSent = true;
    const again = takeResults(run, writer, rows, results, retriesLeft);
    await pushAgain(run, writer, again, retriesLeft);
  } catch (error) {
    if (!CrmError.is(error)) throw error;
    const isOpen = run.client.isOpen(request) || error.code === "malformed-response";
    if (isOpen) await settleOpenRows(run, writer, rows, error);
    else markNotSent(run, rows, error);
    if (!isOpen || endsPush(error)) run.ended = error;
  }
}

/** Fills outcomes in; gives the rows that are worth sending again. */
function takeResults(
  run: PushRun,
  writer: RowsWriter,
  rows: readonly Outgoing[],
  results: readonly SaveResult[],
  retriesLeft: number,
): Outgoing[] {
  const again: Outgoing[] = [];
  for (const [position, row] of rows.entries()) {
    const result = results[position];
    if (result === undefined) continue;
    const error = result.errors?.[0];
    if (result.success) run.outcomes.set(row.index, writer.written(row, result));
    else if (passingRowErrors.has(error?.statusCode ?? "") && retriesLeft > 0) again.push(row);
    else run.outcomes.set(row.index, refusedRow(result));
  }
  return again;
}

async function pushAgain(
  run: PushRun,
  writer: RowsWriter,
  again: readonly Outgoing[],
  retriesLeft: number,
): Promise<void> {
  if (again.length === 0) return;
  const { random, sleep } = run.client.options.ports;
  const { signal } = run.budget();
  await sleep(random() * rowRetryMs * 2 ** (rowRetries - retriesLeft), signal).catch(() => undefined);
  const size = retryBatchSizes[retriesLeft - 1] ?? collectionSize;
  for (const batch of batches(again.toSorted(byParent), size)) {
    await pushBatch(run, writer, batch, retriesLeft - 1);
  }
}

/** Rows of one parent next to each other: a batch then holds few locks, and no two batches the same one. */
function byParent(one: Outgoing, other: Outgoing): number {
  const [left, right] = [parentOf(one), parentOf(other)];
  if (left === right) return one.index - other.index;
  return left < right ? -1 : 1;
}

function parentOf({ key, fields }: Outgoing): string {
  const parent = fields.WhatId ?? fields.AccountId ?? fields.WhoId;
  return typeof parent === "string" ? parent : key;
}

/** A row that stayed locked was not written and may be sent again; the others said no for good. */
function refusedRow(result: SaveResult): PushOutcome {
  const { code, reason, field } = mapRowError(result.errors);
  if (code === "unavailable") return { status: "not-sent", reason };
  return { status: "refused", code, reason, ...(field === undefined ? {} : { field }) };
}

/** Reads rows back whose answer never came; what does not read as sent stays `unknown`. */
export async function settleOpenRows(
  run: PushRun,
  writer: RowsWriter,
  rows: readonly Outgoing[],
  error: CrmError,
): Promise<void> {
  run.hasSent = true;
  const settled = await readBack(run, writer, rows, error);
  for (const { index } of rows) {
    const open: PushOutcome = { status: "unknown", reason: `no answer came: ${error.details.message}` };
    run.outcomes.set(index, settled.get(index) ?? open);
  }
}

/** An answer that cannot be read says nothing about what to look for, and is left to the next run. */
async function readBack(
  run: PushRun,
  writer: RowsWriter,
  rows: readonly Outgoing[],
  error: CrmError,
): Promise<ReadonlyMap<number, PushOutcome>> {
  if (error.code === "malformed-response") return new Map();
  return writer.settle(rows, run.budget()).catch(() => new Map<number, PushOutcome>());
}

function markNotSent(run: PushRun, rows: readonly Outgoing[], error: CrmError): void {
  for (const { index } of rows) {
    run.outcomes.set(index, {
      status: "not-sent",
      reason: `the push ended before: ${error.details.message}`,
    });
  }
}

/** After these nothing more can be sent in this call; after others the next batch may do better. */
function endsPush(error: CrmError): boolean {
  return error.code !== "malformed-response" && error.code !== "unavailable";
}

/** Rows in order, as many to a batch as Salesforce takes, never the same record twice in one. */
function batches(rows: readonly Outgoing[], size = collectionSize): Outgoing[][] {
  const lists: Outgoing[][] = [];
  for (const row of rows) {
    const list = lists.at(-1);
    const fits = list !== undefined && list.length < size && !list.some(({ key }) => key === row.key);
    if (fits) list.push(row);
    else lists.push([row]);
  }
  return lists;
}

function wrongCount(sent: number, answered: number): CrmError {
  return new CrmError("malformed-response", {
    crm: "salesforce",
    message: `${sent} rows were sent and ${answered} were answered`,
  });
}
