import type { RecordRef } from "@headway/crm";
import type { Session } from "./connection.ts";

/** Of a mark that is there already, in a table called `d`: nobody was assessed since it was made. */
export const markAnew = "ON CONFLICT (crm, subject, id) DO UPDATE SET as_of = NULL WHERE d.as_of IS NOT NULL";

const subjectOf = (object: string): string => `CASE ${object} WHEN 'user' THEN 'person' ELSE ${object} END`;
const subjects = "('deal', 'account', 'user')";

/** What records are themselves, what they point at, and the accounts of the deals and contacts among that. */
const touchSql = `
WITH ref AS MATERIALIZED (SELECT * FROM unnest($2::text[], $3::text[]) AS r(object, id)),
pointed AS MATERIALIZED (
  SELECT DISTINCT l.to_object, l.to_id FROM ref JOIN @link l ON l.crm = $1 AND l.object = ref.object AND l.id = ref.id
)
INSERT INTO @dirty AS d SELECT DISTINCT $1, subject, id FROM (
  SELECT ${subjectOf("object")}, id FROM ref WHERE object IN ${subjects}
  UNION ALL SELECT ${subjectOf("to_object")}, to_id FROM pointed WHERE to_object IN ${subjects}
  UNION ALL SELECT 'account', l.to_id FROM pointed p
    JOIN @link l ON l.crm = $1 AND l.object = p.to_object AND l.id = p.to_id AND l.to_object = 'account'
    WHERE p.to_object IN ('deal', 'contact')
) AS found(subject, id) ORDER BY subject, id ${markAnew}`;

/** Marks what some records touch by their links as they are stored now. */
export async function touch(session: Session, crm: string, refs: readonly RecordRef[]): Promise<void> {
  if (refs.length > 0) await session.rows(touchSql, crm, ...refColumns(refs));
}

const markSql = `INSERT INTO @dirty AS d SELECT DISTINCT $1, ${subjectOf("object")}, id
  FROM unnest($2::text[], $3::text[]) AS r(object, id) WHERE object IN ${subjects} ${markAnew}`;

/** Marks some records alone, as far as they are subjects. */
export async function mark(session: Session, crm: string, refs: readonly RecordRef[]): Promise<void> {
  if (refs.length > 0) await session.rows(markSql, crm, ...refColumns(refs));
}

/** References as two columns for `unnest`. */
export function refColumns(refs: readonly RecordRef[]): [objects: string[], ids: string[]] {
  return [refs.map(({ object }) => object), refs.map(({ id }) => id)];
}
