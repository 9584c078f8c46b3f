import type { ObjectName, RecordRef } from "@headway/crm";
import type { Database } from "./database.ts";

/** Evidence about a subject lies with another, its home. */
export interface Elsewhere {
  readonly subject: RecordRef;
  readonly home: RecordRef;
}

/** Many enough for what is read together, few enough to hold. */
const mostKnown = 10_000;

/**
 * Notes where evidence lies, inside a transaction that the caller holds. Notes are never taken back, but when somebody
 * is erased: one that leads to evidence that is gone costs a look, and one that is missing would hide some.
 */
export function noteElsewhere(database: Database, crm: string, elsewhere: readonly Elsewhere[]): void {
  const { known } = database;
  for (const { subject, home } of elsewhere) {
    const name = `${crm}\n${subject.object}/${subject.id}\n${home.object}/${home.id}`;
    if (known.has(name)) continue;
    const sql = "INSERT OR IGNORE INTO elsewhere VALUES (?, ?, ?, ?, ?)";
    database.run(sql, crm, subject.object, subject.id, home.object, home.id);
    if (known.size >= mostKnown) known.clear();
    known.add(name);
  }
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

/** Takes out what names somebody who is erased; evidence that stays is noted anew, and so nothing is known of it. */
export function forgetElsewhere(database: Database, crm: string, { object, id }: RecordRef): void {
  database.known.clear();
  database.run("DELETE FROM elsewhere WHERE crm = ? AND object = ? AND id = ?", crm, object, id);
  const sql = "DELETE FROM elsewhere WHERE crm = ? AND home_object = ? AND home_id = ?";
  database.run(sql, crm, object, id);
}
