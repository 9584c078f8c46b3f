import type { Store } from "../store.ts";
import { readKnownTasks } from "./batch-reads.ts";
import type { Database } from "./database.ts";
import { settleIntents, toIntent } from "./intent-rows.ts";

/** Wanted writes on their way, and the tasks that were ever made. */
export function intentPart(
  database: Database,
): Pick<Store, "intents" | "intentFor" | "markInflight" | "settle" | "knownTask"> {
  return {
    async intents(crm, state, after, limit) {
      const sql = "SELECT * FROM @intent WHERE crm = $1 AND state = $2 AND id > $3 ORDER BY id LIMIT $4";
      return (await database.rows(sql, crm, state, after ?? "", limit)).map(toIntent);
    },
    async intentFor(crm, target) {
      const sql = "SELECT * FROM @intent WHERE crm = $1 AND target = $2";
      const [row] = await database.rows(sql, crm, target);
      return row === undefined ? null : toIntent(row);
    },
    async markInflight(crm, ids, at) {
      const sql = "UPDATE @intent SET state = 'inflight', sent_at = $3 WHERE crm = $1 AND id = ANY ($2)";
      await database.write(crm, (session) => session.rows(sql, crm, ids, at));
    },
    settle: (crm, settlements) => database.write(crm, (session) => settleIntents(session, crm, settlements)),
    knownTask: async (crm, key) => (await readKnownTasks(database, crm, [key])).get(key) ?? null,
  };
}
