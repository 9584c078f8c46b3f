import type { FieldValue, ObjectName, RecordRef } from "@headway/crm";
import type { WrittenRow } from "../journal.ts";
import type { After } from "../store.ts";
import type { Database, Row } from "./database.ts";

/**
 * Joins what a confirmed write set to what earlier ones did, inside a transaction that the caller holds; nothing for a
 * record that is not stored. The record is read with it from now on, and its own row stays as it is.
 */
export function enterConfirmed(
  database: Database,
  crm: string,
  { object, id }: RecordRef,
  fields: WrittenRow["fields"],
): void {
  const sql = `SELECT r.modified_at, w.fields, iif(w.over = r.modified_at, w.entered, NULL) AS entered
    FROM record r LEFT JOIN written w ON w.crm = r.crm AND w.object = r.object AND w.id = r.id
    WHERE r.crm = ? AND r.object = ? AND r.id = ?`;
  const row = database.row(sql, crm, object, id);
  if (row === undefined) return;
  const all = joined(row.fields, fields);
  database.run(
    "INSERT OR REPLACE INTO written VALUES (?, ?, ?, ?, ?, ?)",
    crm,
    object,
    id,
    String(row.modified_at),
    all,
    row.entered === row.fields ? all : joined(row.entered, fields),
  );
}

function joined(before: unknown, fields: WrittenRow["fields"]): string {
  return JSON.stringify(before === null ? fields : { ...JSON.parse(String(before)), ...fields });
}

/** One row of `Journal.writtenNamed`. */
export function readWritten(database: Database, crm: string, { object, id }: RecordRef): WrittenRow | null {
  const sql = "SELECT * FROM written WHERE crm = ? AND object = ? AND id = ?";
  const row = database.row(sql, crm, object, id);
  return row === undefined ? null : toWritten(row);
}

/** See `Journal.allWritten`. */
export function readAllWritten(
  database: Database,
  crm: string,
  object: ObjectName,
  after: After,
  limit: number,
): WrittenRow[] {
  const sql = "SELECT * FROM written WHERE crm = ? AND object = ? AND id > ? ORDER BY id LIMIT ?";
  return database.rows(sql, crm, object, after ?? "", limit).map(toWritten);
}

function toWritten(row: Row): WrittenRow {
  return {
    ref: { object: String(row.object) as ObjectName, id: String(row.id) },
    fields: JSON.parse(String(row.fields)) as Record<string, FieldValue>,
    over: String(row.over),
  };
}
