import type { Database } from "./database.ts";
import { evidenceIn } from "./packed-evidence.ts";

const pageSize = 500;

/** See `Store.dealsWithRule`; reads a part of the rows at a time. */
export function countDealsWithRule(database: Database, crm: string, ruleId: string): number {
  const sql = `SELECT to_id, object, id, evidence FROM relation
    WHERE crm = ?1 AND to_object = 'deal' AND (to_id, object, id) > (?2, ?3, ?4) AND instr(evidence, ?5) > 0
    ORDER BY to_id, object, id LIMIT ${pageSize}`;
  const deals = new Set<string>();
  let after: readonly [string, string, string] = ["", "", ""];
  for (;;) {
    const rows = database.lists(sql, crm, ...after, textOf(ruleId)) as [string, string, string, string][];
    for (const [deal, , , evidence] of rows)
      if (!deals.has(deal) && evidenceIn(evidence).some(({ rule }) => rule.id === ruleId)) deals.add(deal);
    const last = rows.at(-1);
    if (last === undefined || rows.length < pageSize) return deals.size;
    after = [last[0], last[1], last[2]];
  }
}

/** A name as it stands in JSON. */
function textOf(name: string): string {
  return JSON.stringify(name);
}
