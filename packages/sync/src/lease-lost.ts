import { SyncError } from "./sync-error.ts";

/** What a holder meets who writes after somebody else has taken the lease. */
export function leaseLost(name: string): SyncError {
  return new SyncError(
    "lease-lost",
    `another worker has taken over \`${name}\`. Nothing of this write was stored. The other one goes on from what is stored. Let this one end, or take the lease again`,
  );
}
