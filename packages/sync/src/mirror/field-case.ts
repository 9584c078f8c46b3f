import type { FieldValue } from "@headway/crm";
import type { SideValue, ValuePlace } from "./canonical.ts";
import type { FieldChanges } from "./field-history.ts";
import type { MirrorTerms } from "./mirror-context.ts";
import type {
  BaseRow,
  Canonical,
  ConflictRow,
  MirrorField,
  ParkedCode,
  ParkedRow,
  Side,
  WantedRow,
  WritingRow,
} from "./mirror-rows.ts";

/** Something for each side. */
export type Both<T> = { readonly [S in Side]: T };

/** Everything about one field of one link, as it was just read. */
export interface FieldCase {
  readonly terms: MirrorTerms;
  readonly linkId: string;
  readonly field: MirrorField;
  readonly places: Both<ValuePlace>;
  readonly values: Both<SideValue>;
  readonly changes: Both<FieldChanges>;
  /** `null` before the first agreement, and where it was lost (`invariant:S14`). */
  readonly base: BaseRow | null;
  readonly wanted: WantedRow | null;
  readonly parked: ParkedRow | null;
  /** What was written to this field lately. */
  readonly writings: readonly WritingRow[];
  /** ISO 8601. */
  readonly at: string;
}

/** A write that a decision asks for; see {@link IntentField}. */
export interface PlannedWrite {
  readonly side: Side;
  readonly value: Canonical;
  readonly wire: FieldValue;
  readonly expect: Canonical;
  readonly source: Canonical;
  readonly settles: boolean;
}

/** A conflict before it has an id. */
export type ConflictDraft = Omit<ConflictRow, "id" | "group" | "linkId" | "field" | "at">;

/** A parked field before it has an id. */
export interface ParkedDraft {
  readonly code: ParkedCode;
  readonly cause: string;
  readonly wayOut: string;
  readonly basis: string | null;
  /** The conflict that is opened with it. */
  readonly opens?: ConflictDraft;
}

/** What is to happen with one field. Absent members change nothing. */
export interface FieldDecision {
  /** Both sides agree on this. */
  readonly agreed?: Both<Canonical>;
  readonly writes?: readonly PlannedWrite[];
  readonly conflicts?: readonly ConflictDraft[];
  /** `null`: no longer parked. */
  readonly parked?: ParkedDraft | null;
  /** What was asked for is done, or was overtaken by a person. */
  readonly wanted?: "done" | "overtaken";
  /** The histories need not be looked at again up to here. */
  readonly looked?: boolean;
  /** A person asked for these writes. */
  readonly asked?: boolean;
}
