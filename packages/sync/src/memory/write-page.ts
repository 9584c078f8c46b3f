import { type RecordRef, refKey } from "@headway/crm";
import type { DerivedRecord, PageCommit } from "../store.ts";
import { linksOf, type StoredLink, touchedSubjects } from "../touched-subjects.ts";
import type { Tables } from "./tables.ts";

/** Enters one page. */
export function writePage(tables: Tables, page: PageCommit): void {
  for (const derived of page.upserts) upsertRecord(tables, derived);
  for (const ref of page.removals) removeRecord(tables, ref);
  for (const { ref, into } of page.merges) {
    tables.aliases.set(refKey(ref), into.id);
    removeRecord(tables, ref);
    markDirty(tables, into, []);
  }
  for (const row of page.unreadable) tables.unreadable.set(`${row.object}/${row.id ?? ""}/${row.field}`, row);
  if (page.cursor !== null) tables.cursors.set(page.object, page.cursor);
}

function upsertRecord(tables: Tables, { record, evidence }: DerivedRecord): void {
  const key = refKey(record);
  const stored = tables.records.get(key);
  if (stored !== undefined && stored.modifiedAt > record.modifiedAt) return;
  tables.records.set(key, record);
  touch(tables, record, tables.links.get(key) ?? []);
  const { links, unknownObjects } = linksOf(record);
  const kept = (tables.links.get(key) ?? []).filter((link) => unknownObjects.includes(link.toObject));
  tables.links.set(key, [...links, ...kept]);
  touch(tables, record, tables.links.get(key) ?? []);
  tables.evidence.set(key, evidence);
  forgetTrouble(tables, key);
  if (record.object === "task" && record.key !== null) {
    tables.tasks.set(record.key, { key: record.key, id: record.id, state: record.status });
  }
}

function forgetTrouble(tables: Tables, key: string): void {
  for (const name of tables.unreadable.keys()) if (name.startsWith(`${key}/`)) tables.unreadable.delete(name);
}

/** Takes a record out with everything that hangs on it alone. */
export function removeRecord(tables: Tables, ref: RecordRef): void {
  const key = refKey(ref);
  touch(tables, ref, tables.links.get(key) ?? []);
  forgetTrouble(tables, key);
  for (const table of [tables.records, tables.links, tables.evidence, tables.intents, tables.written])
    table.delete(key);
  if (ref.object === "task") {
    for (const task of tables.tasks.values()) {
      if (task.id === ref.id) tables.tasks.set(task.key, { ...task, state: "deleted" });
    }
  }
  for (const { subject, id } of touchedSubjects(ref.object, ref.id, [])) {
    tables.assessments.delete(`${subject}/${id}`);
    tables.dirty.delete(`${subject}/${id}`);
  }
}

/** Marks what a record touches, and the accounts of the deals and contacts it hangs on. */
export function touch(tables: Tables, ref: RecordRef, links: readonly StoredLink[]): void {
  markDirty(tables, ref, links);
  for (const { toObject, toId } of links) {
    if (toObject !== "deal" && toObject !== "contact") continue;
    for (const link of tables.links.get(`${toObject}/${toId}`) ?? []) {
      if (link.toObject === "account") markDirty(tables, { object: "account", id: link.toId }, []);
    }
  }
}

function markDirty(tables: Tables, ref: RecordRef, links: readonly StoredLink[]): void {
  for (const { subject, id } of touchedSubjects(ref.object, ref.id, links))
    tables.dirty.set(`${subject}/${id}`, null);
}
