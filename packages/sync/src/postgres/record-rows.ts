import type { CrmRecord } from "@headway/crm";
import { linksOf } from "../touched-subjects.ts";
import { unknownParts } from "../unknown-parts.ts";
import { bodies, lastOf, lines } from "./columns.ts";
import type { Session } from "./connection.ts";
import { refColumns } from "./mark-dirty.ts";

const enterSql = `
WITH new AS MATERIALIZED (
  SELECT * FROM unnest($2::text[], $3::text[], $4::text[], ${lines(5)}) AS n(object, id, modified_at, body)
),
readable AS (DELETE FROM @unreadable u USING new WHERE u.crm = $1 AND u.object = new.object AND u.id = new.id)
INSERT INTO @record SELECT $1, * FROM new
ON CONFLICT (crm, object, id) DO UPDATE SET modified_at = excluded.modified_at, body = excluded.body`;

/** Enters records, each in the place of the one of its name; whatever could not be read of them was read now. */
export async function enterRecords(
  session: Session,
  crm: string,
  records: readonly CrmRecord[],
): Promise<void> {
  const modified = records.map(({ modifiedAt }) => modifiedAt);
  await session.rows(enterSql, crm, ...refColumns(records), modified, bodies(records));
}

/** Replaces the bodies of stored records; what is not stored stays away. */
export async function rewriteRecords(
  session: Session,
  crm: string,
  records: readonly CrmRecord[],
): Promise<void> {
  if (records.length === 0) return;
  const sql = `UPDATE @record r SET body = new.body
    FROM unnest($2::text[], $3::text[], ${lines(4)}) AS new(object, id, body)
    WHERE r.crm = $1 AND r.object = new.object AND r.id = new.id`;
  await session.rows(sql, crm, ...refColumns(records), bodies(records));
}

/** Enters what records are known to point at. */
export async function enterLinks(
  session: Session,
  crm: string,
  records: readonly CrmRecord[],
): Promise<void> {
  const links = records.flatMap((record) =>
    linksOf(record).links.map((link) => ({ object: record.object, id: record.id, ...link })),
  );
  if (links.length === 0) return;
  const sql = `INSERT INTO @link SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[], $5::text[])
    ON CONFLICT DO NOTHING`;
  const toObjects = links.map(({ toObject }) => toObject);
  const toIds = links.map(({ toId }) => toId);
  await session.rows(sql, crm, ...refColumns(links), toObjects, toIds);
}

/** Enters why parts of records are unknown. */
export async function enterUnknownParts(
  session: Session,
  crm: string,
  records: readonly CrmRecord[],
): Promise<void> {
  const parts = records.flatMap((record) =>
    unknownParts(record).map((reason) => ({ object: record.object, id: record.id, reason })),
  );
  if (parts.length === 0) return;
  const sql = `INSERT INTO @unknown_part SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[])
    ON CONFLICT DO NOTHING`;
  await session.rows(
    sql,
    crm,
    ...refColumns(parts),
    parts.map(({ reason }) => reason),
  );
}

/** Remembers the tasks of Headway's that are among records. */
export async function enterTasks(
  session: Session,
  crm: string,
  records: readonly CrmRecord[],
): Promise<void> {
  const tasks = records.flatMap((record) =>
    record.object === "task" && record.key !== null
      ? [{ key: record.key, id: record.id, status: record.status }]
      : [],
  );
  if (tasks.length === 0) return;
  const last = lastOf(tasks, ({ key }) => key);
  const sql = `INSERT INTO @known_task SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[])
    ON CONFLICT (crm, key) DO UPDATE SET id = excluded.id, state = excluded.state`;
  const [keys, ids] = [last.map(({ key }) => key), last.map(({ id }) => id)];
  await session.rows(
    sql,
    crm,
    keys,
    ids,
    last.map(({ status }) => status),
  );
}
