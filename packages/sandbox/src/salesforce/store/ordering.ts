import type { FieldValue, Row } from "./row.ts";

/** One field of an ORDER BY, already resolved to a way of reading it. */
export interface SortKey {
  readonly read: (row: Row) => FieldValue;
  readonly descending: boolean;
  readonly nullsLast: boolean;
}

/** Nulls first or last as the key says; texts by code unit, which for ids and instants is their true order. */
function compareValues(left: FieldValue, right: FieldValue, key: SortKey): number {
  if (left === right) return 0;
  if (left === null) return key.nullsLast ? 1 : -1;
  if (right === null) return key.nullsLast ? -1 : 1;
  const order = left < right ? -1 : 1;
  return key.descending ? -order : order;
}

/** Compares rows by the keys, then by id, so that every order is total. */
export function rowComparison(keys: readonly SortKey[]): (left: Row, right: Row) => number {
  return (left, right) => {
    for (const key of keys) {
      const order = compareValues(key.read(left), key.read(right), key);
      if (order !== 0) return order;
    }
    return left.Id < right.Id ? -1 : left.Id > right.Id ? 1 : 0;
  };
}

/** Rows kept sorted: built once, mended after changes instead of sorted anew. */
export interface Ordering {
  touch(row: Row): void;
  remove(gone: ReadonlySet<Row>): void;
  rows(): readonly Row[];
}

function merge(left: readonly Row[], right: readonly Row[], compare: (a: Row, b: Row) => number): Row[] {
  const merged: Row[] = [];
  let at = 0;
  for (const row of left) {
    for (let next = right[at]; next && compare(next, row) < 0; next = right[at]) {
      merged.push(next);
      at += 1;
    }
    merged.push(row);
  }
  return merged.concat(right.slice(at));
}

/** An ordering over rows that are touched whenever they are added or changed. */
export function ordering(initial: readonly Row[], compare: (left: Row, right: Row) => number): Ordering {
  let sorted = [...initial].sort(compare);
  const touched = new Set<Row>();
  return {
    touch: (row) => void touched.add(row),
    remove(gone) {
      sorted = sorted.filter((row) => !gone.has(row));
      for (const row of gone) touched.delete(row);
    },
    rows() {
      if (touched.size > 0) {
        const kept = sorted.filter((row) => !touched.has(row));
        sorted = merge(kept, [...touched].sort(compare), compare);
        touched.clear();
      }
      return sorted;
    },
  };
}
