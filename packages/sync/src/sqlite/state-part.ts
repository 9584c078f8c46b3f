import { type CrmState, emptyState, type Store } from "../store.ts";
import type { Database } from "./database.ts";

/** What a run remembers besides records: its place, its schema, its curves. */
export function statePart(
  database: Database,
): Pick<Store, "state" | "saveState" | "cursor" | "crms" | "close"> {
  return {
    async state(crm) {
      const rows = database.rows("SELECT name, body FROM state WHERE crm = ?", crm);
      const parts = rows.map((row) => [String(row.name), JSON.parse(String(row.body)) as unknown]);
      return { ...emptyState, ...(Object.fromEntries(parts) as Partial<CrmState>) };
    },
    async saveState(crm, part) {
      database.transaction(() => {
        for (const [name, value] of Object.entries(part)) {
          database.run("INSERT OR REPLACE INTO state VALUES (?, ?, ?)", crm, name, JSON.stringify(value));
        }
      });
    },
    async cursor(crm, object) {
      const row = database.row("SELECT body FROM cursor WHERE crm = ? AND object = ?", crm, object);
      return row === undefined ? null : String(row.body);
    },
    async crms() {
      return database.rows("SELECT DISTINCT crm FROM state ORDER BY crm").map((row) => String(row.crm));
    },
    async close() {
      database.close();
    },
  };
}
