import type { CallOptions, Change, ChangePage } from "@headway/crm";
import { cellKinds } from "./bulk-rows.ts";
import { childReadings, childTables, readChildren } from "./child-readings.ts";
import { type ChildStream, childStream } from "./child-stream.ts";
import type { Client } from "./client.ts";
import { type PullState, writeCursor } from "./cursor.ts";
import { mapRecord } from "./map-record.ts";
import { bulkPages, type PageReader, restPages } from "./page-reader.ts";
import { pageOf, type QueryOutcome, type QueryPage, queryTogether } from "./query-pages.ts";
import type { RowPlan } from "./row-plan.ts";
import { countById, idOf, nextById, requireRowId } from "./row-query.ts";

/** What the steps of one first pass share. */
interface Pass {
  readonly client: Client;
  readonly plan: RowPlan;
  readonly streams: readonly ChildStream[];
  readonly budget: () => CallOptions;
  /** By REST, until the count says that there is more than that is good for. */
  read: PageReader;
}

/**
 * Reads every record once, by id, with its children read beside it as streams of their own. Pages
 * that are wanted at the same moment travel in one request: the first of the records and of each
 * child table do, along with a count of the records, so that what fits one page each costs a single
 * request. From `bulkFrom` records on, the pages after the first come by Bulk API 2.0. A page of
 * records is given out in parts, each as soon as its children are complete, and each part can be
 * resumed after. No more is held than one page of records and, of each child table, the rows whose
 * records come next.
 */
export async function* firstPass(
  client: Client,
  plan: RowPlan,
  state: PullState & { phase: "all" },
  budget: () => CallOptions,
): AsyncGenerator<ChangePage> {
  const { object } = plan;
  const { pageSize, bulkFrom } = client.options;
  const streams = childTables(plan).map((table) => childStream(table, state.lastId, pageSize));
  const caughtUp = writeCursor({ phase: "changes", since: state.from, from: null, last: null });
  const pass: Pass = { client, plan, streams, budget, read: restPages(client) };
  let lastId = state.lastId;
  let next = await readFirst(pass, lastId);
  if ((next.total ?? 0) >= bulkFrom) pass.read = bulkPages(client, cellKinds(plan));
  const expected = next.total === undefined ? {} : { expectedCount: next.total };
  for (;;) {
    const { page } = next;
    if (!page.isLast) requireRowId(page.rows);
    for await (const part of completeParts(pass, page.rows)) {
      if (part.isLast && page.isLast) {
        return yield { object, changes: part.changes, cursor: caughtUp, caughtUp: true, ...expected };
      }
      lastId = lastIdOf(part.rows) ?? lastId;
      const cursor = writeCursor({ ...state, lastId });
      yield { object, changes: part.changes, cursor, caughtUp: false, ...expected };
    }
    next = { page: await readRecords(pass, lastId) };
  }
}

function lastIdOf(rows: readonly unknown[]): string | null {
  for (let index = rows.length - 1; index >= 0; index -= 1) {
    const id = idOf(rows[index]);
    if (id !== null) return id;
  }
  return null;
}

/** The first page of records and of each child table, and how many records there are in all. */
async function readFirst(pass: Pass, lastId: string | null): Promise<{ page: QueryPage; total?: number }> {
  const { client, plan, streams, budget } = pass;
  const asks = [nextById(plan, lastId, client.options.pageSize), ...streams.map((stream) => stream.next())];
  const outcomes = await queryTogether(client, [...asks, countById(plan, lastId)], budget);
  const page = pageOf(required(outcomes[0]));
  absorbAll(streams, outcomes.slice(1, -1), null);
  const count = outcomes.at(-1);
  // Where counting is refused or takes too long, the pages themselves still come.
  const total = count?.status === "read" ? count.page.total : undefined;
  return total === undefined ? { page } : { page, total };
}

/** The next page of records, and along with it one of each child table of which no row is left. */
async function readRecords(
  { client, plan, streams, budget, read }: Pass,
  lastId: string | null,
): Promise<QueryPage> {
  const dry = streams.filter((stream) => stream.isDry());
  const asks = [nextById(plan, lastId, client.options.pageSize), ...dry.map((stream) => stream.next())];
  const [records, ...children] = await read(asks, budget);
  const page = pageOf(required(records));
  absorbAll(dry, children, null);
  return page;
}

function required(outcome: QueryOutcome | undefined): QueryOutcome {
  if (outcome === undefined) throw new RangeError("no outcome for a page of records");
  return outcome;
}

function absorbAll(
  streams: readonly ChildStream[],
  outcomes: readonly QueryOutcome[],
  from: string | null,
): void {
  for (const [index, outcome] of outcomes.entries()) streams[index]?.absorb(outcome, from);
}

interface Part {
  readonly rows: readonly unknown[];
  readonly changes: readonly Change[];
  readonly isLast: boolean;
}

async function* completeParts(pass: Pass, rows: readonly unknown[]): AsyncGenerator<Part> {
  const { client, plan, streams, budget } = pass;
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
    const count = await passedCount(pass, rows, start);
    const part = rows.slice(start, start + count);
    const changes = part.map((row) => mapRecord(row, plan, origin, (id) => takeReadings(streams, id)));
    start += count;
    yield { rows: part, changes, isLast: start >= rows.length };
  }
}

/** How many rows from `start` on have all their children; reads on until it is at least one. */
async function passedCount(pass: Pass, rows: readonly unknown[], start: number): Promise<number> {
  const first = idOf(rows[start]);
  if (first !== null) await readPast(pass, first);
  let count = 1;
  for (const row of rows.slice(start + 1)) {
    const id = idOf(row);
    if (id !== null && !pass.streams.every((stream) => stream.hasPassed(id))) break;
    count += 1;
  }
  return count;
}

/** Reads on in every child table that is not past a record, in all of them at once. */
async function readPast({ streams, read, budget }: Pass, id: string): Promise<void> {
  for (;;) {
    const behind = streams.filter((stream) => !stream.hasPassed(id));
    if (behind.length === 0) return;
    const asks = behind.map((stream) => stream.next());
    absorbAll(behind, await read(asks, budget), id);
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
