import type { KnownTask, Store } from "../store.ts";
import type { Database } from "./database.ts";
import { readIntentFor, readIntents, settleIntents } from "./intent-rows.ts";

/** Wanted writes on their way, and the tasks that were ever made. */
export function intentPart(
  database: Database,
): Pick<Store, "intents" | "intentFor" | "markInflight" | "settle" | "knownTask"> {
  return {
    intents: async (crm, state, after, limit) => readIntents(database, crm, state, after, limit),
    intentFor: async (crm, target) => readIntentFor(database, crm, target),
    async markInflight(crm, ids, at) {
      database.transaction(() => {
        for (const id of ids) markOne(database, crm, id, at);
      });
    },
    settle: async (crm, settlements) => database.transaction(() => settleIntents(database, crm, settlements)),
    async knownTask(crm, key) {
      const row = database.row("SELECT id, state FROM known_task WHERE crm = ? AND key = ?", crm, key);
      if (row === undefined) return null;
      const id = row.id === null ? null : String(row.id);
      return { key, id, state: String(row.state) as KnownTask["state"] };
    },
  };
}

/** Found first and changed by its whole key, since a change that might be of many rows costs a copy of their pages. */
function markOne(database: Database, crm: string, id: string, at: string): void {
  // All states by name, so that the index over them finds the row.
  const sql = `SELECT target FROM intent INDEXED BY intent_state
    WHERE crm = ? AND state IN ('pending', 'parked', 'inflight') AND id = ?`;
  for (const [target] of database.lists(sql, crm, id)) {
    const change = "UPDATE intent SET state = 'inflight', sent_at = ? WHERE crm = ? AND target = ?";
    database.run(change, at, crm, String(target));
  }
}
