import type { Evidence } from "@headway/core";
import type { CrmRecord, ObjectName } from "@headway/crm";
import type { AssessmentSummary, KnownTask, SubjectName } from "./store.ts";

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
  assessmentsNamed(
    crm: string,
    subject: SubjectName,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, AssessmentSummary>>;
  knownTasks(crm: string, keys: readonly string[]): Promise<ReadonlyMap<string, KnownTask>>;
}
