import type { RowsWanted } from "./mirror-store.ts";

/** The rows of one kind in memory, found by id, by group, and in id order. */
export interface MemoryRows<Row> {
  get(id: string): Row | undefined;
  put(row: Row): void;
  remove(id: string): void;
  select(wanted: RowsWanted): Row[];
  size(): number;
}

/** No rows at first. */
export function memoryRows<
  Row extends { readonly id: string; readonly group: string | null },
>(): MemoryRows<Row> {
  const rows = new Map<string, Row>();
  const groups = new Map<string, Set<string>>();
  // Sorted ids, until one comes or goes.
  let order: string[] | undefined;

  const leaveGroup = (row: Row): void => {
    if (row.group !== null) groups.get(row.group)?.delete(row.id);
  };
  const found = (ids: Iterable<string>): Row[] =>
    [...new Set(ids)].sort().flatMap((id) => rows.get(id) ?? []);
  const page = (after: string | null, limit: number): Row[] => {
    order ??= [...rows.keys()].sort();
    const start = after === null ? 0 : firstAfter(order, after);
    return order.slice(start, start + limit).flatMap((id) => rows.get(id) ?? []);
  };
  return {
    get: (id) => rows.get(id),
    put(row) {
      const before = rows.get(row.id);
      if (before === undefined) order = undefined;
      else leaveGroup(before);
      rows.set(row.id, row);
      if (row.group === null) return;
      groups.set(row.group, (groups.get(row.group) ?? new Set()).add(row.id));
    },
    remove(id) {
      const row = rows.get(id);
      if (row === undefined) return;
      leaveGroup(row);
      rows.delete(id);
      order = undefined;
    },
    select(wanted) {
      if ("ids" in wanted) return found(wanted.ids);
      if ("groups" in wanted) return found(wanted.groups.flatMap((group) => [...(groups.get(group) ?? [])]));
      return page(wanted.after, wanted.limit);
    },
    size: () => rows.size,
  };
}

/** The place of the first text after another one in sorted texts. */
function firstAfter(sorted: readonly string[], text: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? "") <= text) low = middle + 1;
    else high = middle;
  }
  return low;
}
