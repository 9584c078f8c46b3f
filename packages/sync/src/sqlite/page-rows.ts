import type { Evidence } from "@headway/core";
import type { CrmRecord, ObjectName, RecordRef } from "@headway/crm";
import type { DerivedRecord, PageCommit, Subject } from "../store.ts";
import { linksOf, type StoredLink, touchedSubjects } from "../touched-subjects.ts";
import { unknownParts } from "../unknown-parts.ts";
import type { Database } from "./database.ts";

/** Writes one page inside a transaction that the caller holds. */
export function writePage(database: Database, crm: string, page: PageCommit): void {
  for (const derived of page.upserts) upsertRecord(database, crm, derived);
  for (const ref of page.removals) removeRecord(database, crm, ref);
  for (const { ref, into } of page.merges) {
    database.run("INSERT OR REPLACE INTO alias VALUES (?, ?, ?, ?)", crm, ref.object, ref.id, into.id);
    removeRecord(database, crm, ref);
    markDirty(database, crm, touchedSubjects(into.object, into.id, []));
  }
  for (const { object, id, field, reason } of page.unreadable) {
    database.run(
      "INSERT OR REPLACE INTO unreadable VALUES (?, ?, ?, ?, ?)",
      crm,
      object,
      id ?? "",
      field,
      reason,
    );
  }
  if (page.cursor !== null) {
    database.run("INSERT OR REPLACE INTO cursor VALUES (?, ?, ?)", crm, page.object, page.cursor);
  }
}

function upsertRecord(database: Database, crm: string, { record, evidence }: DerivedRecord): void {
  const { object, id } = record;
  const stored = database.row(
    "SELECT modified_at FROM record WHERE crm = ? AND object = ? AND id = ?",
    crm,
    object,
    id,
  );
  if (stored !== undefined && String(stored.modified_at) > record.modifiedAt) return;
  database.run(
    "INSERT OR REPLACE INTO record VALUES (?, ?, ?, ?, ?)",
    crm,
    object,
    id,
    record.modifiedAt,
    JSON.stringify(record),
  );
  if (stored !== undefined) {
    touch(database, crm, { object, id }, storedLinks(database, crm, { object, id }));
  }
  forgetTrouble(database, crm, record);
  for (const reason of unknownParts(record)) {
    database.run("INSERT OR IGNORE INTO unknown_part VALUES (?, ?, ?, ?)", crm, object, id, reason);
  }
  touch(database, crm, { object, id }, replaceLinks(database, crm, record));
  writeEvidence(database, crm, record, evidence, stored !== undefined);
  if (record.object === "task" && record.key !== null)
    rememberTask(database, crm, record.key, id, record.status);
}

function forgetTrouble(database: Database, crm: string, { object, id }: RecordRef): void {
  database.run("DELETE FROM unreadable WHERE crm = ? AND object = ? AND id = ?", crm, object, id);
  database.run("DELETE FROM unknown_part WHERE crm = ? AND object = ? AND id = ?", crm, object, id);
}

/** Replaces what was derived from one record. */
export function writeEvidence(
  database: Database,
  crm: string,
  ref: RecordRef,
  evidence: readonly Evidence[],
  replaces: boolean,
): void {
  const source = `${ref.object}/${ref.id}`;
  if (replaces) database.run("DELETE FROM evidence WHERE crm = ? AND source = ?", crm, source);
  for (const piece of evidence) {
    database.run(
      "INSERT OR REPLACE INTO evidence VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      crm,
      piece.id,
      source,
      piece.source.object,
      piece.rule.id,
      piece.actorSide,
      piece.dealId ?? null,
      piece.accountId ?? null,
      piece.contactId ?? null,
      piece.personId ?? null,
      JSON.stringify(piece),
    );
  }
}

/** Links that could not be read this time stay as they were: unknown is not empty. */
function replaceLinks(database: Database, crm: string, record: CrmRecord): StoredLink[] {
  const { links, unknownObjects } = linksOf(record);
  const kept = storedLinks(database, crm, record).filter((link) => unknownObjects.includes(link.toObject));
  database.run("DELETE FROM link WHERE crm = ? AND object = ? AND id = ?", crm, record.object, record.id);
  const all = [...links, ...kept];
  for (const { toObject, toId } of all) {
    database.run(
      "INSERT OR IGNORE INTO link VALUES (?, ?, ?, ?, ?)",
      crm,
      record.object,
      record.id,
      toObject,
      toId,
    );
  }
  return all;
}

/** What a stored record points at. */
export function storedLinks(database: Database, crm: string, ref: RecordRef): StoredLink[] {
  return database
    .rows(
      "SELECT to_object, to_id FROM link WHERE crm = ? AND object = ? AND id = ?",
      crm,
      ref.object,
      ref.id,
    )
    .map((row) => ({ toObject: String(row.to_object) as ObjectName, toId: String(row.to_id) }));
}

/** Takes a record out with everything that hangs on it alone, inside a transaction that the caller holds. */
export function removeRecord(database: Database, crm: string, ref: RecordRef): void {
  const links = storedLinks(database, crm, ref);
  touch(database, crm, ref, links);
  const source = `${ref.object}/${ref.id}`;
  forgetTrouble(database, crm, ref);
  database.run("DELETE FROM record WHERE crm = ? AND object = ? AND id = ?", crm, ref.object, ref.id);
  database.run("DELETE FROM link WHERE crm = ? AND object = ? AND id = ?", crm, ref.object, ref.id);
  database.run("DELETE FROM evidence WHERE crm = ? AND source = ?", crm, source);
  database.run("DELETE FROM intent WHERE crm = ? AND target = ?", crm, source);
  database.run("DELETE FROM written WHERE crm = ? AND object = ? AND id = ?", crm, ref.object, ref.id);
  if (ref.object === "task") {
    database.run("UPDATE known_task SET state = 'deleted' WHERE crm = ? AND id = ?", crm, ref.id);
  }
  for (const { subject, id } of touchedSubjects(ref.object, ref.id, [])) {
    database.run("DELETE FROM assessment WHERE crm = ? AND subject = ? AND id = ?", crm, subject, id);
    database.run("DELETE FROM dirty WHERE crm = ? AND subject = ? AND id = ?", crm, subject, id);
  }
}

function rememberTask(
  database: Database,
  crm: string,
  key: string,
  id: string,
  status: "open" | "done",
): void {
  database.run(
    "INSERT INTO known_task VALUES (?, ?, ?, ?) ON CONFLICT (crm, key) DO UPDATE SET id = excluded.id, state = excluded.state",
    crm,
    key,
    id,
    status,
  );
}

/** Marks what a record touches, and the accounts of the deals and contacts it hangs on. */
export function touch(database: Database, crm: string, ref: RecordRef, links: readonly StoredLink[]): void {
  markDirty(database, crm, touchedSubjects(ref.object, ref.id, links));
  for (const { toObject, toId } of links) {
    if (toObject !== "deal" && toObject !== "contact") continue;
    database.run(
      "INSERT OR IGNORE INTO dirty SELECT crm, 'account', to_id FROM link WHERE crm = ? AND object = ? AND id = ? AND to_object = 'account'",
      crm,
      toObject,
      toId,
    );
  }
}

function markDirty(database: Database, crm: string, subjects: readonly Subject[]): void {
  for (const { subject, id } of subjects) {
    database.run("INSERT OR IGNORE INTO dirty VALUES (?, ?, ?)", crm, subject, id);
  }
}
