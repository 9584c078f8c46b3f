import type { ObjectName, RecordRef } from "@headway/crm";
import type { Database } from "./database.ts";

/** Evidence about a subject lies with another, its home. */
export interface Elsewhere {
  readonly subject: RecordRef;
  readonly home: RecordRef;
}

/** Notes where evidence lies, each place once for all records of one transaction. */
export interface ElsewhereNotes {
  add(elsewhere: readonly Elsewhere[]): void;
}

/**
 * Notes of one transaction. They are never taken back, but when somebody is erased: one that leads to evidence that is
 * gone costs a look, and one that is missing would hide some.
 */
export function elsewhereNotes(database: Database, crm: string): ElsewhereNotes {
  const noted = new Set<string>();
  return {
    add(elsewhere) {
      for (const { subject, home } of elsewhere) {
        const name = `${subject.object}/${subject.id} ${home.object}/${home.id}`;
        if (noted.has(name)) continue;
        noted.add(name);
        const sql = "INSERT OR IGNORE INTO elsewhere VALUES (?, ?, ?, ?, ?)";
        database.run(sql, crm, subject.object, subject.id, home.object, home.id);
      }
    },
  };
}

/** The homes of evidence about a subject. */
export const homesQuery =
  "SELECT home_object, home_id FROM elsewhere WHERE crm = ?1 AND object = ?2 AND id = ?3";

/** The homes of evidence about the records of an object that point at a subject. */
export const pointingHomesQuery = `SELECT e.home_object, e.home_id FROM relation x
  CROSS JOIN elsewhere e ON e.crm = x.crm AND e.object = x.object AND e.id = x.id
  WHERE x.crm = ?1 AND x.to_object = ?2 AND x.to_id = ?3 AND x.object = ?4 AND x.what & 1 <> 0`;

/** The homes that a query gives. */
export function homesIn(lists: readonly unknown[][]): RecordRef[] {
  return lists.map(([object, id]) => ({ object: object as ObjectName, id: String(id) }));
}

/** Takes out what names somebody who is erased. */
export function forgetElsewhere(database: Database, crm: string, { object, id }: RecordRef): void {
  database.run("DELETE FROM elsewhere WHERE crm = ? AND object = ? AND id = ?", crm, object, id);
  const sql = "DELETE FROM elsewhere WHERE crm = ? AND home_object = ? AND home_id = ?";
  database.run(sql, crm, object, id);
}
