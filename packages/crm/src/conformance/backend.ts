import type { ObjectName, RecordRef } from "../record-ref.ts";
import type { FieldValue } from "../records.ts";
import type { FieldKind } from "../schema.ts";
import type { Fault } from "./fault.ts";

/** Field values under canonical names (those of the records, `amount` as a decimal string, `dueOn` for a task's day), `headway_…` names, or the name that `addForeignField` gave. */
export type BackendFields = Readonly<Record<string, FieldValue>>;

/** A record as the CRM itself holds it. Of a removed one only `exists: false` counts. */
export interface BackendRecord {
  readonly exists: boolean;
  readonly fields: BackendFields;
  /** Ids of linked records by object; an object without links may be absent. */
  readonly links: { readonly [Name in ObjectName]?: readonly string[] };
}

/** A task as the CRM itself holds it. */
export interface BackendTask {
  readonly id: string;
  /** `null` on a task that has no Headway key. */
  readonly key: string | null;
  readonly subject: string | null;
  readonly links: readonly RecordRef[];
}

/**
 * The CRM seen past the adapter, in neutral words, so that no adapter vouches for itself. Nothing
 * done here counts as a request, meets a fault, or goes through code of the adapter.
 */
export interface ConformanceBackend {
  /** Makes a record and gives its id. Whatever the CRM needs besides the fields given, the backend fills in. */
  create(
    object: ObjectName,
    fields: BackendFields,
    options?: { links?: readonly RecordRef[] },
  ): Promise<string>;
  /** Changes fields as a person would: the record's time of change becomes the CRM's now. */
  edit(object: ObjectName, id: string, fields: BackendFields): Promise<void>;
  /** Deletes or archives, as a person would. */
  remove(object: ObjectName, id: string): Promise<void>;
  /** Merges `loserId` into `winnerId`; called only with one of `capabilities.mergedObjects`. */
  merge(object: ObjectName, loserId: string, winnerId: string): Promise<void>;
  /** Links two records, as a person would. */
  link(from: RecordRef, to: RecordRef): Promise<void>;
  read(object: ObjectName, id: string): Promise<BackendRecord>;
  /** All tasks there are, in any order. */
  tasks(): Promise<readonly BackendTask[]>;

  /** Ids of at least three stages in which a deal is open, in selling order; a deal may move freely between them. */
  stages(): readonly string[];
  /** Makes a text field that is not Headway's on an object; gives the name that pull knows it by. */
  addForeignField(object: ObjectName): Promise<string>;
  /** Every field made by somebody on an object, Headway's included, under pull's names; the CRM's own standard fields left out. */
  customFields(object: ObjectName): Promise<Readonly<Record<string, FieldKind | "other">>>;

  /** Faults add up; each ends by itself after its `times`. */
  failNext(fault: Fault): void;
  /** How many requests the adapter has sent so far, failed ones included. */
  requestCount(): number;
  /**
   * How many requests have met a fault `hangs` so far. Where it is missing, the suite takes the next
   * request of any kind for the one that hangs, which suits only adapters that ask nothing before they
   * write.
   */
  hungCount?(): number;
  /** How many records of an object one request of a pull of changes brings at most. Small, so that cases stay quick. */
  pageSize(object: ObjectName): number;

  /**
   * The clock of the CRM and of the adapter, milliseconds since 1970. It stands still, so that many
   * records share one instant, except that {@link advanceClock} moves it and the adapter's own
   * waiting moves it by as much as was waited for.
   */
  now(): number;
  /** Moves the clock on. `ms` is a whole number of seconds wherever the suite calls it. */
  advanceClock(ms: number): void;
}
