import type { CrmRecord, FieldValue, ObjectName, RecordRef } from "@headway/crm";
import type { RunFailure } from "./run-failure.ts";
import type { After, SubjectName } from "./store.ts";

/**
 * How a run stands. `running`: it goes on, or it was killed and nobody has looked since. `complete`:
 * everything was read, decided and written. `incomplete`: the rest was done, `gaps` says what was not.
 * `failed`: it ended with an error. `lost`: it lost the right to run, so that another worker has it or may have it.
 * `abandoned`: it ended without a word, a kill or a machine that was lost or slept; a later run said so here. What
 * they had committed stays.
 */
export type RunStatus = "running" | "complete" | "incomplete" | "failed" | "lost" | "abandoned";

/** One run, from its first moment on. */
export interface RunRow {
  /** Counts the runs of this CRM, with leading zeros: a later run has a greater one, whatever the clock does. */
  readonly id: string;
  readonly status: RunStatus;
  /** The name of the worker that ran it. */
  readonly worker: string;
  readonly dryRun: boolean;
  /** The instant it assessed as of. */
  readonly asOf: string;
  readonly startedAt: string;
  /** Its last sign of life. */
  readonly aliveAt: string;
  readonly finishedAt: string | null;
  /** The step it was last seen in, such as `pull deal`. */
  readonly step: string | null;
  /** Records stored, by object, as far as it came. */
  readonly pulled: Readonly<Partial<Record<ObjectName, number>>>;
  /** Writes confirmed, by object, as far as it came. */
  readonly written: Readonly<Partial<Record<ObjectName, number>>>;
  /** What is missing, in sentences; empty when complete. */
  readonly gaps: readonly string[];
  /** What it did that a person may want to know, though nothing is missing; absent where there was nothing. */
  readonly notices?: readonly string[];
  /** Why it ended early; `null` for the others. */
  readonly failure: RunFailure | null;
}

/** Somebody changed a field of Headway's after it was written; Headway's value is written back, and both stay here. */
export interface FieldConflict {
  /** Equal when the same change is met again. */
  readonly id: string;
  readonly ref: RecordRef;
  readonly field: string;
  /** What Headway had written. */
  readonly written: FieldValue;
  /** What the CRM held instead. */
  readonly theirs: FieldValue;
  /** What Headway writes back. */
  readonly ours: FieldValue;
  /** When the record was last changed, by the CRM's clock: theirs came then or before. */
  readonly changedBy: string;
  /** The instant of the run that met it. */
  readonly seenAt: string;
}

/** A record that a notice named, to be read first by the next run. */
export interface NudgeRow {
  /** `deal/123@2026-03-01T10:00:00.000Z`: a later notice of the same record is another row. */
  readonly id: string;
  readonly ref: RecordRef;
  /** The notice's own instant. */
  readonly occurredAt: string;
  /** True for a person who is to be forgotten, not only read. */
  readonly forget?: boolean;
}

/** A record that was forgotten: nothing but a keyed hash of its reference, so that it does not come back unnoticed. */
export interface TombstoneRow {
  readonly id: string;
  readonly at: string;
}

/** What the journal keeps, by kind. */
export interface JournalRows {
  readonly run: RunRow;
  readonly conflict: FieldConflict;
  readonly nudge: NudgeRow;
  readonly tombstone: TombstoneRow;
}

/** A kind of row. */
export type RowKind = keyof JournalRows;

/** What Headway's fields of one record held when a write of them was last confirmed. */
export interface WrittenRow {
  readonly ref: RecordRef;
  readonly fields: Readonly<Record<string, FieldValue>>;
  /** `modifiedAt` of the record as it was stored then; a change of theirs has a later one. */
  readonly over: string;
}

/** Names a row for removal. */
export interface RowName {
  readonly kind: RowKind;
  readonly id: string;
}

/** Everything that is to go in one transaction; see `forget`. */
export interface Erasure {
  /** Records to erase with their evidence, links in both directions, intents and what could not be read of them. */
  readonly refs: readonly RecordRef[];
  /** Records that stay, as they read without the person; their evidence stays but for the person's. */
  readonly kept: readonly CrmRecord[];
  /** Subjects whose assessments quote what goes; they are assessed again. */
  readonly subjects: readonly { readonly subject: SubjectName; readonly id: string }[];
  /** Targets of intents to drop. */
  readonly targets: readonly string[];
  /** Records whose confirmed values are dropped, since texts among them quote what goes. */
  readonly written: readonly RecordRef[];
  readonly rows: readonly RowName[];
  /** Runs as they read without the person. */
  readonly runs: readonly RunRow[];
  readonly tombstones: readonly TombstoneRow[];
}

/** The part of a store that tells how things came about. */
export interface Journal {
  /** Enters rows, each in the place of the one of its id. */
  putRows<Kind extends RowKind>(crm: string, kind: Kind, rows: readonly JournalRows[Kind][]): Promise<void>;
  /** Rows of one kind in id order, after an id. */
  rows<Kind extends RowKind>(
    crm: string,
    kind: Kind,
    after: After,
    limit: number,
  ): Promise<JournalRows[Kind][]>;
  removeRows(crm: string, names: readonly RowName[]): Promise<void>;
  /** What was last written and confirmed of records of one object, by id; those of which nothing was are left out. */
  writtenNamed(
    crm: string,
    object: ObjectName,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, WrittenRow>>;
  /** The same for every record of one object in id order, after an id. */
  allWritten(crm: string, object: ObjectName, after: After, limit: number): Promise<WrittenRow[]>;
  /** Into which record one was merged, as far as the CRM told; `null` when it was not. */
  mergedInto(crm: string, ref: RecordRef): Promise<RecordRef | null>;
  /** Stored records that point at one. */
  pointingAt(crm: string, ref: RecordRef): Promise<CrmRecord[]>;
  /** Erases, whole or not at all, so that no byte of it stays in the store's files. */
  erase(crm: string, erasure: Erasure): Promise<void>;
  /** How many bytes the store takes; `null` where nobody can say. */
  sizeBytes(): Promise<number | null>;
}
