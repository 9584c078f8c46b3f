import { type CrmRecord, type RecordRef, refKey } from "@headway/crm";
import type { DerivedRecord, PageCommit } from "../store.ts";
import { linksOf } from "../touched-subjects.ts";
import { lastOf } from "./columns.ts";
import type { Session } from "./connection.ts";
import { enterEvidence } from "./evidence-rows.ts";
import { mark, refColumns, touch } from "./mark-dirty.ts";
import { enterLinks, enterRecords, enterTasks, enterUnknownParts } from "./record-rows.ts";
import { removeRecords } from "./remove-rows.ts";
import { rounds } from "./rounds.ts";

/** Writes one page inside a transaction that the caller holds. */
export async function writePage(session: Session, crm: string, page: PageCommit): Promise<void> {
  const entered = new Set<DerivedRecord>();
  for (const round of rounds(page.upserts, ({ record }) => refKey(record))) {
    for (const derived of await upsertRecords(session, crm, round, page.isFirstReading)) entered.add(derived);
  }
  // Two tasks may have one key, so they are remembered in the page's own order.
  const inOrder = page.upserts.filter((derived) => entered.has(derived));
  await enterTasks(
    session,
    crm,
    inOrder.map(({ record }) => record),
  );
  const merged = page.merges.map(({ ref }) => ref);
  await enterAliases(session, crm, page.merges);
  await removeRecords(session, crm, [...page.removals, ...merged]);
  await mark(
    session,
    crm,
    page.merges.map(({ into }) => into),
  );
  await enterUnreadable(session, crm, page.unreadable);
  if (page.cursor !== null) {
    const sql =
      "INSERT INTO @cursor VALUES ($1, $2, $3) ON CONFLICT (crm, object) DO UPDATE SET body = excluded.body";
    await session.rows(sql, crm, page.object, page.cursor);
  }
}

/**
 * Enters records of which none comes twice, and gives back those that were no older than what is stored. What relatives
 * are touched is asked before and after, since links may move.
 */
async function upsertRecords(
  session: Session,
  crm: string,
  all: readonly DerivedRecord[],
  isFirstReading = false,
): Promise<DerivedRecord[]> {
  const stored = await storedVersions(
    session,
    crm,
    all.map(({ record }) => record),
  );
  const isNewest = ({ record }: DerivedRecord): boolean =>
    (stored.get(refKey(record)) ?? "") <= record.modifiedAt;
  const derived = all.filter(isNewest);
  if (derived.length === 0) return derived;
  const records = derived.map(({ record }) => record);
  const known = records.filter((record) => stored.has(refKey(record)));
  if (known.length > 0) {
    if (!isFirstReading) await touch(session, crm, known);
    await clear(session, crm, known);
  }
  await enterRecords(session, crm, records);
  await enterLinks(session, crm, records);
  await enterUnknownParts(session, crm, records);
  await enterEvidence(session, crm, derived);
  if (!isFirstReading) await touch(session, crm, records);
  return derived;
}

/** When the records that are stored were last changed, by `object/id`. */
export async function storedVersions(
  session: Session,
  crm: string,
  refs: readonly RecordRef[],
): Promise<Map<string, string>> {
  const sql = `SELECT r.object, r.id, r.modified_at FROM unnest($2::text[], $3::text[]) AS ref(object, id)
    JOIN @record r ON r.crm = $1 AND r.object = ref.object AND r.id = ref.id`;
  const rows = await session.rows(sql, crm, ...refColumns(refs));
  return new Map(rows.map((row) => [`${row.object}/${row.id}`, String(row.modified_at)]));
}

/** Takes out what is derived from records. Links that could not be read this time stay: unknown is not empty. */
const clearSql = `
WITH ref AS MATERIALIZED (SELECT * FROM unnest($2::text[], $3::text[], $4::text[]) AS r(object, id, kept)),
parts AS (DELETE FROM @unknown_part u USING ref WHERE u.crm = $1 AND u.object = ref.object AND u.id = ref.id),
links AS (
  DELETE FROM @link l USING ref WHERE l.crm = $1 AND l.object = ref.object AND l.id = ref.id
    AND l.to_object <> ALL (string_to_array(ref.kept, ' '))
)
DELETE FROM @evidence e USING ref WHERE e.crm = $1 AND e.source = ref.object || '/' || ref.id`;

async function clear(session: Session, crm: string, records: readonly CrmRecord[]): Promise<void> {
  const kept = records.map((record) => linksOf(record).unknownObjects.join(" "));
  await session.rows(clearSql, crm, ...refColumns(records), kept);
}

async function enterAliases(session: Session, crm: string, merges: PageCommit["merges"]): Promise<void> {
  if (merges.length === 0) return;
  const last = lastOf(merges, ({ ref }) => refKey(ref));
  const into = last.map((merge) => merge.into.id);
  const sql = `INSERT INTO @alias SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[])
    ON CONFLICT (crm, object, id) DO UPDATE SET into_id = excluded.into_id`;
  await session.rows(sql, crm, ...refColumns(last.map(({ ref }) => ref)), into);
}

async function enterUnreadable(
  session: Session,
  crm: string,
  unreadable: PageCommit["unreadable"],
): Promise<void> {
  if (unreadable.length === 0) return;
  const last = lastOf(unreadable, ({ object, id, field }) => JSON.stringify([object, id, field]));
  const sql = `INSERT INTO @unreadable SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[], $5::text[])
    ON CONFLICT (crm, object, id, field) DO UPDATE SET reason = excluded.reason`;
  const columns = [
    last.map(({ object }) => object),
    last.map(({ id }) => id ?? ""),
    last.map(({ field }) => field),
    last.map(({ reason }) => reason),
  ] as const;
  await session.rows(sql, crm, ...columns);
}
