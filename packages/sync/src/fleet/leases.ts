import type { FleetDatabase } from "./fleet-database.ts";

/** The right to work on something alone, for a while. */
export interface Lease {
  readonly name: string;
  readonly owner: string;
  /** Grows with every holder: what is written with a smaller one than the latest is refused (`invariant:K2`). */
  readonly fence: number;
}

/** Leases by the database's clock, so that no machine's own matters. */
export interface Leases {
  /** `null` while somebody else holds it. The same owner asking again gets it with a new fence. */
  acquire(name: string, owner: string, ttlMs: number): Promise<Lease | null>;
  /** False once somebody else has taken it; a lease that ran out untaken goes on. */
  renew(lease: Lease, ttlMs: number): Promise<boolean>;
  /** Gives it back. What somebody else holds by now is left alone. */
  release(lease: Lease): Promise<void>;
}

/** Leases in the fleet's tables. */
export function leases({ query, schema }: FleetDatabase): Leases {
  const end = (place: number) => `clock_timestamp() + $${place} * interval '1 millisecond'`;
  return {
    async acquire(name, owner, ttlMs) {
      const [row] = await query(
        `INSERT INTO ${schema}.lease AS held (name, owner, fence, until) VALUES ($1, $2, 1, ${end(3)})
         ON CONFLICT (name) DO UPDATE SET owner = $2, fence = held.fence + 1, until = ${end(3)}
         WHERE held.until <= clock_timestamp() OR held.owner = $2
         RETURNING fence`,
        [name, owner, ttlMs],
      );
      return row === undefined ? null : { name, owner, fence: Number(row.fence) };
    },
    async renew({ name, owner, fence }, ttlMs) {
      const rows = await query(
        `UPDATE ${schema}.lease SET until = ${end(4)} WHERE name = $1 AND owner = $2 AND fence = $3 RETURNING fence`,
        [name, owner, fence, ttlMs],
      );
      return rows.length > 0;
    },
    async release({ name, owner, fence }) {
      await query(
        `UPDATE ${schema}.lease SET until = clock_timestamp() WHERE name = $1 AND owner = $2 AND fence = $3`,
        [name, owner, fence],
      );
    },
  };
}
