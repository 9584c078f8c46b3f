/** Who wrote a value, in HubSpot's words (`ValueWithTimestamp`, hubspot facts §4). */
export interface WriteSource {
  /** `CRM_UI` for a person, `INTEGRATION` for an app, `IMPORT` for loaded data. */
  readonly type: string;
  readonly id?: string;
  readonly userId?: number;
}

/** Whose write it is, and when. */
export interface WriteContext {
  readonly source: WriteSource;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** One value that a property had. An emptied property is the empty string. */
export interface PropertyVersion {
  readonly value: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly source: WriteSource;
}

/** One link of a record, kept on both sides. */
export interface Link {
  readonly id: string;
  typeIds: readonly number[];
}

/** What a filter or a rendering looks at: the record, or the state in which the search index still sees it. */
export interface RecordView {
  readonly id: string;
  readonly numericId: number;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly values: ReadonlyMap<string, string>;
}

/** A state of the record in the search index, visible from an instant on. */
interface IndexedState {
  readonly visibleFrom: number;
  /** Null while the record is not in the index yet. */
  readonly view: RecordView | null;
}

/** A record as the sandbox keeps it. System properties (ids, dates, source) are derived, not stored. */
export interface StoredRecord {
  readonly id: string;
  readonly numericId: number;
  createdAt: number;
  updatedAt: number;
  archivedAt: number | undefined;
  readonly createdBy: WriteSource;
  /** The properties that hold something. */
  readonly values: Map<string, string>;
  /** Newest first, only for properties written after creation; the others have their one first version. */
  changes: Map<string, PropertyVersion[]> | undefined;
  /** By plural object name. */
  readonly links: Map<string, Link[]>;
  /** Ids merged into this record. */
  mergedIds: string[] | undefined;
  indexed: IndexedState[] | undefined;
}

/** Every version of a property, newest first; empty when it was never set. */
export function versionsOf(record: StoredRecord, name: string): readonly PropertyVersion[] {
  const changed = record.changes?.get(name);
  if (changed) return changed;
  const value = record.values.get(name);
  return value === undefined ? [] : [{ value, at: record.createdAt, source: record.createdBy }];
}

/** Sets (or with the empty string empties) one property and keeps its version, up to `limit` versions. */
export function writeValue(
  record: StoredRecord,
  name: string,
  version: PropertyVersion,
  limit: number,
): void {
  const before = versionsOf(record, name);
  const versions = [version, ...before].slice(0, limit);
  record.changes ??= new Map();
  record.changes.set(name, versions);
  if (version.value === "") record.values.delete(name);
  else record.values.set(name, version.value);
}

/** The state in which the search index sees the record at `now`; null when it does not see it yet. */
export function indexedView(record: StoredRecord, now: number): RecordView | null {
  const states = record.indexed;
  if (!states) return record;
  while (states[1] && states[1].visibleFrom <= now) states.shift();
  const current = states[0];
  if (!current || (states.length === 1 && current.visibleFrom <= now)) {
    record.indexed = undefined;
    return record;
  }
  return current.view;
}

/** Notes that the record has just changed from `before` and that the index learns of it `lagMs` later. */
export function delayIndex(
  record: StoredRecord,
  before: RecordView | null,
  now: number,
  lagMs: number,
): void {
  record.indexed ??= [{ visibleFrom: Number.NEGATIVE_INFINITY, view: before }];
  const latest = record.indexed.at(-1)?.visibleFrom ?? now;
  record.indexed.push({ visibleFrom: Math.max(now + lagMs, latest), view: viewOf(record) });
}

/** A copy of what the index would see of the record now. */
export function viewOf(record: StoredRecord): RecordView {
  const { id, numericId, createdAt, updatedAt } = record;
  return { id, numericId, createdAt, updatedAt, values: new Map(record.values) };
}
