import type { CallOptions, Change, ChangePage } from "@headway/crm";
import { childReadings, childTables, readChildren } from "./child-readings.ts";
import { type ChildStream, childStream } from "./child-stream.ts";
import type { Client } from "./client.ts";
import { type PullState, writeCursor } from "./cursor.ts";
import { mapRecord } from "./map-record.ts";
import { pageOf, type QueryPage, queryTogether } from "./query-pages.ts";
import type { RowPlan } from "./row-plan.ts";
import { idOf, nextById, requireRowId } from "./row-query.ts";

/**
 * Reads every record once, by id, with its children read beside it as streams of their own. Pages
 * that are wanted at the same moment travel in one request: the first of the records and of each
 * child table do, so that what fits one page each costs a single request. A page of records is given
 * out in parts, each as soon as its children are complete, and each part can be resumed after. No
 * more is held than one page of records and, of each child table, the rows whose records come next.
 */
export async function* firstPass(
  client: Client,
  plan: RowPlan,
  state: PullState & { phase: "all" },
  budget: () => CallOptions,
): AsyncGenerator<ChangePage> {
  const { object } = plan;
  const { pageSize } = client.options;
  const streams = childTables(plan).map((table) => childStream(table, state.lastId, pageSize));
  const caughtUp = writeCursor({ phase: "changes", since: state.from, from: null, last: null });
  let lastId = state.lastId;
  for (;;) {
    const page = await readRecords(client, plan, lastId, streams, budget);
    if (!page.isLast) requireRowId(page.rows);
    for await (const part of completeParts(client, plan, page.rows, streams, budget)) {
      if (part.isLast && page.isLast) {
        return yield { object, changes: part.changes, cursor: caughtUp, caughtUp: true };
      }
      lastId = part.rows.map(idOf).findLast((id) => id !== null) ?? lastId;
      yield { object, changes: part.changes, cursor: writeCursor({ ...state, lastId }), caughtUp: false };
    }
  }
}

/** The next page of records, and along with it one of each child table of which no row is left. */
async function readRecords(
  client: Client,
  plan: RowPlan,
  lastId: string | null,
  streams: readonly ChildStream[],
  budget: () => CallOptions,
): Promise<QueryPage> {
  const dry = streams.filter((stream) => stream.isDry());
  const asks = [nextById(plan, lastId, client.options.pageSize), ...dry.map((stream) => stream.next())];
  const [records, ...children] = await queryTogether(client, asks, budget);
  if (records === undefined) throw new RangeError("no outcome for a page of records");
  const page = pageOf(records);
  absorbAll(dry, children, null);
  return page;
}

function absorbAll(
  streams: readonly ChildStream[],
  outcomes: Awaited<ReturnType<typeof queryTogether>>,
  from: string | null,
): void {
  for (const [index, outcome] of outcomes.entries()) streams[index]?.absorb(outcome, from);
}

interface Part {
  readonly rows: readonly unknown[];
  readonly changes: readonly Change[];
  readonly isLast: boolean;
}

async function* completeParts(
  client: Client,
  plan: RowPlan,
  rows: readonly unknown[],
  streams: readonly ChildStream[],
  budget: () => CallOptions,
): AsyncGenerator<Part> {
  const { origin } = client.options;
  if (streams.length === 0 || rows.length === 0) {
    const changes = rows.map((row) => mapRecord(row, plan, origin, () => ({})));
    return yield { rows, changes, isLast: true };
  }
  if (!isAscending(rows)) {
    const readings = await readChildren(client, plan, rows, budget);
    return yield { rows, changes: rows.map((row) => mapRecord(row, plan, origin, readings)), isLast: true };
  }
  for (let start = 0; start < rows.length; ) {
    const count = await passedCount(client, rows, start, streams, budget);
    const part = rows.slice(start, start + count);
    const changes = part.map((row) => mapRecord(row, plan, origin, (id) => takeReadings(streams, id)));
    start += count;
    yield { rows: part, changes, isLast: start >= rows.length };
  }
}

/** How many rows from `start` on have all their children; reads on until it is at least one. */
async function passedCount(
  client: Client,
  rows: readonly unknown[],
  start: number,
  streams: readonly ChildStream[],
  budget: () => CallOptions,
): Promise<number> {
  const first = idOf(rows[start]);
  if (first !== null) await readPast(client, first, streams, budget);
  let count = 1;
  for (const row of rows.slice(start + 1)) {
    const id = idOf(row);
    if (id !== null && !streams.every((stream) => stream.hasPassed(id))) break;
    count += 1;
  }
  return count;
}

/** Reads on in every child table that is not past a record, in all of them at once. */
async function readPast(
  client: Client,
  id: string,
  streams: readonly ChildStream[],
  budget: () => CallOptions,
): Promise<void> {
  for (;;) {
    const behind = streams.filter((stream) => !stream.hasPassed(id));
    if (behind.length === 0) return;
    const asks = behind.map((stream) => stream.next());
    absorbAll(behind, await queryTogether(client, asks, budget), id);
  }
}

function takeReadings(streams: readonly ChildStream[], id: string): ReturnType<typeof childReadings> {
  return childReadings(new Map(streams.map((stream) => [stream.table, stream.take(id)])));
}

/** Whether ids order as text here, which reading two streams side by side rests on. */
function isAscending(rows: readonly unknown[]): boolean {
  const ids = rows.map(idOf).filter((id) => id !== null);
  return ids.every((id, index) => index === 0 || (ids[index - 1] ?? "") < id);
}
