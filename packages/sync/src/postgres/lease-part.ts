import type { Leases } from "../mirror/mirror-store.ts";
import type { Database } from "./database.ts";

/**
 * Leases by the database's clock: workers' clocks may differ by more than a lease lasts, and there is one database.
 *
 * @param clock Milliseconds since 1970 in place of the database's clock, for tests that move time.
 */
export function leasePart(database: Database, clock?: () => number): Leases {
  const now = (): number | null => clock?.() ?? null;
  const nowSql = (place: number): string =>
    `coalesce($${place}::double precision, extract(epoch FROM clock_timestamp()) * 1000)`;
  return {
    async acquire(name, owner, ttlMs) {
      const sql = `INSERT INTO @lease AS held SELECT $1, $2, 1, ${nowSql(4)} + $3::double precision
        ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, fence = held.fence + 1, until = excluded.until
        WHERE held.owner = excluded.owner OR held.until <= ${nowSql(4)} RETURNING fence`;
      const [row] = await database.rows(sql, name, owner, ttlMs, now());
      return row === undefined ? null : { name, owner, fence: Number(row.fence) };
    },
    async renew({ name, fence }, ttlMs) {
      const sql = `UPDATE @lease SET until = ${nowSql(4)} + $3::double precision
        WHERE name = $1 AND fence = $2 RETURNING fence`;
      return (await database.rows(sql, name, fence, ttlMs, now())).length > 0;
    },
    async release({ name, fence }) {
      await database.rows(
        "UPDATE @lease SET until = '-Infinity' WHERE name = $1 AND fence = $2",
        name,
        fence,
      );
    },
    async holder(name) {
      const sql = `SELECT owner FROM @lease WHERE name = $1 AND until > ${nowSql(2)}`;
      const [row] = await database.rows(sql, name, now());
      return row === undefined ? null : String(row.owner);
    },
  };
}
