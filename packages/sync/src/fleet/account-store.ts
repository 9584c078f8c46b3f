import { createHash } from "node:crypto";
import { postgresStore } from "../postgres/index.ts";
import type { Store } from "../store.ts";
import { type AccountName, accountKey } from "./account-name.ts";
import type { FleetDatabase } from "./fleet-database.ts";
import type { Lease } from "./leases.ts";

/** Long enough to be a lease at all: the fleet's own lease is what keeps others away. */
const instantMs = 1;

/**
 * The store of one account, a schema of its own, for the holder of the account's lease. Whoever opens it
 * next fences this one off: a worker that wakes after its lease changes no row (`invariant:K2`).
 */
export async function accountStore(
  { pool, schema }: FleetDatabase,
  name: AccountName,
  lease: Lease,
): Promise<Store> {
  const store = await postgresStore({ pool, schema: storeSchema(schema, name) });
  const owner = `${lease.owner}|${lease.fence}`;
  for (;;) {
    const fence = await store.leases.acquire("fleet", owner, instantMs);
    if (fence !== null) return store.fenced(fence);
  }
}

/** The schema of an account's store: names of accounts may be longer than names of schemas. */
function storeSchema(schema: string, name: AccountName): string {
  const short = createHash("sha256").update(accountKey(name)).digest("hex").slice(0, 16);
  return `${schema}_${short}`;
}
