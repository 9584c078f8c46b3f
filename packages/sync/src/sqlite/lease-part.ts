import { leaseLost } from "../lease-lost.ts";
import type { Leases } from "../mirror/mirror-store.ts";
import type { Database } from "./database.ts";

/**
 * Leases of all processes on one file, by the clock of the machine they share.
 *
 * @param clock Milliseconds since 1970 in place of the machine's, for tests that move time.
 */
export function leasePart(database: Database, clock?: () => number): Leases {
  const now = (): number | null => clock?.() ?? null;
  const nowSql = "coalesce(?, unixepoch('subsec') * 1000)";
  return {
    async acquire(name, owner, ttlMs) {
      const sql = `WITH time AS (SELECT ${nowSql} AS now)
        INSERT INTO lease AS held SELECT ?, ?, 1, now + ? FROM time WHERE true
        ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, fence = held.fence + 1, until = excluded.until
        WHERE held.owner = excluded.owner OR held.until <= excluded.until - ? RETURNING fence`;
      const row = database.row(sql, now(), name, owner, ttlMs, ttlMs);
      return row === undefined ? null : { name, owner, fence: Number(row.fence) };
    },
    async renew({ name, fence }, ttlMs) {
      const sql = `UPDATE lease SET until = ${nowSql} + ? WHERE name = ? AND fence = ? RETURNING fence`;
      return database.row(sql, now(), ttlMs, name, fence) !== undefined;
    },
    async release({ name, fence }) {
      database.run("UPDATE lease SET until = -9e999 WHERE name = ? AND fence = ?", name, fence);
    },
    async holder(name) {
      const row = database.row(`SELECT owner FROM lease WHERE name = ? AND until > ${nowSql}`, name, now());
      return row === undefined ? null : String(row.owner);
    },
  };
}

/** Throws `lease-lost` for an old fence, inside a transaction that the caller holds. */
export function checkFence(database: Database, name: string, fence: number): void {
  const row = database.row("SELECT fence FROM lease WHERE name = ?", name);
  if (Number(row?.fence) !== fence) throw leaseLost(name);
}
