import type { Lease, Leases } from "../mirror/mirror-store.ts";

/** Leases of one process, and whether one is still the latest of its name. */
export interface MemoryLeases extends Leases {
  isLatest(name: string, fence: number): boolean;
}

/** No leases at first. @param clock Milliseconds since 1970; decides when leases run out. */
export function memoryLeases(clock: () => number): MemoryLeases {
  const held = new Map<string, { readonly lease: Lease; until: number }>();
  return {
    async acquire(name, owner, ttlMs) {
      const now = clock();
      const current = held.get(name);
      if (current !== undefined && current.lease.owner !== owner && current.until > now) return null;
      const lease = { name, owner, fence: (current?.lease.fence ?? 0) + 1 };
      held.set(name, { lease, until: now + ttlMs });
      return lease;
    },
    async renew(lease, ttlMs) {
      const current = held.get(lease.name);
      if (current?.lease.fence !== lease.fence) return false;
      current.until = clock() + ttlMs;
      return true;
    },
    async release(lease) {
      const current = held.get(lease.name);
      if (current?.lease.fence === lease.fence) current.until = Number.NEGATIVE_INFINITY;
    },
    async holder(name) {
      const current = held.get(name);
      return current !== undefined && current.until > clock() ? current.lease.owner : null;
    },
    isLatest: (name, fence) => held.get(name)?.lease.fence === fence,
  };
}
