import type { Row } from "./row.ts";

/** Rows as they were at some instants, kept only where they have changed since. */
export interface FrozenRows {
  /** Shows rows as they are now, for as long as the function is held. */
  freeze(): (row: Row) => Row;
  /** Before a row changes. */
  keep(row: Row): void;
}

/** Nothing frozen yet. What nobody holds any more costs nothing. */
export function frozenRows(): FrozenRows {
  const held = new Set<WeakRef<Map<Row, Row>>>();
  return {
    freeze() {
      const kept = new Map<Row, Row>();
      held.add(new WeakRef(kept));
      return (row) => kept.get(row) ?? row;
    },
    keep(row) {
      for (const reference of held) {
        const kept = reference.deref();
        if (!kept) held.delete(reference);
        else if (!kept.has(row)) kept.set(row, { ...row });
      }
    },
  };
}
