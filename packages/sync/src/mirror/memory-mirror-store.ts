import { leaseLost } from "../lease-lost.ts";
import { type MemoryLeases, memoryLeases } from "../memory/memory-leases.ts";
import { type MemoryRows, memoryRows } from "./memory-rows.ts";
import type { MirrorKind, MirrorRows } from "./mirror-rows.ts";
import { mirrorKinds } from "./mirror-rows.ts";
import { type MirrorCommit, type MirrorStore, mirrorLease } from "./mirror-store.ts";

type Tables = { readonly [Kind in MirrorKind]: MemoryRows<MirrorRows[Kind]> };

/**
 * A store for mirrors that forgets everything when the process ends: for tests and trials.
 *
 * @param clock Milliseconds since 1970; decides when leases run out.
 * @param leases Those of the store it belongs to, if it belongs to one.
 */
export function memoryMirrorStore(clock: () => number, leases = memoryLeases(clock)): MirrorStore {
  const mirrors = new Map<string, Tables>();
  const tablesOf = (mirror: string): Tables => {
    const tables = mirrors.get(mirror) ?? emptyTables();
    mirrors.set(mirror, tables);
    return tables;
  };
  return {
    leases,
    names: async () => [...mirrors.keys()].sort(),
    row: async (mirror, kind, id) => tablesOf(mirror)[kind].get(id) ?? null,
    rows: async (mirror, kind, wanted) => tablesOf(mirror)[kind].select(wanted),
    count: async (mirror, kind) => tablesOf(mirror)[kind].size(),
    commit: async (mirror, fence, changes) => {
      checkFence(leases, mirror, fence);
      return write(tablesOf(mirror), changes);
    },
  };
}

function emptyTables(): Tables {
  return Object.fromEntries(mirrorKinds.map((kind) => [kind, memoryRows()])) as unknown as Tables;
}

function checkFence(leases: MemoryLeases, mirror: string, fence: number | null): void {
  if (fence !== null && !leases.isLatest(mirrorLease(mirror), fence)) throw leaseLost(mirrorLease(mirror));
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
