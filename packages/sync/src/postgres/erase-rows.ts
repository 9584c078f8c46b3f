import { type CrmRecord, refKey } from "@headway/crm";
import type { Erasure } from "../journal.ts";
import type { Session } from "./connection.ts";
import { enterRows, removeRows } from "./journal-rows.ts";
import { markAnew, refColumns } from "./mark-dirty.ts";
import { storedVersions } from "./page-rows.ts";
import { enterUnknownParts, rewriteRecords } from "./record-rows.ts";
import { removeRecords } from "./remove-rows.ts";

const pointersSql = `
WITH ref AS MATERIALIZED (SELECT * FROM unnest($2::text[], $3::text[]) AS r(object, id)),
links AS (DELETE FROM @link l USING ref WHERE l.crm = $1 AND l.to_object = ref.object AND l.to_id = ref.id),
aliases AS (DELETE FROM @alias a USING ref WHERE a.crm = $1 AND a.object = ref.object AND ref.id IN (a.id, a.into_id))
DELETE FROM @evidence e USING ref
  WHERE e.crm = $1 AND ref.object = 'contact' AND e.contact = ref.id AND e.contact IS NOT NULL`;

const subjectsSql = `
WITH named AS MATERIALIZED (SELECT * FROM unnest($2::text[], $3::text[]) AS n(subject, id)),
gone AS (DELETE FROM @assessment a USING named n WHERE a.crm = $1 AND a.subject = n.subject AND a.id = n.id)
INSERT INTO @dirty AS d SELECT DISTINCT $1, subject, id FROM named ${markAnew}`;

const writtenSql = `DELETE FROM @written w USING unnest($2::text[], $3::text[]) AS ref(object, id)
  WHERE w.crm = $1 AND w.object = ref.object AND w.id = ref.id`;

/** See `Journal.erase`; inside a transaction that the caller holds. */
export async function eraseRows(session: Session, crm: string, erasure: Erasure): Promise<void> {
  await removeRecords(session, crm, erasure.refs);
  if (erasure.refs.length > 0) await session.rows(pointersSql, crm, ...refColumns(erasure.refs));
  await rewriteKept(session, crm, erasure.kept);
  const names = erasure.subjects.map(({ subject }) => subject);
  const ids = erasure.subjects.map(({ id }) => id);
  await session.rows(subjectsSql, crm, names, ids);
  await session.rows("DELETE FROM @intent WHERE crm = $1 AND target = ANY ($2)", crm, erasure.targets);
  await session.rows(writtenSql, crm, ...refColumns(erasure.written));
  await removeRows(session, crm, erasure.rows);
  await enterRows(session, crm, "run", erasure.runs, true);
  await enterRows(session, crm, "tombstone", erasure.tombstones, true);
}

const partsSql = `DELETE FROM @unknown_part u USING unnest($2::text[], $3::text[]) AS ref(object, id)
  WHERE u.crm = $1 AND u.object = ref.object AND u.id = ref.id`;

/** Puts other texts in the place of stored records'; nothing for those that are gone. */
async function rewriteKept(session: Session, crm: string, kept: readonly CrmRecord[]): Promise<void> {
  const stored = await storedVersions(session, crm, kept);
  const records = kept.filter((record) => stored.has(refKey(record)));
  await rewriteRecords(session, crm, records);
  await session.rows(partsSql, crm, ...refColumns(records));
  await enterUnknownParts(session, crm, records);
}

const written = [
  "record",
  "link",
  "evidence",
  "alias",
  "unreadable",
  "unknown_part",
  "dirty",
  "assessment",
  "intent",
  "known_task",
  "written",
  "journal",
];

/** Deleted rows lie in their table's files until it is written anew. The server's log and its backups are the server's. */
export async function rewriteTables(session: Session): Promise<void> {
  for (const table of written) await session.rows(`VACUUM FULL @${table}`);
}
