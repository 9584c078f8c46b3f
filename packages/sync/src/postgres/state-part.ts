import { type CrmState, emptyState, type Store } from "../store.ts";
import { bodies, lines } from "./columns.ts";
import type { Database } from "./database.ts";

/** What a run remembers besides records: its place, its schema, its curves. */
export function statePart(
  database: Database,
): Pick<Store, "state" | "saveState" | "cursor" | "crms" | "close"> {
  return {
    async state(crm) {
      const rows = await database.rows("SELECT name, body FROM @state WHERE crm = $1", crm);
      const parts = rows.map((row) => [String(row.name), JSON.parse(String(row.body)) as unknown]);
      return { ...emptyState, ...(Object.fromEntries(parts) as Partial<CrmState>) };
    },
    async saveState(crm, part) {
      const names = Object.keys(part);
      const sql = `INSERT INTO @state SELECT $1, * FROM unnest($2::text[], ${lines(3)})
        ON CONFLICT (crm, name) DO UPDATE SET body = excluded.body`;
      await database.write(crm, (session) => session.rows(sql, crm, names, bodies(Object.values(part))));
    },
    async cursor(crm, object) {
      const sql = "SELECT body FROM @cursor WHERE crm = $1 AND object = $2";
      const [row] = await database.rows(sql, crm, object);
      return row === undefined ? null : String(row.body);
    },
    async crms() {
      const rows = await database.rows("SELECT DISTINCT crm FROM @state ORDER BY crm");
      return rows.map((row) => String(row.crm));
    },
    close: () => database.close(),
  };
}
