import type { CrmErrorCode, Patch } from "@headway/crm";
import type { After, Intent, IntentState, Settlement } from "../store.ts";
import type { Database, Row } from "./database.ts";
import { enterConfirmed } from "./written-rows.ts";

/** Records wants; a want equal to the parked one it meets stays parked. */
export function writeIntents(
  database: Database,
  crm: string,
  intents: readonly Omit<Intent, "state" | "attempts">[],
): void {
  for (const intent of intents) {
    database.run(
      `INSERT INTO intent VALUES (?, ?, ?, 'pending', 0, ?, ?, NULL, NULL, NULL)
       ON CONFLICT (crm, target) DO UPDATE SET id = excluded.id, state = 'pending', attempts = 0,
         version = excluded.version, patch = excluded.patch, code = NULL, reason = NULL, sent_at = NULL
       WHERE intent.state <> 'inflight'
         AND NOT (intent.state = 'parked' AND intent.id = excluded.id AND intent.version = excluded.version)`,
      crm,
      intent.target,
      intent.id,
      intent.version,
      JSON.stringify(intent.patch),
    );
  }
}

/** See `Store.intents`. */
export function readIntents(
  database: Database,
  crm: string,
  state: IntentState,
  after: After,
  limit: number,
): Intent[] {
  return database
    .rows(
      "SELECT * FROM intent WHERE crm = ? AND state = ? AND id > ? ORDER BY id LIMIT ?",
      crm,
      state,
      after ?? "",
      limit,
    )
    .map(toIntent);
}

/** See `Store.intentFor`. */
export function readIntentFor(database: Database, crm: string, target: string): Intent | null {
  const row = database.row("SELECT * FROM intent WHERE crm = ? AND target = ?", crm, target);
  return row === undefined ? null : toIntent(row);
}

function toIntent(row: Row): Intent {
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

/** See `Store.settle`. */
export function settleIntents(database: Database, crm: string, settlements: readonly Settlement[]): void {
  for (const settlement of settlements) {
    const { intent } = settlement;
    if (settlement.status === "done") {
      const sql = "DELETE FROM intent WHERE crm = ? AND target = ? AND id = ?";
      database.run(sql, crm, intent.target, intent.id);
      enterWritten(database, crm, settlement.intent.patch, settlement.ref.id);
    } else if (settlement.status === "parked") {
      database.run(
        "UPDATE intent SET state = 'parked', attempts = attempts + 1, code = ?, reason = ? WHERE crm = ? AND target = ? AND id = ?",
        settlement.code,
        settlement.reason,
        crm,
        intent.target,
        intent.id,
      );
    } else {
      database.run(
        "UPDATE intent SET state = 'pending', attempts = attempts + 1 WHERE crm = ? AND target = ? AND id = ?",
        crm,
        intent.target,
        intent.id,
      );
    }
  }
}

function enterWritten(database: Database, crm: string, patch: Patch, id: string): void {
  if (patch.type === "upsert-task") {
    database.run(
      "INSERT INTO known_task VALUES (?, ?, ?, 'open') ON CONFLICT (crm, key) DO UPDATE SET id = excluded.id",
      crm,
      patch.key,
      id,
    );
    return;
  }
  enterConfirmed(database, crm, { object: patch.ref.object, id }, patch.fields);
}
