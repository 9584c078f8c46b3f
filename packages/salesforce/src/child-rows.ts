import { type CallOptions, CrmError } from "@headway/crm";
import type { Client } from "./client.ts";
import { idsPerQuery } from "./limits.ts";
import type { QueryAsk, QueryPage } from "./query-pages.ts";
import { allOf, identifier, identifiers, type Soql, soql } from "./soql.ts";
import { isRow, type Row } from "./vendor-answers.ts";

/** Rows that hang on a record by a lookup: the stage history of a deal, its contact roles. */
export interface ChildTable {
  readonly sobject: string;
  /** The lookup to the record. */
  readonly parent: string;
  readonly columns: readonly string[];
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

/**
 * The children of the records named, in as few requests as the ids and rows need. A refusal (no
 * permission, no such object or field) is a value: the records themselves are still good.
 */
export async function readChildrenOf(
  client: Client,
  table: ChildTable,
  ids: readonly string[],
  budget: () => CallOptions,
): Promise<ChildRows> {
  const rows = new Map<string, Row[]>();
  try {
    for (let start = 0; start < ids.length; start += idsPerQuery) {
      await readChunk(client, table, ids.slice(start, start + idsPerQuery), rows, budget);
    }
  } catch (error) {
    return { status: "refused", reason: refusalReason(table, error) };
  }
  return { status: "read", of: (id) => rows.get(id) ?? [] };
}

async function readChunk(
  client: Client,
  table: ChildTable,
  ids: readonly string[],
  rows: Map<string, Row[]>,
  budget: () => CallOptions,
): Promise<void> {
  const among = soql`${identifier(table.parent)} IN ${ids}`;
  const limit = client.options.pageSize;
  let after: ChildPosition | null = null;
  for (let isLast = false; !isLast; ) {
    const query = childQuery(table, [among, ...afterPosition(table, after)], limit);
    const page: QueryPage = await client.query(query, { all: false, limit }, budget());
    for (const value of page.rows) {
      const { row, parent, id } = readChild(table, value);
      rows.set(parent, [...(rows.get(parent) ?? []), row]);
      after = { parent, id };
    }
    isLast = page.isLast;
  }
}

/** The next children of all parents, after a place in the order (parent, id). */
export function nextChildren(table: ChildTable, after: ChildPosition | null, limit: number): QueryAsk {
  return { query: childQuery(table, afterPosition(table, after), limit), all: false, limit };
}

function childQuery(table: ChildTable, conditions: readonly Soql[], limit: number): Soql {
  const columns = identifiers(["Id", table.parent, ...table.columns]);
  const where = conditions.length === 0 ? soql`` : soql` WHERE ${allOf(conditions)}`;
  const order = soql`ORDER BY ${identifier(table.parent)}, Id LIMIT ${limit}`;
  return soql`SELECT ${columns} FROM ${identifier(table.sobject)}${where} ${order}`;
}

/** The first page of the children of the records named, for a composite request. */
export function childrenOfQuery(table: ChildTable, ids: readonly string[], limit: number): Soql {
  return childQuery(table, [soql`${identifier(table.parent)} IN ${ids}`], limit);
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
