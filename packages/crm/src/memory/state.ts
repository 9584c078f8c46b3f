import type { ObjectName, RecordRef } from "../record-ref.ts";
import { refKey } from "../record-ref.ts";
import type { FieldChange, FieldValue, StageEntry } from "../records.ts";
import type { FieldKind } from "../schema.ts";

/** One record as the memory CRM holds it; replaced as a whole on every change. */
export interface StoredRecord {
  readonly ref: RecordRef;
  /** Milliseconds since 1970, as all instants here. */
  readonly createdAt: number;
  readonly modifiedAt: number;
  readonly values: Readonly<Record<string, FieldValue>>;
  readonly links: readonly RecordRef[];
  readonly stageHistory: readonly StageEntry[];
  /** Every change of every value after the record was made, oldest first. */
  readonly changes: readonly FieldChange[];
  /** `null` while it lives. */
  readonly end: null | { readonly type: "deleted" } | { readonly type: "merged"; readonly into: RecordRef };
}

/** Everything the memory CRM knows. */
export interface MemoryState {
  readonly records: Map<string, StoredRecord>;
  /** Fields that somebody made, by object and name. */
  readonly customFields: Map<ObjectName, Map<string, FieldKind>>;
  readonly now: () => number;
  nextId: number;
}

/** A CRM without records or fields of anybody's making. */
export function memoryState(now: () => number): MemoryState {
  return { records: new Map(), customFields: new Map(), now, nextId: 1 };
}

/** The living record, or `undefined`. */
export function findRecord(state: MemoryState, ref: RecordRef): StoredRecord | undefined {
  const record = state.records.get(refKey(ref));
  return record?.end === null ? record : undefined;
}

/** The fields somebody made on an object. */
export function customFieldsOf(state: MemoryState, object: ObjectName): Map<string, FieldKind> {
  const fields = state.customFields.get(object) ?? new Map<string, FieldKind>();
  state.customFields.set(object, fields);
  return fields;
}

/** Takes a field away, with what records hold in it; they do not count as changed. */
export function removeField(state: MemoryState, object: ObjectName, name: string): void {
  customFieldsOf(state, object).delete(name);
  for (const [key, record] of state.records) {
    if (record.ref.object !== object) continue;
    const { [name]: _gone, ...values } = record.values;
    state.records.set(key, { ...record, values });
  }
}

/** Makes a record with a new id and these values. */
export function createRecord(
  state: MemoryState,
  object: ObjectName,
  values: Readonly<Record<string, FieldValue>>,
): StoredRecord {
  const now = state.now();
  const ref = { object, id: String(state.nextId++).padStart(6, "0") };
  const none = { values: {}, links: [], stageHistory: [], changes: [], end: null };
  const empty: StoredRecord = { ref, createdAt: now, modifiedAt: now, ...none };
  state.records.set(refKey(ref), empty);
  const made = { ...setValues(state, empty, values), changes: [] };
  state.records.set(refKey(ref), made);
  return made;
}

/**
 * Sets values; stamps the record only if one really changed. A new stage enters the history, every change
 * that of fields. `byUs`: the adapter writes, and not a person.
 */
export function setValues(
  state: MemoryState,
  record: StoredRecord,
  values: Readonly<Record<string, FieldValue>>,
  byUs = false,
): StoredRecord {
  const changes = changesOf(record, values, new Date(state.now()).toISOString(), byUs);
  if (changes.length === 0) return record;
  const stageId = values.stageId;
  const entered = typeof stageId === "string" && stageId !== record.values.stageId;
  const entry = { stageId: String(stageId), at: new Date(state.now()).toISOString(), byId: null };
  return store(state, {
    ...record,
    values: { ...record.values, ...values },
    stageHistory: entered ? [...record.stageHistory, entry] : record.stageHistory,
    changes: [...record.changes, ...changes],
  });
}

function changesOf(
  record: StoredRecord,
  values: Readonly<Record<string, FieldValue>>,
  at: string,
  byUs: boolean,
): FieldChange[] {
  const changed = Object.entries(values).filter(([name, value]) => record.values[name] !== value);
  return changed.map(([field, to]) => {
    const from = record.values[field] ?? null;
    return { field, at, byId: null, from, to, byUs };
  });
}

/** Links two living records, seen from both; nothing happens to those already linked. */
export function linkRecords(state: MemoryState, from: RecordRef, to: RecordRef): void {
  for (const [here, there] of [[from, to] as const, [to, from] as const]) {
    const record = findRecord(state, here);
    if (record === undefined || record.links.some((link) => refKey(link) === refKey(there))) continue;
    store(state, { ...record, links: [...record.links, there] });
  }
}

/** Ends a record: deleted, or merged into another. */
export function endRecord(state: MemoryState, ref: RecordRef, end: NonNullable<StoredRecord["end"]>): void {
  const record = findRecord(state, ref);
  if (record !== undefined) store(state, { ...record, end });
}

function store(state: MemoryState, record: StoredRecord): StoredRecord {
  const stamped = { ...record, modifiedAt: state.now() };
  state.records.set(refKey(record.ref), stamped);
  return stamped;
}
