import type { CallOptions } from "@headway/crm";
import {
  amongParents,
  type ChildRows,
  type ChildTable,
  childQuery,
  groupChildren,
  refusalReason,
} from "../child-rows.ts";
import type { Client } from "../client.ts";
import { chunks, goodAnswer } from "../named-rows.ts";
import { queryPath, readPage } from "../query-pages.ts";
import { idOf } from "../row-query.ts";
import { soql } from "../soql.ts";

/**
 * As `readChildrenOf`, for the children of few records, where nothing is saved by going on in the middle of a
 * record: pages of all tables together, in the order of ids.
 */
export async function readChildrenById(
  client: Client,
  tables: readonly ChildTable[],
  ids: readonly string[],
  budget: () => CallOptions,
): Promise<ReadonlyMap<ChildTable, ChildRows>> {
  const rows = new Map(tables.map((table): [ChildTable, unknown[]] => [table, []]));
  const refused = new Map<ChildTable, ChildRows>();
  for (const some of chunks(ids)) {
    let open = tables.filter((table) => !refused.has(table));
    let after = new Map<ChildTable, string>();
    while (open.length > 0) {
      const parts = open.map((table) => childPart(client, table, some, after.get(table)));
      const answers = await client.readParts(parts, budget());
      const next = new Map<ChildTable, string>();
      for (const table of open) {
        try {
          const page = readPage(goodAnswer(answers, table.sobject, "/query"), client.options.pageSize);
          rows.get(table)?.push(...page.rows);
          if (!page.isLast) next.set(table, idOf(page.rows.at(-1)) ?? "");
        } catch (error) {
          refused.set(table, { status: "refused", reason: refusalReason(table, error) });
        }
      }
      after = next;
      open = [...next.keys()];
    }
  }
  return new Map(
    tables.map((table) => [table, refused.get(table) ?? childRows(table, rows.get(table) ?? [])]),
  );
}

function childPart(client: Client, table: ChildTable, ids: readonly string[], after: string | undefined) {
  const conditions = [amongParents(table, ids), ...(after === undefined ? [] : [soql`Id > ${after}`])];
  const query = soql`${childQuery(table, conditions, soql`Id`)} LIMIT ${client.options.pageSize}`;
  return { id: table.sobject, path: queryPath(query, table.all === true), isQuery: true };
}

function childRows(table: ChildTable, rows: readonly unknown[]): ChildRows {
  const groups = groupChildren(table, rows);
  return { status: "read", of: (id) => groups.get(id) ?? [] };
}
