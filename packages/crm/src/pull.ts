import type { ObjectName, RecordRef } from "./record-ref.ts";
import type { CrmRecord } from "./records.ts";

/**
 * Where a pull of one object stands. Opaque: only the adapter that made it reads it. It is plain
 * text, safe to store, and holds no credential.
 */
export type Cursor = string;

/** Names of fields to read besides the canonical ones: `headway_…` names, or the CRM's own names as they are. */
export type FieldNames = readonly string[];

/** Everything of one object that changed since a cursor; without one, everything there is. */
export interface ChangesRequest {
  readonly type: "changes";
  readonly object: ObjectName;
  readonly since?: Cursor;
  readonly fields?: FieldNames;
}

/**
 * Named records, of any objects, as they are now. `history` asks for the changes of those fields of
 * deals as well (canonical names; `stageId` among them): they come as `fieldHistory`, `unknown` with
 * the reason where they cannot be read, absent where the adapter knows no history of fields.
 */
export interface RecordsRequest {
  readonly type: "records";
  readonly refs: readonly RecordRef[];
  readonly fields?: { readonly [Name in ObjectName]?: FieldNames };
  readonly history?: readonly HistoryField[];
}

/** Canonical fields of a deal whose changes can be asked for; see {@link RecordsRequest}. */
export type HistoryField = "stageId" | "amount" | "closeDate" | "nextStep" | "ownerId";

/** What to pull; see {@link ChangesRequest} and {@link RecordsRequest}. */
export type PullRequest = ChangesRequest | RecordsRequest;

/**
 * One thing that happened to one record.
 *
 * `upserted`: it exists and reads so now. `deleted`: it is gone or archived (`at` where the CRM says
 * when). `merged`: it lives on under `into`. `unreadable`: the CRM gave something for it that could
 * not be read; `id` is `null` where even that was missing; the others of the page are not affected.
 */
export type Change =
  | { readonly type: "upserted"; readonly record: CrmRecord }
  | { readonly type: "deleted"; readonly ref: RecordRef; readonly at: string | null }
  | { readonly type: "merged"; readonly ref: RecordRef; readonly into: RecordRef }
  | {
      readonly type: "unreadable";
      readonly object: ObjectName;
      readonly id: string | null;
      readonly field: string;
      readonly reason: string;
    };

/**
 * Some changes and the cursor to save *with* them. A pull that goes on from `cursor` repeats at most
 * records seen before and loses none. `caughtUp` is true on the last page only; a pull of changes
 * always ends with such a page, even an empty one. A page of named records has no cursor.
 */
export interface ChangePage {
  readonly object: ObjectName;
  readonly changes: readonly Change[];
  readonly cursor: Cursor | null;
  readonly caughtUp: boolean;
  /** How many records this pull will bring in all, where the CRM says so beforehand: for progress only. */
  readonly expectedCount?: number;
}
