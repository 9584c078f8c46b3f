import type { Evidence } from "@headway/core";
import type { ObjectName, RecordRef } from "@headway/crm";
import type { Database } from "./database.ts";
import { evidenceIn } from "./packed-evidence.ts";
import { evidenceTexts, hasSeveralHomes, isAbout, pointsAt, relationsIn } from "./relation-rows.ts";

/** Evidence about several subjects, each row of it read once. */
export interface GatheredEvidence {
  /** Reads what lies with one subject, and gives who of some objects points at it. */
  read(toObject: ObjectName, toId: string): PointingRecords;
  /** All that lies there, with all other evidence of every record that holds some about those subjects. */
  pieces(): Evidence[];
}

/** The ids of records that point at a subject, by object. */
export type PointingRecords = ReadonlyMap<ObjectName, readonly string[]>;

/** All rows that lead to one subject: one stretch of the table. */
export const subjectQuery =
  "SELECT object, id, what, evidence FROM relation WHERE crm = ?1 AND to_object = ?2 AND to_id = ?3";

/** Nothing read yet. */
export function gatheredEvidence(database: Database, crm: string): GatheredEvidence {
  const texts: string[] = [];
  const subjects = new Set<string>();
  const complete = new Set<string>();
  const elsewhere: RecordRef[] = [];
  return {
    read(toObject, toId) {
      const pointing = new Map<ObjectName, string[]>();
      if (subjects.has(nameOf(toObject, toId))) return pointing;
      subjects.add(nameOf(toObject, toId));
      for (const row of database.lists(subjectQuery, crm, toObject, toId)) {
        const [object, id, what, evidence] = row as [ObjectName, string, number, string | null];
        if ((what & pointsAt) !== 0) addTo(pointing, object, id);
        if (evidence !== null) texts.push(evidence);
        if ((what & isAbout) === 0) continue;
        if (evidence !== null && (what & hasSeveralHomes) === 0) complete.add(nameOf(object, id));
        else elsewhere.push({ object, id });
      }
      return pointing;
    },
    pieces() {
      for (const ref of elsewhere) {
        const name = nameOf(ref.object, ref.id);
        if (complete.has(name)) continue;
        complete.add(name);
        const relations = relationsOfRecord(database, crm, ref);
        const isRead = (object: ObjectName, id: string): boolean => subjects.has(nameOf(object, id));
        texts.push(...evidenceTexts(database, crm, ref, relations, isRead));
      }
      return texts.flatMap(evidenceIn);
    },
  };
}

function nameOf(object: ObjectName, id: string): string {
  return `${object}/${id}`;
}

function addTo(pointing: Map<ObjectName, string[]>, object: ObjectName, id: string): void {
  const ids = pointing.get(object);
  if (ids === undefined) pointing.set(object, [id]);
  else ids.push(id);
}

function relationsOfRecord(database: Database, crm: string, { object, id }: RecordRef) {
  const sql = "SELECT relations FROM record WHERE crm = ?1 AND object = ?2 AND id = ?3";
  return relationsIn(database.row(sql, crm, object, id)?.relations ?? "[]");
}
