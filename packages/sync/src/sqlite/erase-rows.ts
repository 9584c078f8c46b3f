import type { CrmRecord, RecordRef } from "@headway/crm";
import type { Erasure } from "../journal.ts";
import type { Database } from "./database.ts";
import { markDirty, touched } from "./dirty-rows.ts";
import { forgetElsewhere, noteElsewhere } from "./elsewhere-rows.ts";
import { sayingRefs } from "./pointing-refs.ts";
import { forgetEntered, readRecord } from "./record-bodies.ts";
import { removeRecord, writeRelations, writeTrouble } from "./record-rows.ts";
import { evidenceFrom, linksIn, relationsOf } from "./relation-rows.ts";

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
    markDirty(database, crm, subject, id);
  }
  for (const target of erasure.targets)
    database.run("DELETE FROM intent WHERE crm = ? AND target = ?", crm, target);
  for (const ref of erasure.written) forgetWritten(database, crm, ref);
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
  forgetEntered(database, crm, record);
  database.run("DELETE FROM unknown_part WHERE crm = ? AND object = ? AND id = ?", crm, object, id);
  writeTrouble(database, crm, record);
}

/** Takes a record out of what others say: their links to it, and the evidence about it where it was a contact. */
function forgetRelations(database: Database, crm: string, ref: RecordRef): void {
  const others = sayingRefs(database, crm, ref);
  forgetElsewhere(database, crm, ref);
  for (const { other, before } of others) {
    const links = linksIn(before).filter(({ toObject, toId }) => toObject !== ref.object || toId !== ref.id);
    const evidence = evidenceFrom(database, crm, other, before);
    const kept =
      ref.object === "contact" ? evidence.filter(({ contactId }) => contactId !== ref.id) : evidence;
    const after = relationsOf(links, kept);
    writeRelations(database, crm, other, before, after);
    noteElsewhere(database, crm, after.elsewhere);
  }
}

/** What was confirmed goes; what the record reads as stays, unless it was written anew without the person. */
function forgetWritten(database: Database, crm: string, { object, id }: RecordRef): void {
  const record = readRecord(database, crm, object, id);
  if (record !== undefined) {
    const sql = "UPDATE record SET body = ? WHERE crm = ? AND object = ? AND id = ?";
    database.run(sql, JSON.stringify(record), crm, object, id);
  }
  database.run("DELETE FROM written WHERE crm = ? AND object = ? AND id = ?", crm, object, id);
}

function putRow(database: Database, crm: string, kind: string, row: { readonly id: string }): void {
  const body = JSON.stringify(row);
  database.run("INSERT OR REPLACE INTO journal VALUES (?, ?, ?, ?)", crm, kind, row.id, body);
}
