import type { FieldValue, FieldValues, Row } from "./row.ts";

/** Rows by the values of their fields, letter case ignored. An index comes into being when first asked for. */
export interface Indexes {
  added(row: Row): void;
  /** Before a row takes on these values. */
  changing(row: Row, values: FieldValues): void;
  /** Before a row goes. */
  removing(row: Row): void;
  matching(field: string, values: readonly FieldValue[]): Row[];
}

type Index = Map<string, Set<Row>>;

const keyOf = (value: FieldValue | undefined): string => String(value ?? null).toLowerCase();

function enter(index: Index, key: string, row: Row): void {
  const found = index.get(key);
  if (found) found.add(row);
  else index.set(key, new Set([row]));
}

/** Indexes over rows that others keep. */
export function indexes(rows: readonly Row[]): Indexes {
  const built = new Map<string, Index>();
  const indexOf = (field: string): Index => {
    const found = built.get(field);
    if (found) return found;
    const index: Index = new Map();
    for (const row of rows) enter(index, keyOf(row[field]), row);
    built.set(field, index);
    return index;
  };
  return {
    added(row) {
      for (const [field, index] of built) enter(index, keyOf(row[field]), row);
    },
    changing(row, values) {
      for (const [field, index] of built) {
        if (!(field in values)) continue;
        index.get(keyOf(row[field]))?.delete(row);
        enter(index, keyOf(values[field]), row);
      }
    },
    removing(row) {
      for (const [field, index] of built) index.get(keyOf(row[field]))?.delete(row);
    },
    matching(field, values) {
      const index = indexOf(field);
      return [...new Set(values.map(keyOf))].flatMap((key) => [...(index.get(key) ?? [])]);
    },
  };
}
