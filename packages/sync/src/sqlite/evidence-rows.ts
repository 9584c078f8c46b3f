import type { Evidence } from "@headway/core";
import type { Subject } from "../store.ts";
import { uniqueEvidence } from "../unique-evidence.ts";
import type { Database } from "./database.ts";

/**
 * The evidence queries; each names its subject's id once per `?2`. The ids are found first, by their
 * indexes, and only those rows are read and sorted: a plain UNION of rows would scan the table.
 */
export const evidenceQueries: Readonly<Record<Subject["subject"], string>> = {
  // The plus keeps SQLite from walking the whole table in id order to spare itself the sort.
  deal: "SELECT body FROM evidence WHERE crm = ?1 AND deal = ?2 ORDER BY +id",
  account: byIds(`
    SELECT id FROM evidence WHERE crm = ?1 AND account = ?2
    UNION ALL SELECT e.id FROM link l CROSS JOIN evidence e ON e.crm = l.crm AND e.deal = l.id
      WHERE l.crm = ?1 AND l.to_object = 'account' AND l.to_id = ?2 AND l.object = 'deal'
    UNION ALL SELECT e.id FROM link l CROSS JOIN evidence e ON e.crm = l.crm AND e.contact = l.id
      WHERE l.crm = ?1 AND l.to_object = 'account' AND l.to_id = ?2 AND l.object = 'contact'`),
  person: byIds(`
    SELECT id FROM evidence WHERE crm = ?1 AND person = ?2 AND (object <> 'stage-change' OR side = 'buyer')
    UNION ALL SELECT e.id FROM (
      SELECT deal FROM evidence WHERE crm = ?1 AND person = ?2 AND +deal IS NOT NULL
      UNION SELECT id FROM link WHERE crm = ?1 AND to_object = 'user' AND to_id = ?2 AND object = 'deal'
    ) d CROSS JOIN evidence e ON e.crm = ?1 AND e.deal = d.deal WHERE e.side = 'buyer'`),
};

function byIds(ids: string): string {
  return `SELECT body FROM evidence WHERE crm = ?1 AND id IN (${ids}) ORDER BY +id`;
}

/** Everything stored about one subject; see `Store.evidenceOf`. */
export function readEvidence(database: Database, crm: string, subject: Subject): Evidence[] {
  const rows = database.rows(evidenceQueries[subject.subject], crm, subject.id);
  const evidence = rows.map((row) => JSON.parse(String(row.body)) as Evidence);
  if (subject.subject !== "account") return evidence;
  return uniqueEvidence(evidence).map((piece) => ({ ...piece, accountId: subject.id }));
}
