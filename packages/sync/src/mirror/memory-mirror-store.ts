import { SyncError } from "../sync-error.ts";
import { type MemoryRows, memoryRows } from "./memory-rows.ts";
import type { MirrorKind, MirrorRows } from "./mirror-rows.ts";
import { mirrorKinds } from "./mirror-rows.ts";
import { type Lease, type Leases, type MirrorCommit, type MirrorStore, mirrorLease } from "./mirror-store.ts";

type Tables = { readonly [Kind in MirrorKind]: MemoryRows<MirrorRows[Kind]> };

/** A held lease and when it runs out. */
interface Held {
  readonly lease: Lease;
  until: number;
}

/**
 * A store for mirrors that forgets everything when the process ends: for tests and trials.
 *
 * @param clock Milliseconds since 1970; decides when leases run out.
 */
export function memoryMirrorStore(clock: () => number): MirrorStore {
  const mirrors = new Map<string, Tables>();
  const held = new Map<string, Held>();
  const tablesOf = (mirror: string): Tables => {
    const tables = mirrors.get(mirror) ?? emptyTables();
    mirrors.set(mirror, tables);
    return tables;
  };
  return {
    leases: memoryLeases(held, clock),
    row: async (mirror, kind, id) => tablesOf(mirror)[kind].get(id) ?? null,
    rows: async (mirror, kind, wanted) => tablesOf(mirror)[kind].select(wanted),
    count: async (mirror, kind) => tablesOf(mirror)[kind].size(),
    commit: async (mirror, fence, changes) => {
      checkFence(held.get(mirrorLease(mirror)), mirror, fence);
      return write(tablesOf(mirror), changes);
    },
  };
}

function emptyTables(): Tables {
  return Object.fromEntries(mirrorKinds.map((kind) => [kind, memoryRows()])) as unknown as Tables;
}

function memoryLeases(held: Map<string, Held>, clock: () => number): Leases {
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
  };
}

function checkFence(held: Held | undefined, mirror: string, fence: number | null): void {
  if (fence === null || held?.lease.fence === fence) return;
  throw new SyncError("lease-lost", `another worker has taken over mirror \`${mirror}\`; nothing was stored`);
}

function write(tables: Tables, { expect = [], remove = [], put = [] }: MirrorCommit): boolean {
  const holds = expect.every(({ kind, id, mark }) => {
    const row = tables[kind].get(id);
    return mark === null ? row === undefined : row !== undefined && row.mark === mark;
  });
  if (!holds) return false;
  for (const { kind, id, mark } of remove) {
    if (mark === undefined || tables[kind].get(id)?.mark === mark) tables[kind].remove(id);
  }
  for (const { kind, row } of put) (tables[kind] as MemoryRows<MirrorRows[MirrorKind]>).put(row);
  return true;
}
