import type { CallOptions } from "@headway/crm";
import { roleTable } from "./child-readings.ts";
import { refusalReason } from "./child-rows.ts";
import type { Client } from "./client.ts";
import { identifier, instant, type Soql, soql } from "./soql.ts";
import { isRow } from "./vendor-answers.ts";

/**
 * Deals that somebody was put on or taken off since, other than those seen: that leaves the deal's
 * own time of change as it was, so the roles are asked for themselves. Where roles cannot be read,
 * the links of every deal are `unknown` anyway and this gives none.
 */
export async function dealsRelinked(
  client: Client,
  since: string,
  seen: ReadonlySet<string | null>,
  budget: () => CallOptions,
): Promise<string[]> {
  const deals = new Set<string>();
  let after: Soql = soql`SystemModstamp >= ${instant(since)}`;
  for (let isLast = false; !isLast; ) {
    const page = await readRoles(client, after, budget()).catch((error: unknown) => {
      refusalReason(roleTable, error);
      return { rows: [], isLast: true };
    });
    for (const row of page.rows) {
      if (isRow(row) && typeof row.OpportunityId === "string") deals.add(row.OpportunityId);
    }
    const next = afterRow(page.rows.at(-1));
    isLast = page.isLast || next === undefined;
    after = next ?? after;
  }
  return [...deals].filter((id) => !seen.has(id));
}

function readRoles(client: Client, after: Soql, call: CallOptions): ReturnType<Client["query"]> {
  const limit = client.options.pageSize;
  const from = identifier(roleTable.sobject);
  const query = soql`SELECT Id, OpportunityId, SystemModstamp FROM ${from} WHERE ${after} ORDER BY SystemModstamp, Id`;
  return client.query(query, { all: true, limit }, call);
}

function afterRow(row: unknown): Soql | undefined {
  if (!isRow(row) || typeof row.SystemModstamp !== "string" || typeof row.Id !== "string") return undefined;
  const at = instant(new Date(row.SystemModstamp.replace(/([+-]\d{2})(\d{2})$/, "$1:$2")).toISOString());
  return soql`SystemModstamp > ${at} OR (SystemModstamp = ${at} AND Id > ${row.Id})`;
}
