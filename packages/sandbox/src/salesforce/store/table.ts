import { indexes } from "./indexes.ts";
import { type Ordering, ordering, rowComparison } from "./ordering.ts";
import { serialOf } from "./record-id.ts";
import type { FieldValue, FieldValues, Row } from "./row.ts";

/** The records of one object, deleted ones included. */
export interface Table {
  /** In order of creation, which is also the order of ids. */
  readonly rows: readonly Row[];
  get(id: string): Row | undefined;
  add(row: Row): void;
  /** Sets fields of a stored row. */
  change(row: Row, values: FieldValues): void;
  /** Takes rows away for good. */
  drop(rows: readonly Row[]): void;
  /** Rows whose field may equal one of the values: a superset, since letter case is ignored. */
  matching(field: string, values: readonly FieldValue[]): Row[];
  /** All rows in an order that `name` identifies; kept for the next time. */
  ordered(name: string, compare: (left: Row, right: Row) => number): readonly Row[];
}

/**
 * The row of an id. Rows are in order of their ids and few are ever taken away, so that a row stands
 * where its serial says or not far before; a map of very many ids would cost more than it gives.
 */
function rowOf(rows: readonly Row[], id: string): Row | undefined {
  const at = serialOf(id) - 1;
  const row = rows[at];
  if (row?.Id === id) return row;
  let [from, to] = [0, Math.min(rows.length, Number.isNaN(at) ? 0 : at + 1)];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((rows[middle]?.Id ?? "") < id) from = middle + 1;
    else to = middle;
  }
  return rows[from]?.Id === id ? rows[from] : undefined;
}

/** The rows, their indexes and their orderings, all of which change together. */
function heldRows(beforeChange: (row: Row) => void) {
  const rows: Row[] = [];
  const byValue = indexes(rows);
  const orderings = new Map<string, Ordering>();
  const touch = (row: Row): void => {
    for (const kept of orderings.values()) kept.touch(row);
  };
  const enter = (row: Row): void => {
    byValue.added(row);
    touch(row);
  };
  return {
    rows,
    byValue,
    orderings,
    put(row: Row): void {
      rows.push(row);
      enter(row);
    },
    change(row: Row, values: FieldValues): void {
      beforeChange(row);
      byValue.changing(row, values);
      Object.assign(row, values);
      touch(row);
    },
    take(gone: ReadonlySet<Row>): void {
      for (const row of gone) {
        byValue.removing(row);
      }
      removeFrom(rows, gone);
      for (const each of orderings.values()) each.remove(gone);
    },
    putBack(gone: readonly Row[]): void {
      rows.push(...gone);
      rows.sort(rowComparison([]));
      for (const row of gone) enter(row);
    },
  };
}

/** Takes rows out of a list in one pass. */
function removeFrom(rows: Row[], gone: ReadonlySet<Row>): void {
  let kept = 0;
  for (const row of rows) {
    if (gone.has(row)) continue;
    rows[kept] = row;
    kept += 1;
  }
  rows.length = kept;
}

/**
 * An empty table. Indexes and orderings come into being when first asked for. `onChange` is told how to
 * take back each change as it is made, `beforeChange` of each row about to change.
 */
export function table(
  onChange: (undo: () => void) => void = () => {},
  beforeChange: (row: Row) => void = () => {},
): Table {
  const held = heldRows(beforeChange);
  return {
    rows: held.rows,
    get: (id) => rowOf(held.rows, id),
    add(row) {
      held.put(row);
      onChange(() => held.take(new Set([row])));
    },
    change(row, values) {
      const before = Object.fromEntries(Object.keys(values).map((name) => [name, row[name] ?? null]));
      held.change(row, values);
      onChange(() => held.change(row, before));
    },
    drop(gone) {
      held.take(new Set(gone));
      onChange(() => held.putBack(gone));
    },
    matching: held.byValue.matching,
    ordered(name, compare) {
      const kept = held.orderings.get(name) ?? ordering(held.rows, compare);
      held.orderings.set(name, kept);
      return kept.rows();
    },
  };
}
