import { type CallOptions, CrmError } from "@headway/crm";
import type { ChildResult } from "./child-readings.ts";
import type { Client } from "./client.ts";
import { idsPerQuery } from "./limits.ts";
import type { ChildReadings } from "./map-record.ts";
import type { TableAsk } from "./page-reader.ts";
import { type QueryOutcome, queryTogether } from "./query-pages.ts";
import { allOf, identifier, identifiers, type Soql, soql } from "./soql.ts";
import { isRow, type Row } from "./vendor-answers.ts";

/** Rows that hang on a record by a lookup: the stage history of a deal, its contact roles. */
export interface ChildTable {
  readonly sobject: string;
  /** The lookup to the record. */
  readonly parent: string;
  readonly columns: readonly string[];
  /** True where Salesforce hides old rows unless all are asked for. */
  readonly all?: boolean;
  /** What its rows, among those of the other tables, say about the record; nothing where another table reads them. */
  readonly tell?: (own: ChildResult, results: ReadonlyMap<ChildTable, ChildResult>) => ChildReadings;
}

/** A place in the order (parent, id): the last row read, or with no `id` all rows of that parent. */
export interface ChildPosition {
  readonly parent: string;
  readonly id: string | null;
}

/** Children of several records, or why they could not be read. */
export type ChildRows =
  | { readonly status: "read"; readonly of: (parentId: string) => readonly Row[] }
  | { readonly status: "refused"; readonly reason: string };

/** How far the children of one table have been read. */
interface ChildReading {
  readonly table: ChildTable;
  readonly rows: Map<string, Row[]>;
  after: ChildPosition | null;
  status: "open" | "ended" | { readonly reason: string };
}

/** Reads the children of the records named: {@link readChildrenOf}, or what stands in for it. */
export type ReadChildren = (
  client: Client,
  tables: readonly ChildTable[],
  ids: readonly string[],
  budget: () => CallOptions,
) => Promise<ReadonlyMap<ChildTable, ChildRows>>;

/**
 * The children of the records named, of all tables together, in as few requests as the ids and rows
 * need. A refusal (no permission, no such object or field) is a value, and of its own table only: the
 * records themselves are still good.
 */
export async function readChildrenOf(
  client: Client,
  tables: readonly ChildTable[],
  ids: readonly string[],
  budget: () => CallOptions,
): Promise<ReadonlyMap<ChildTable, ChildRows>> {
  const readings = tables.map(
    (table): ChildReading => ({ table, rows: new Map(), after: null, status: "open" }),
  );
  for (let start = 0; start < ids.length; start += idsPerQuery) {
    await readChunk(client, readings, ids.slice(start, start + idsPerQuery), budget);
  }
  return new Map(readings.map((reading) => [reading.table, childRows(reading)]));
}

function childRows({ rows, status }: ChildReading): ChildRows {
  if (typeof status === "object") return { status: "refused", reason: status.reason };
  return { status: "read", of: (id) => rows.get(id) ?? [] };
}

async function readChunk(
  client: Client,
  readings: readonly ChildReading[],
  ids: readonly string[],
  budget: () => CallOptions,
): Promise<void> {
  const limit = client.options.pageSize;
  let open = readings.filter(({ status }) => typeof status === "string");
  for (const reading of open) Object.assign(reading, { after: null, status: "open" });
  while (open.length > 0) {
    const asks = open.map(({ table, after }) => ({
      query: childQuery(table, [amongParents(table, ids), ...afterPosition(table, after)]),
      all: table.all === true,
      limit,
    }));
    for (const [index, outcome] of (await queryTogether(client, asks, budget)).entries()) {
      const reading = open[index];
      if (reading !== undefined) absorb(reading, outcome);
    }
    open = open.filter(({ status }) => status === "open");
  }
}

function absorb(reading: ChildReading, outcome: QueryOutcome): void {
  const { table, rows } = reading;
  if (outcome.status === "failed") {
    reading.status = { reason: refusalReason(table, outcome.error) };
    return;
  }
  for (const value of outcome.page.rows) {
    const { row, parent, id } = readChild(table, value);
    const own = rows.get(parent);
    if (own === undefined) rows.set(parent, [row]);
    else own.push(row);
    reading.after = { parent, id };
  }
  if (outcome.page.isLast) reading.status = "ended";
}

/** The next children of all parents, after a place in the order (parent, id). */
export function nextChildren(table: ChildTable, after: ChildPosition | null, limit: number): TableAsk {
  const { sobject, parent } = table;
  return {
    query: childQuery(table, afterPosition(table, after)),
    all: false,
    limit,
    sobject,
    order: [parent, "Id"],
  };
}

/** The children of a table under these conditions, by default in the order of their parents. */
export function childQuery(
  table: ChildTable,
  given: readonly Soql[],
  order: Soql = soql`${identifier(table.parent)}, Id`,
): Soql {
  const conditions = table.all === true ? [...given, soql`IsDeleted = ${false}`] : given;
  const columns = identifiers(["Id", table.parent, ...table.columns]);
  const where = conditions.length === 0 ? soql`` : soql` WHERE ${allOf(conditions)}`;
  return soql`SELECT ${columns} FROM ${identifier(table.sobject)}${where} ORDER BY ${order}`;
}

/** The first page of the children of the records named, for a composite request. */
export function childrenOfQuery(table: ChildTable, ids: readonly string[], limit: number): Soql {
  return soql`${childQuery(table, [amongParents(table, ids)])} LIMIT ${limit}`;
}

/** That a row hangs on one of these. */
export function amongParents(table: ChildTable, ids: readonly string[]): Soql {
  return soql`${identifier(table.parent)} IN ${ids}`;
}

/** Groups child rows by the record they hang on; throws where one does not say. */
export function groupChildren(
  table: ChildTable,
  rows: readonly unknown[],
): ReadonlyMap<string, readonly Row[]> {
  const groups = Map.groupBy(
    rows.map((value) => readChild(table, value)),
    ({ parent }) => parent,
  );
  return new Map([...groups].map(([id, own]) => [id, own.map(({ row }) => row)]));
}

function afterPosition(table: ChildTable, after: ChildPosition | null): Soql[] {
  if (after === null) return [];
  const parent = identifier(table.parent);
  if (after.id === null) return [soql`${parent} > ${after.parent}`];
  return [soql`${parent} > ${after.parent} OR (${parent} = ${after.parent} AND Id > ${after.id})`];
}

/** A child with its place; throws where it does not say what it hangs on. */
export function readChild(table: ChildTable, value: unknown): { row: Row; parent: string; id: string } {
  const row: Row = isRow(value) ? value : {};
  const parent = row[table.parent];
  const id = row.Id;
  if (typeof parent === "string" && typeof id === "string") return { row, parent, id };
  throw new CrmError("not-found", {
    crm: "salesforce",
    message: `a row of ${table.sobject} came without its \`Id\` or \`${table.parent}\``,
  });
}

/** Why children are unknown; rethrows whatever is not about these children alone. */
export function refusalReason(table: { readonly sobject: string }, error: unknown): string {
  const codes = ["forbidden", "not-found", "invalid", "unsupported"];
  if (!CrmError.is(error) || !codes.includes(error.code)) throw error;
  return `${table.sobject} could not be read: ${error.details.vendorCode ?? error.details.message}`;
}
