import type { PageCommit } from "../store.ts";
import type { Database } from "./database.ts";
import { nobodyTouched, type Touched, touched } from "./dirty-rows.ts";
import { forgetTrouble, removeRecord, upsertRecord, writeTrouble } from "./record-rows.ts";

/** Writes one page inside a transaction that the caller holds. */
export function writePage(database: Database, crm: string, page: PageCommit): void {
  const everTouched = page.isFirstReading === true ? nobodyTouched : touched(database, crm);
  writeUpserts(database, crm, page, everTouched);
  for (const ref of page.removals) removeRecord(database, crm, ref, everTouched);
  for (const { ref, into } of page.merges) {
    database.run("INSERT OR REPLACE INTO alias VALUES (?, ?, ?, ?)", crm, ref.object, ref.id, into.id);
    removeRecord(database, crm, ref, everTouched);
    everTouched.add(into, []);
  }
  everTouched.mark();
  for (const { object, id, field, reason } of page.unreadable) {
    const sql = "INSERT OR REPLACE INTO unreadable VALUES (?, ?, ?, ?, ?)";
    database.run(sql, crm, object, id ?? "", field, reason);
  }
  if (page.cursor !== null) {
    database.run("INSERT OR REPLACE INTO cursor VALUES (?, ?, ?)", crm, page.object, page.cursor);
  }
}

function writeUpserts(database: Database, crm: string, { upserts }: PageCommit, everTouched: Touched): void {
  // Most stores have no trouble to forget, and asking once is cheaper than forgetting it for every record.
  const hadTrouble = hasTrouble(database, crm);
  const seen = new Set<string>();
  for (const derived of upserts) {
    const { record } = derived;
    if (!upsertRecord(database, crm, derived, everTouched)) continue;
    if (hadTrouble || seen.has(record.id)) forgetTrouble(database, crm, record);
    seen.add(record.id);
    writeTrouble(database, crm, record);
  }
}

function hasTrouble(database: Database, crm: string): boolean {
  const sql = `SELECT EXISTS (SELECT 1 FROM unreadable WHERE crm = ?1)
    OR EXISTS (SELECT 1 FROM unknown_part WHERE crm = ?1) AS found`;
  return Number(database.row(sql, crm)?.found) === 1;
}
