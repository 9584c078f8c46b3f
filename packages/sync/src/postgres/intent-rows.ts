import type { CrmErrorCode, CrmRecord, Patch } from "@headway/crm";
import type { Intent, IntentState, Settlement } from "../store.ts";
import { withWrittenFields } from "../written-fields.ts";
import { bodies, bodyOf, lastOf, lines } from "./columns.ts";
import type { Row, Session } from "./connection.ts";
import { refColumns } from "./mark-dirty.ts";
import { rewriteRecords } from "./record-rows.ts";
import { rounds } from "./rounds.ts";
import { enterConfirmed, type Update } from "./written-rows.ts";

const writeSql = `INSERT INTO @intent AS held (crm, id, target, version, patch, state, attempts)
  SELECT $1, *, 'pending', 0 FROM unnest($2::text[], $3::text[], $4::text[], ${lines(5)})
  ON CONFLICT (crm, target) DO UPDATE SET id = excluded.id, state = 'pending', attempts = 0,
    version = excluded.version, patch = excluded.patch, code = NULL, reason = NULL, sent_at = NULL
  WHERE held.state <> 'inflight'
    AND NOT (held.state = 'parked' AND held.id = excluded.id AND held.version = excluded.version)`;

/** Records wants; a want equal to the parked one it meets stays parked, one in flight stays as it is. */
export async function writeIntents(
  session: Session,
  crm: string,
  intents: readonly Omit<Intent, "state" | "attempts">[],
): Promise<void> {
  for (const round of rounds(intents, ({ target }) => target)) {
    const columns = [
      round.map(({ id }) => id),
      round.map(({ target }) => target),
      round.map(({ version }) => version),
    ];
    await session.rows(writeSql, crm, ...columns, bodies(round.map(({ patch }) => patch)));
  }
}

/** A stored row as the intent it is. */
export function toIntent(row: Row): Intent {
  return {
    id: String(row.id),
    target: String(row.target),
    state: String(row.state) as IntentState,
    attempts: Number(row.attempts),
    version: String(row.version),
    patch: JSON.parse(String(row.patch)) as Patch,
    ...(row.sent_at === null ? {} : { sentAt: String(row.sent_at) }),
    ...(row.code === null ? {} : { code: String(row.code) as CrmErrorCode }),
    ...(row.reason === null ? {} : { reason: String(row.reason) }),
  };
}

const stateSql = `UPDATE @intent i SET state = new.state, attempts = attempts + 1,
    code = coalesce(new.code, i.code), reason = coalesce(new.reason, i.reason)
  FROM unnest($2::text[], $3::text[], $4::text[], $5::text[]) AS new(id, state, code, reason)
  WHERE i.crm = $1 AND i.id = new.id`;

/** See `Store.settle`. */
export async function settleIntents(
  session: Session,
  crm: string,
  settlements: readonly Settlement[],
): Promise<void> {
  for (const round of rounds(settlements, ({ intent }) => intent.target)) {
    const done = round.filter((one) => one.status === "done");
    const others = round.filter((one) => one.status !== "done");
    if (others.length > 0) {
      const columns = [
        others.map(({ intent }) => intent.id),
        others.map(({ status }) => (status === "parked" ? status : "pending")),
        others.map((one) => (one.status === "parked" ? one.code : null)),
        others.map((one) => (one.status === "parked" ? one.reason : null)),
      ];
      await session.rows(stateSql, crm, ...columns);
    }
    if (done.length === 0) continue;
    const ids = done.map(({ intent }) => intent.id);
    await session.rows("DELETE FROM @intent WHERE crm = $1 AND id = ANY ($2)", crm, ids);
    await enterDone(session, crm, done);
  }
}

async function enterDone(
  session: Session,
  crm: string,
  done: readonly Extract<Settlement, { status: "done" }>[],
): Promise<void> {
  const tasks: { key: string; id: string }[] = [];
  const updates: Update[] = [];
  for (const { intent, ref } of done) {
    if (intent.patch.type === "upsert-task") tasks.push({ key: intent.patch.key, id: ref.id });
    else updates.push(intent.patch);
  }
  await enterMadeTasks(session, crm, tasks);
  await enterUpdates(session, crm, updates);
}

async function enterMadeTasks(
  session: Session,
  crm: string,
  tasks: readonly { readonly key: string; readonly id: string }[],
): Promise<void> {
  if (tasks.length === 0) return;
  const last = lastOf(tasks, ({ key }) => key);
  const sql = `INSERT INTO @known_task SELECT $1, *, 'open' FROM unnest($2::text[], $3::text[])
    ON CONFLICT (crm, key) DO UPDATE SET id = excluded.id`;
  const keys = last.map(({ key }) => key);
  await session.rows(
    sql,
    crm,
    keys,
    last.map(({ id }) => id),
  );
}

async function enterUpdates(session: Session, crm: string, updates: readonly Update[]): Promise<void> {
  if (updates.length === 0) return;
  const sql = `SELECT r.body FROM unnest($2::text[], $3::text[]) AS ref(object, id)
    JOIN @record r ON r.crm = $1 AND r.object = ref.object AND r.id = ref.id`;
  const rows = await session.rows(sql, crm, ...refColumns(updates.map(({ ref }) => ref)));
  const records = new Map<string, CrmRecord>();
  for (const row of rows) {
    const record = bodyOf<CrmRecord>(row);
    records.set(`${record.object}/${record.id}`, record);
  }
  const written = updates.flatMap((update) => {
    const record = records.get(`${update.ref.object}/${update.ref.id}`);
    return record === undefined ? [] : [{ update, record }];
  });
  await enterConfirmed(session, crm, written);
  await rewriteRecords(
    session,
    crm,
    written.map(({ update, record }) => withWrittenFields(record, update.fields)),
  );
}
