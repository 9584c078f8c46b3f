import type { CrmErrorCode, FieldChange, FieldValue, HistoryField } from "@headway/crm";

/** One of the two CRMs of a mirror. */
export type Side = "left" | "right";

/** A mirrored field of a deal, by its canonical name. */
export type MirrorField = HistoryField;

/**
 * A value as the mirror compares it, `null` where unset: a stage as `pipelines:stage` of the side with
 * fewer stages, money as `1234.5 EUR`, a calendar day, trimmed text, a person's key.
 */
export type Canonical = string | null;

/** What every stored row has. Rows of one kind are listed in the order of their `id` (by code unit). */
export interface Row {
  readonly id: string;
  /** What rows are fetched by besides their id, usually the link they belong to. */
  readonly group: string | null;
  /** Another one after each change that others have to notice; see {@link MirrorCommit}. */
  readonly mark?: string;
}

/** How far the history of one field was looked at: the instant of its last entry, and how many entries bear it. */
export interface HistoryMark {
  readonly at: string;
  readonly count: number;
}

/** What both sides held when they last agreed on a field; `id` is `LINK/FIELD`. */
export interface BaseRow extends Row {
  readonly field: MirrorField;
  readonly left: Canonical;
  readonly right: Canonical;
  /** `null` where the side tells no history. */
  readonly leftSeen: HistoryMark | null;
  readonly rightSeen: HistoryMark | null;
}

/** One field of an intent. */
export interface IntentField {
  readonly field: MirrorField;
  /** What the target is to hold. */
  readonly value: Canonical;
  /** The same as the target's CRM takes it. */
  readonly wire: FieldValue;
  /** What the target held when this was planned. */
  readonly expect: Canonical;
  /** What the other side held when this was planned. */
  readonly source: Canonical;
  /** How far the target's history went before the first sending; `null` where there is none. */
  readonly seen: HistoryMark | null;
  /** How far the other side's history went when this was planned. */
  readonly sourceSeen: HistoryMark | null;
  /** Whether both sides agree once it has landed; false for a value that is put back on one side. */
  readonly settles: boolean;
}

/**
 * A wanted write, stored before it is sent and under the same id on every attempt (`invariant:W3`).
 * One link has at most one for each side, and none is planned while one is unfinished.
 */
export interface IntentRow extends Row {
  readonly linkId: string;
  readonly side: Side;
  readonly recordId: string;
  readonly state: "pending" | "inflight";
  readonly fields: readonly IntentField[];
  /** The pipelines both deals were in: they decide what a stage means. */
  readonly pipelines: { readonly left: string | null; readonly right: string | null };
  /** Conflicts it settles; overtaken with it while it was not sent. */
  readonly conflictIds: readonly string[];
  readonly attempts: number;
  readonly plannedAt: string;
  readonly sentAt: string | null;
  /** A person asked for it (undo, a decision): the bulk breaker lets it pass. */
  readonly asked: boolean;
}

/** What one side held in a conflict. */
export interface ConflictSide {
  readonly side: Side;
  readonly value: Canonical;
  /** As the CRM holds it. */
  readonly raw: FieldValue;
  /** Who set it and when, where the CRM tells. */
  readonly byId: string | null;
  readonly at: string | null;
}

/**
 * Two values of one field of which one could stay. `both-changed`: both sides changed since they agreed;
 * `overwritten`: our write met a person's in the moment between reading and writing; `late-write`: a write
 * of ours that arrived long after it was sent replaced a person's; `unproven`: a write without an answer
 * and a target that moved, with no history to tell; `first-difference`: both differed when they were linked.
 */
export interface ConflictRow extends Row {
  readonly linkId: string;
  readonly field: MirrorField;
  readonly cause: "both-changed" | "overwritten" | "late-write" | "unproven" | "first-difference";
  /** `open`: nothing is written until a person decides. */
  readonly status: "open" | "decided" | "undone" | "overtaken";
  readonly policy: string;
  readonly base: Canonical;
  /** The one that stays; in an open one, what the left side holds. */
  readonly kept: ConflictSide;
  /** The one that goes; in an open one, what the right side holds. */
  readonly lost: ConflictSide;
  readonly at: string;
  readonly evidence: readonly FieldChange[];
}

/** Why a field of a link is not mirrored; see the table in `docs/mirror.md`. */
export type ParkedCode =
  | "stage-unmapped"
  | "currency-mismatch"
  | "owner-unmapped"
  | "conflict-open"
  | "first-difference"
  | "oscillation"
  | "refused"
  | "not-staying"
  | "unreadable"
  | "not-writable";

/** A field that waits for somebody; `id` is `LINK/FIELD`, or `LINK/*` for the whole link. */
export interface ParkedRow extends Row {
  readonly linkId: string;
  readonly field: MirrorField | "*";
  readonly code: ParkedCode;
  /** What happened, in a sentence. */
  readonly cause: string;
  /** What a person can do, in a sentence. */
  readonly wayOut: string;
  /** What it holds for: when the text is another one, it is tried again. `null`: until `retry`. */
  readonly basis: string | null;
  readonly crmCode?: CrmErrorCode;
  /** The open conflict it waits for. */
  readonly conflictId?: string;
  readonly at: string;
}

/** A value a person asked for, to be written to every side that does not hold it; `id` is `LINK/FIELD`. */
export interface WantedRow extends Row {
  readonly linkId: string;
  readonly field: MirrorField;
  /** What each side is to hold. */
  readonly left: Canonical;
  readonly right: Canonical;
  /** What each side held when it was asked for; anything else since then is a person's and stays. */
  readonly leftWas: Canonical;
  readonly rightWas: Canonical;
  /** As the CRM takes it, for the side that the value came from. */
  readonly raw: { readonly side: Side; readonly value: FieldValue } | null;
  readonly conflictId: string | null;
}

/** One write that was sent, for the breaker and to know our own late ones; `id` sorts by time within its link. */
export interface WritingRow extends Row {
  readonly linkId: string;
  readonly field: MirrorField;
  readonly side: Side;
  readonly value: Canonical;
  /** It said what the field held already, beside a write that would have moved it: no step of an oscillation. */
  readonly keeps?: true;
  readonly at: string;
}
