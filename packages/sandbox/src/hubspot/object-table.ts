import type { ObjectType } from "./object-type.ts";
import { indexedView, type StoredRecord } from "./record.ts";

/** All records of one object type, ready for paging by id without a scan. */
export interface ObjectTable {
  readonly type: ObjectType;
  readonly records: Map<string, StoredRecord>;
  /** Ascending by id. */
  readonly live: StoredRecord[];
  /** Ascending by id. */
  readonly archived: StoredRecord[];
  /** Value to record id, for each property that holds unique values. Archived records do not count. */
  readonly unique: Map<string, Map<string, string>>;
  /** Records whose latest state the search index does not show yet. */
  readonly lagging: Set<StoredRecord>;
  nextId: number;
  /** Counts changes, so that a derived order knows when it is stale. */
  changeCount: number;
  modifiedOrder: { readonly changeCount: number; readonly records: readonly StoredRecord[] } | undefined;
}

/** An empty table; contacts are unique by e-mail from the start. */
export function objectTable(type: ObjectType): ObjectTable {
  const unique = new Map<string, Map<string, string>>();
  if (type.name === "contacts") unique.set("email", new Map());
  return {
    type,
    records: new Map(),
    live: [],
    archived: [],
    unique,
    lagging: new Set(),
    nextId: type.firstId,
    changeCount: 0,
    modifiedOrder: undefined,
  };
}

/** The first position whose record has an id of at least `numericId`. */
export function lowerBound(records: readonly StoredRecord[], numericId: number): number {
  let low = 0;
  let high = records.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((records[middle]?.numericId ?? 0) < numericId) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Takes a record into the list of live or archived ones, in its place. */
export function insertById(records: StoredRecord[], record: StoredRecord): void {
  const last = records.at(-1);
  if (!last || last.numericId < record.numericId) records.push(record);
  else records.splice(lowerBound(records, record.numericId), 0, record);
}

/** Takes a record out of a list. */
export function removeById(records: StoredRecord[], record: StoredRecord): void {
  const at = lowerBound(records, record.numericId);
  if (records[at] === record) records.splice(at, 1);
}

/** Live records by (modified, id), computed once between two changes. */
export function byModified(table: ObjectTable): readonly StoredRecord[] {
  if (table.modifiedOrder?.changeCount !== table.changeCount) {
    const records = table.live.toSorted((a, b) => a.updatedAt - b.updatedAt || a.numericId - b.numericId);
    table.modifiedOrder = { changeCount: table.changeCount, records };
  }
  return table.modifiedOrder.records;
}

/** Forgets the lag of records that the index has caught up with, and says whether any is left. */
export function hasLag(table: ObjectTable, now: number): boolean {
  for (const record of table.lagging) {
    indexedView(record, now);
    if (!record.indexed) table.lagging.delete(record);
  }
  return table.lagging.size > 0;
}

/** How unique values are compared: without case, as HubSpot does for e-mail addresses. */
export function uniqueKey(value: string): string {
  return value.trim().toLowerCase();
}

/** Enters (or with `undefined` leaves) the values of a record in the unique indexes. */
export function indexUnique(table: ObjectTable, record: StoredRecord): void {
  for (const [name, ids] of table.unique) {
    const value = record.values.get(name);
    if (value !== undefined) ids.set(uniqueKey(value), record.id);
  }
}

/** Takes the values of a record out of the unique indexes. */
export function unindexUnique(table: ObjectTable, record: StoredRecord): void {
  for (const [name, ids] of table.unique) {
    const value = record.values.get(name);
    if (value !== undefined && ids.get(uniqueKey(value)) === record.id) ids.delete(uniqueKey(value));
  }
}
