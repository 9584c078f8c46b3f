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
        for (const id of ids) {
          database.run(
            // All states by name, so that the index over them finds the row.
            "UPDATE intent INDEXED BY intent_state SET state = 'inflight', sent_at = ? WHERE crm = ? AND state IN ('pending', 'parked', 'inflight') AND id = ?",
            at,
            crm,
            id,
          );
        }
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
