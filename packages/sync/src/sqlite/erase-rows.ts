import type { CrmRecord, ObjectName, RecordRef } from "@headway/crm";
import type { Erasure } from "../journal.ts";
import type { Database } from "./database.ts";
import { touched } from "./dirty-rows.ts";
import { evidenceIn } from "./packed-evidence.ts";
import { removeRecord, replaceEvidence, writeTrouble } from "./record-rows.ts";
import { linksIn, linksText } from "./relation-rows.ts";

/** See `Journal.erase`; inside a transaction that the caller holds. */
export function eraseRows(database: Database, crm: string, erasure: Erasure): void {
  const everTouched = touched(database, crm);
  for (const ref of erasure.refs) {
    removeRecord(database, crm, ref, everTouched);
    forgetRelations(database, crm, ref);
    const { object, id } = ref;
    database.run("DELETE FROM alias WHERE crm = ? AND object = ? AND ? IN (id, into_id)", crm, object, id);
  }
  everTouched.mark();
  for (const record of erasure.kept) rewrite(database, crm, record);
  for (const { subject, id } of erasure.subjects) {
    database.run("DELETE FROM assessment WHERE crm = ? AND subject = ? AND id = ?", crm, subject, id);
    database.run("INSERT OR IGNORE INTO dirty VALUES (?, ?, ?)", crm, subject, id);
  }
  for (const target of erasure.targets)
    database.run("DELETE FROM intent WHERE crm = ? AND target = ?", crm, target);
  for (const { object, id } of erasure.written)
    database.run("DELETE FROM written WHERE crm = ? AND object = ? AND id = ?", crm, object, id);
  for (const { kind, id } of erasure.rows)
    database.run("DELETE FROM journal WHERE crm = ? AND kind = ? AND id = ?", crm, kind, id);
  for (const run of erasure.runs) putRow(database, crm, "run", run);
  for (const stone of erasure.tombstones) putRow(database, crm, "tombstone", stone);
}

/** Puts another text in the place of a stored record's; nothing for one that is gone. */
function rewrite(database: Database, crm: string, record: CrmRecord): void {
  const { object, id } = record;
  const sql = "UPDATE record SET body = ? WHERE crm = ? AND object = ? AND id = ?";
  if (database.run(sql, JSON.stringify(record), crm, object, id) === 0) return;
  database.run("DELETE FROM unknown_part WHERE crm = ? AND object = ? AND id = ?", crm, object, id);
  writeTrouble(database, crm, record);
}

/** Takes a record out of what others say: their links to it, and the evidence about it where it was a contact. */
function forgetRelations(database: Database, crm: string, ref: RecordRef): void {
  const sql = `SELECT r.object, r.id, r.links, r.evidence FROM relation x
    JOIN record r ON r.crm = x.crm AND r.object = x.object AND r.id = x.id
    WHERE x.crm = ? AND x.to_object = ? AND x.to_id = ?`;
  for (const row of database.rows(sql, crm, ref.object, ref.id)) {
    const other = { object: String(row.object) as ObjectName, id: String(row.id) };
    const links = linksIn(row.links).filter(
      ({ toObject, toId }) => toObject !== ref.object || toId !== ref.id,
    );
    const update = "UPDATE record SET links = ? WHERE crm = ? AND object = ? AND id = ?";
    database.run(update, linksText(links), crm, other.object, other.id);
    if (ref.object !== "contact") continue;
    const evidence = evidenceIn(row.evidence).filter((piece) => piece.contactId !== ref.id);
    replaceEvidence(database, crm, other, evidence);
  }
  const toIt = "WHERE crm = ? AND to_object = ? AND to_id = ?";
  database.run(`UPDATE relation SET what = what & 2 ${toIt}`, crm, ref.object, ref.id);
  database.run(`DELETE FROM relation ${toIt} AND what = 0`, crm, ref.object, ref.id);
}

function putRow(database: Database, crm: string, kind: string, row: { readonly id: string }): void {
  const body = JSON.stringify(row);
  database.run("INSERT OR REPLACE INTO journal VALUES (?, ?, ?, ?)", crm, kind, row.id, body);
}
