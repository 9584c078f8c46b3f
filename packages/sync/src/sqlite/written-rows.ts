import type { FieldValue, ObjectName, Patch, RecordRef } from "@headway/crm";
import type { WrittenRow } from "../journal.ts";
import type { After } from "../store.ts";
import type { Database, Row } from "./database.ts";

/** Joins what a confirmed write set to what earlier ones did, inside a transaction that the caller holds. */
export function enterConfirmed(
  database: Database,
  crm: string,
  patch: Extract<Patch, { type: "update" }>,
  over: string,
): void {
  const { object, id } = patch.ref;
  const fields = { ...readWritten(database, crm, patch.ref)?.fields, ...patch.fields };
  database.run(
    "INSERT OR REPLACE INTO written VALUES (?, ?, ?, ?, ?)",
    crm,
    object,
    id,
    over,
    JSON.stringify(fields),
  );
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
