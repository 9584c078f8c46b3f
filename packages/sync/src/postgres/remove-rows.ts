import type { RecordRef } from "@headway/crm";
import type { Session } from "./connection.ts";
import { refColumns, touch } from "./mark-dirty.ts";

const ofRecord = (table: string): string =>
  `DELETE FROM @${table} t USING ref WHERE t.crm = $1 AND t.object = ref.object AND t.id = ref.id`;

const ofSubject = (table: string): string =>
  `DELETE FROM @${table} t USING ref WHERE t.crm = $1
    AND t.subject = CASE ref.object WHEN 'user' THEN 'person' ELSE ref.object END AND t.id = ref.id`;

const removeSql = `
WITH ref AS MATERIALIZED (SELECT * FROM unnest($2::text[], $3::text[]) AS r(object, id)),
unreadable AS (${ofRecord("unreadable")}),
parts AS (${ofRecord("unknown_part")}),
links AS (${ofRecord("link")}),
written AS (${ofRecord("written")}),
records AS (${ofRecord("record")}),
evidence AS (DELETE FROM @evidence e USING ref WHERE e.crm = $1 AND e.source = ref.object || '/' || ref.id),
intents AS (DELETE FROM @intent i USING ref WHERE i.crm = $1 AND i.target = ref.object || '/' || ref.id),
tasks AS (
  UPDATE @known_task k SET state = 'deleted' FROM ref WHERE k.crm = $1 AND ref.object = 'task' AND k.id = ref.id
),
assessments AS (${ofSubject("assessment")})
${ofSubject("dirty")}`;

/** Takes records out with everything that hangs on each alone, and marks their relatives. */
export async function removeRecords(
  session: Session,
  crm: string,
  refs: readonly RecordRef[],
): Promise<void> {
  if (refs.length === 0) return;
  await touch(session, crm, refs);
  await session.rows(removeSql, crm, ...refColumns(refs));
}
