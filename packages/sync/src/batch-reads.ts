import type { Evidence } from "@headway/core";
import type { CrmRecord, DealRecord, ObjectName } from "@headway/crm";
import type { AssessmentSummary, KnownTask, SubjectName } from "./store.ts";

/** `ending-waits`: records may be left out of whose evidence no piece `mayEndWait`; whoever asks does without them. */
export type EvidencePart = "all" | "ending-waits";

/** An account's evidence, and the stored deals that point at it with theirs. */
export interface StoredCluster {
  /** What `evidenceOf` gives for the account, or a part of it. */
  readonly evidence: readonly Evidence[];
  /** In id order. */
  readonly deals: readonly ClusterDeal[];
}

/** One deal that points at an account. */
export interface ClusterDeal {
  readonly record: DealRecord;
  /** What `evidenceOf` gives for the deal, or the same part of it. */
  readonly evidence: readonly Evidence[];
  readonly isDirty: boolean;
}

/**
 * Reads of many at once. Each answers what the single read of the same name would answer for every id, and leaves
 * out what is not there; ids may repeat. They exist because one turn for a batch costs a store little more than
 * one for a single id, on a server above all.
 */
export interface BatchReads {
  recordsNamed(
    crm: string,
    object: ObjectName,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, CrmRecord>>;
  /** Every id that was asked for has an entry, without evidence an empty one. */
  evidenceOfMany(
    crm: string,
    subject: SubjectName,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, readonly Evidence[]>>;
  /** Accounts with their deals, whose evidence is mostly the same. Every id that was asked for has an entry. */
  clusters(
    crm: string,
    accountIds: readonly string[],
    part: EvidencePart,
  ): Promise<ReadonlyMap<string, StoredCluster>>;
  assessmentsNamed(
    crm: string,
    subject: SubjectName,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, AssessmentSummary>>;
  knownTasks(crm: string, keys: readonly string[]): Promise<ReadonlyMap<string, KnownTask>>;
}
