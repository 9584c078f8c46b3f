import type { CallOptions } from "@headway/crm";
import type { Client } from "./client.ts";
import { byIdsQuery, idOf } from "./row-query.ts";

/**
 * Rows by their ids, deleted and archived ones among them, at most as many ids as one query holds.
 * Salesforce may cut a page short by itself (long texts, many children): what is left is asked for
 * until nothing more comes.
 */
export async function readByIds(
  client: Client,
  { sobject, columns }: { readonly sobject: string; readonly columns: readonly string[] },
  ids: readonly string[],
  budget: () => CallOptions,
): Promise<unknown[]> {
  const rows: unknown[] = [];
  let left = ids;
  for (let isLast = false; !isLast && left.length > 0; ) {
    const page = await client.query(byIdsQuery(sobject, columns, left), { all: true }, budget());
    rows.push(...page.rows);
    const found = new Set(page.rows.map((row) => idOf(row)?.slice(0, 15)));
    left = left.filter((id) => !found.has(id.slice(0, 15)));
    isLast = page.isLast;
  }
  return rows;
}
