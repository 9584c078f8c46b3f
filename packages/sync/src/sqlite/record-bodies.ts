import type { CrmRecord, FieldValue, ObjectName, RecordRef } from "@headway/crm";
import { withWrittenFields } from "../written-fields.ts";
import type { Database, Row } from "./database.ts";

/** What a record reads as: as it was stored, and Headway's fields that were written since. */
const read = "SELECT r.body, w.entered FROM record r";
const entered =
  "LEFT JOIN written w ON w.crm = r.crm AND w.object = r.object AND w.id = r.id AND w.over = r.modified_at";

/** The queries; see `Store.record`, `Store.records` and `Journal.pointingAt`. */
export const recordQueries = {
  one: `${read} ${entered} WHERE r.crm = ? AND r.object = ? AND r.id = ?`,
  page: `${read} ${entered} WHERE r.crm = ? AND r.object = ? AND r.id > ? ORDER BY r.id LIMIT ?`,
  pointing: `SELECT r.body, w.entered FROM relation x JOIN record r ON r.crm = x.crm AND r.object = x.object AND r.id = x.id ${entered}
    WHERE x.crm = ? AND x.to_object = ? AND x.to_id = ? AND x.what & 1 <> 0 ORDER BY x.object, x.id`,
  clusterDeals: `SELECT r.body, w.entered, EXISTS (SELECT 1 FROM dirty y WHERE y.crm = x.crm AND y.subject = 'deal' AND y.id = x.id) AS is_dirty
    FROM relation x CROSS JOIN record r ON r.crm = x.crm AND r.object = 'deal' AND r.id = x.id ${entered}
    WHERE x.crm = ? AND x.to_object = 'account' AND x.to_id = ? AND x.object = 'deal' AND x.what & 1 <> 0 ORDER BY x.id`,
} as const;

/** One stored record. */
export function readRecord(
  database: Database,
  crm: string,
  object: ObjectName,
  id: string,
): CrmRecord | undefined {
  const row = database.row(recordQueries.one, crm, object, id);
  return row === undefined ? undefined : toRecord(row);
}

/** A row of {@link recordQueries} as the record that it holds. */
export function toRecord(row: Row): CrmRecord {
  const record = JSON.parse(String(row.body)) as CrmRecord;
  return row.entered === null
    ? record
    : withWrittenFields(record, JSON.parse(String(row.entered)) as Record<string, FieldValue>);
}

/** What was written to a record before it was read again says nothing about how it reads now. */
export function forgetEntered(database: Database, crm: string, { object, id }: RecordRef): void {
  const sql = "UPDATE written SET entered = NULL WHERE crm = ? AND object = ? AND id = ?";
  database.run(sql, crm, object, id);
}
