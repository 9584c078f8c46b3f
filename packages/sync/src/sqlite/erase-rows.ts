import type { Erasure } from "../journal.ts";
import type { Database } from "./database.ts";
import { removeRecord } from "./page-rows.ts";

/** See `Journal.erase`; inside a transaction that the caller holds. */
export function eraseRows(database: Database, crm: string, erasure: Erasure): void {
  for (const ref of erasure.refs) {
    removeRecord(database, crm, ref);
    const { object, id } = ref;
    database.run("DELETE FROM link WHERE crm = ? AND to_object = ? AND to_id = ?", crm, object, id);
    database.run("DELETE FROM alias WHERE crm = ? AND object = ? AND ? IN (id, into_id)", crm, object, id);
    if (object === "contact") database.run("DELETE FROM evidence WHERE crm = ? AND contact = ?", crm, id);
  }
  for (const { object, id, ...record } of erasure.kept) {
    const body = JSON.stringify({ object, id, ...record });
    database.run("UPDATE record SET body = ? WHERE crm = ? AND object = ? AND id = ?", body, crm, object, id);
  }
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

function putRow(database: Database, crm: string, kind: string, row: { readonly id: string }): void {
  const body = JSON.stringify(row);
  database.run("INSERT OR REPLACE INTO journal VALUES (?, ?, ?, ?)", crm, kind, row.id, body);
}
