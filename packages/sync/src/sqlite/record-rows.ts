import type { CrmRecord, RecordRef } from "@headway/crm";
import type { DerivedRecord } from "../store.ts";
import { linksOf, type StoredLink, touchedSubjects } from "../touched-subjects.ts";
import { unknownParts } from "../unknown-parts.ts";
import type { Database } from "./database.ts";
import type { Touched } from "./dirty-rows.ts";
import { noteElsewhere } from "./elsewhere-rows.ts";
import { forgetEntered } from "./record-bodies.ts";
import {
  linksIn,
  type Relations,
  relationsIn,
  relationsOf,
  relationsText,
  replaceRelations,
  type StoredRelation,
} from "./relation-rows.ts";

/** What a row of `record` says besides its body. */
interface Stored {
  readonly modifiedAt: string;
  readonly relations: readonly StoredRelation[];
}

/** A record as it is in the store; `undefined` where it is not. */
function storedRecord(database: Database, crm: string, ref: RecordRef): Stored | undefined {
  const sql = "SELECT modified_at, relations FROM record WHERE crm = ? AND object = ? AND id = ?";
  const row = database.row(sql, crm, ref.object, ref.id);
  if (row === undefined) return undefined;
  return { modifiedAt: String(row.modified_at), relations: relationsIn(row.relations) };
}

/** Enters a record unless a later version is stored (`invariant:D5`). False when it was left out. */
export function upsertRecord(
  database: Database,
  crm: string,
  derived: DerivedRecord,
  everTouched: Touched,
): boolean {
  const { record } = derived;
  if (!insertRecord(database, crm, derived, everTouched)) {
    const stored = storedRecord(database, crm, record);
    if (stored === undefined || stored.modifiedAt > record.modifiedAt) return false;
    everTouched.add(record, linksIn(stored.relations));
    everTouched.add(record, updateRecord(database, crm, derived, stored));
  }
  if (record.object === "task" && record.key !== null) rememberTask(database, crm, record.key, record);
  return true;
}

/** False where the record is stored already; most are new, and a new one needs no look at what was there. */
function insertRecord(
  database: Database,
  crm: string,
  { record, evidence }: DerivedRecord,
  everTouched: Touched,
): boolean {
  const { links } = linksOf(record);
  const { object, id, modifiedAt } = record;
  const relations = relationsOf(links, evidence);
  const sql = "INSERT OR IGNORE INTO record VALUES (?, ?, ?, ?, ?, ?)";
  const text = relationsText(relations);
  if (database.run(sql, crm, object, id, modifiedAt, text, JSON.stringify(record)) === 0) return false;
  replaceRelations(database, crm, record, [], relations.relations);
  noteElsewhere(database, crm, relations.elsewhere);
  everTouched.add(record, links);
  return true;
}

function updateRecord(
  database: Database,
  crm: string,
  { record, evidence }: DerivedRecord,
  stored: Stored,
): StoredLink[] {
  const links = keptLinks(record, linksIn(stored.relations));
  const relations = relationsOf(links, evidence);
  const values = [record.modifiedAt, relationsText(relations), JSON.stringify(record)];
  const sql =
    "UPDATE record SET modified_at = ?, relations = ?, body = ? WHERE crm = ? AND object = ? AND id = ?";
  database.run(sql, ...values, crm, record.object, record.id);
  forgetEntered(database, crm, record);
  replaceRelations(database, crm, record, stored.relations, relations.relations);
  noteElsewhere(database, crm, relations.elsewhere);
  return links;
}

/** Links that could not be read this time stay as they were: unknown is not empty. */
function keptLinks(record: CrmRecord, stored: readonly StoredLink[]): StoredLink[] {
  const { links, unknownObjects } = linksOf(record);
  if (unknownObjects.length === 0) return links;
  return [...links, ...stored.filter((link) => unknownObjects.includes(link.toObject))];
}

/** Puts other evidence in the place of what was derived from a stored record; nothing for one that is gone. */
export function replaceEvidence(
  database: Database,
  crm: string,
  { record, evidence }: DerivedRecord,
): StoredLink[] {
  const stored = storedRecord(database, crm, record);
  if (stored === undefined) return [];
  const links = linksIn(stored.relations);
  const after = relationsOf(links, evidence);
  writeRelations(database, crm, record, stored.relations, after);
  noteElsewhere(database, crm, after.elsewhere);
  return links;
}

/** Makes a stored record say `after` of others where it says `before`; where evidence lies is noted by the caller. */
export function writeRelations(
  database: Database,
  crm: string,
  ref: RecordRef,
  before: readonly StoredRelation[],
  after: Relations,
): void {
  const sql = "UPDATE record SET relations = ? WHERE crm = ? AND object = ? AND id = ?";
  database.run(sql, relationsText(after), crm, ref.object, ref.id);
  replaceRelations(database, crm, ref, before, after.relations);
}

/** Says anew which parts of a record could not be read. */
export function writeTrouble(database: Database, crm: string, record: CrmRecord): void {
  const { object, id } = record;
  for (const reason of unknownParts(record))
    database.run("INSERT OR IGNORE INTO unknown_part VALUES (?, ?, ?, ?)", crm, object, id, reason);
}

/** Forgets what could not be read of a record. */
export function forgetTrouble(database: Database, crm: string, { object, id }: RecordRef): void {
  database.run("DELETE FROM unreadable WHERE crm = ? AND object = ? AND id = ?", crm, object, id);
  database.run("DELETE FROM unknown_part WHERE crm = ? AND object = ? AND id = ?", crm, object, id);
}

/** Takes a record out with everything that hangs on it alone, inside a transaction that the caller holds. */
export function removeRecord(database: Database, crm: string, ref: RecordRef, everTouched: Touched): void {
  const { object, id } = ref;
  const stored = storedRecord(database, crm, ref);
  const relations = stored?.relations ?? [];
  everTouched.add(ref, linksIn(relations));
  everTouched.mark();
  forgetTrouble(database, crm, ref);
  replaceRelations(database, crm, ref, relations, []);
  database.run("DELETE FROM record WHERE crm = ? AND object = ? AND id = ?", crm, object, id);
  database.run("DELETE FROM intent WHERE crm = ? AND target = ?", crm, `${object}/${id}`);
  database.run("DELETE FROM written WHERE crm = ? AND object = ? AND id = ?", crm, object, id);
  if (object === "task")
    database.run("UPDATE known_task SET state = 'deleted' WHERE crm = ? AND id = ?", crm, id);
  for (const { subject } of touchedSubjects(object, id, [])) {
    database.run("DELETE FROM assessment WHERE crm = ? AND subject = ? AND id = ?", crm, subject, id);
    database.run("DELETE FROM dirty WHERE crm = ? AND subject = ? AND id = ?", crm, subject, id);
  }
}

function rememberTask(
  database: Database,
  crm: string,
  key: string,
  { id, status }: Extract<CrmRecord, { object: "task" }>,
): void {
  const sql = `INSERT INTO known_task VALUES (?, ?, ?, ?)
    ON CONFLICT (crm, key) DO UPDATE SET id = excluded.id, state = excluded.state`;
  database.run(sql, crm, key, id, status);
}
