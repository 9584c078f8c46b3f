import type { CrmRecord, FieldValue, ObjectName, Patch } from "@headway/crm";
import type { WrittenRow } from "../journal.ts";
import { bodies, lines } from "./columns.ts";
import type { Row, Session } from "./connection.ts";
import { refColumns } from "./mark-dirty.ts";

/** A write of fields of a record. */
export type Update = Extract<Patch, { type: "update" }>;

/** Joins what confirmed writes set to what earlier ones did; no record comes twice. */
export async function enterConfirmed(
  session: Session,
  crm: string,
  written: readonly { readonly update: Update; readonly record: CrmRecord }[],
): Promise<void> {
  if (written.length === 0) return;
  const refs = written.map(({ update }) => update.ref);
  const read = `SELECT w.* FROM unnest($2::text[], $3::text[]) AS ref(object, id)
    JOIN @written w ON w.crm = $1 AND w.object = ref.object AND w.id = ref.id`;
  const rows = await session.rows(read, crm, ...refColumns(refs));
  const held = new Map(rows.map((row) => [`${row.object}/${row.id}`, toWritten(row)]));
  const fields = written.map(({ update }) => ({
    ...held.get(`${update.ref.object}/${update.ref.id}`)?.fields,
    ...update.fields,
  }));
  const enter = `INSERT INTO @written SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[], ${lines(5)})
    ON CONFLICT (crm, object, id) DO UPDATE SET over = excluded.over, fields = excluded.fields`;
  const over = written.map(({ record }) => record.modifiedAt);
  await session.rows(enter, crm, ...refColumns(refs), over, bodies(fields));
}

/** A stored row as what was confirmed. */
export function toWritten(row: Row): WrittenRow {
  return {
    ref: { object: String(row.object) as ObjectName, id: String(row.id) },
    fields: JSON.parse(String(row.fields)) as Record<string, FieldValue>,
    over: String(row.over),
  };
}
