import type { CrmRecord, ObjectName, RecordRef } from "@headway/crm";
import type { Database } from "./database.ts";
import { homesIn, homesQuery } from "./elsewhere-rows.ts";
import { evidenceIn } from "./packed-evidence.ts";
import { readRecord, recordQueries, toRecord } from "./record-bodies.ts";
import { linksIn, relationsIn, type StoredRelation } from "./relation-rows.ts";

/** See `Journal.pointingAt`. */
export function recordsPointingAt(database: Database, crm: string, ref: RecordRef): CrmRecord[] {
  const found = database.rows(recordQueries.pointing, crm, ref.object, ref.id).map(toRecord);
  const names = new Set(found.map(nameOf));
  const others = activitiesNaming(database, crm, ref).filter((one) => !names.has(nameOf(one)));
  const read = others.flatMap(({ object, id }) => readRecord(database, crm, object, id) ?? []);
  return [...found, ...read].sort((left, right) => (nameOf(left) < nameOf(right) ? -1 : 1));
}

/** A record that says something of another: points at it, or holds evidence about it. */
interface Saying {
  readonly other: RecordRef;
  readonly before: readonly StoredRelation[];
}

/** Every record that says something of another. */
export function sayingRefs(database: Database, crm: string, ref: RecordRef): Saying[] {
  const { object, id } = ref;
  const sql = "SELECT object, id FROM relation WHERE crm = ?1 AND to_object = ?2 AND to_id = ?3";
  const here = homesIn(database.lists(sql, crm, object, id));
  const there = homesIn(database.lists(homesQuery, crm, object, id)).flatMap((home) =>
    sourcesAt(database, crm, home, ref),
  );
  const refs = [...here, ...there, ...activitiesNaming(database, crm, ref)];
  return [...new Map(refs.map((one) => [nameOf(one), one])).values()].flatMap((other) => {
    const found = "SELECT relations FROM record WHERE crm = ? AND object = ? AND id = ?";
    const row = database.row(found, crm, other.object, other.id);
    return row === undefined ? [] : [{ other, before: relationsIn(row.relations) }];
  });
}

/** The records with evidence about one subject that lies with another. */
function sourcesAt(database: Database, crm: string, home: RecordRef, { object, id }: RecordRef): RecordRef[] {
  const sql = `SELECT object, id, evidence FROM relation
    WHERE crm = ?1 AND to_object = ?2 AND to_id = ?3 AND instr(evidence, ?4) > 0`;
  const rows = database.lists(sql, crm, home.object, home.id, JSON.stringify(id));
  return rows.flatMap(([from, fromId, evidence]) => {
    const isAbout = evidenceIn(String(evidence)).some((piece) => piece[idNames[object] ?? "id"] === id);
    return isAbout ? [{ object: from as ObjectName, id: String(fromId) }] : [];
  });
}

const idNames: Readonly<Partial<Record<ObjectName, "dealId" | "accountId" | "contactId" | "personId">>> = {
  deal: "dealId",
  account: "accountId",
  contact: "contactId",
  user: "personId",
};

/** Activities that point at an account or a person, which no row leads to: asked for so rarely that all are looked through. */
function activitiesNaming(database: Database, crm: string, ref: RecordRef): RecordRef[] {
  if (ref.object !== "account" && ref.object !== "contact" && ref.object !== "user") return [];
  const sql = `SELECT object, id, relations FROM record
    WHERE crm = ?1 AND object IN ('task', 'call', 'meeting', 'email', 'note') AND instr(relations, ?2) > 0`;
  const rows = database.lists(sql, crm, JSON.stringify([ref.object, ref.id]).slice(0, -1));
  return rows.flatMap(([object, id, relations]) => {
    const links = linksIn(relationsIn(relations));
    const points = links.some(({ toObject, toId }) => toObject === ref.object && toId === ref.id);
    return points ? [{ object: object as ObjectName, id: String(id) }] : [];
  });
}

function nameOf({ object, id }: RecordRef): string {
  return `${object}/${id}`;
}
