import type { AccountAssessment, DealAssessment, DealStanding } from "@headway/core";
import type { ObjectName, PushOutcome, RecordRef } from "@headway/crm";

/** How one write of a record ended, with what it was about; `planned` where nothing was to be written. */
export interface RecordWrite {
  /** The record, or the task's key as `task:KEY`. */
  readonly target: string;
  /** The fields that were to change; for a task its subject. */
  readonly what: readonly string[];
  readonly outcome: PushOutcome | { readonly status: "planned" };
}

/**
 * What {@link assessRecord} did, record by record. Plain data; holds no secret. `Deal` is how much is said of a deal:
 * everything, or its standing alone where {@link assessDealRecord} was called.
 */
export interface RecordResult<Deal extends DealStanding = DealAssessment> {
  readonly ref: RecordRef;
  readonly asOf: string;
  readonly policyVersion: string;
  /**
   * `assessed`; `undecided`: something without which nothing can be said could not be read, and nothing
   * was written; `gone`: the CRM shows no such record (or another one since a merge, named in `unknown`).
   */
  readonly status: "assessed" | "undecided" | "gone";
  /** What the record is called in the CRM. */
  readonly name: string | null;
  /** Of a deal; `null` for accounts and where it could not be decided. */
  readonly deal: Deal | null;
  /** Of an account; `null` for deals: one deal's activities alone say too little about its account. */
  readonly account: AccountAssessment | null;
  /** How many records of each object were read. */
  readonly read: { readonly [Name in ObjectName]?: number };
  readonly writes: readonly RecordWrite[];
  /** What could not be read or told, and which fields were left untouched because of it; one clause each. */
  readonly unknown: readonly string[];
}

/** True where a write was lost or not sent: calling again is safe and finishes the rest. */
export function isUnfinished({ writes }: Pick<RecordResult, "writes">): boolean {
  return writes.some(({ outcome }) => outcome.status === "unknown" || outcome.status === "not-sent");
}
