import type { CrmErrorCode, ObjectName, Patch } from "@headway/crm";
import type { FormerEvidence } from "./former-evidence.ts";
import type { FieldConflict } from "./journal.ts";
import type { SubjectName, Unreadable } from "./store.ts";

/** Counts by object; an object that was not looked at is absent. */
export type ObjectCounts = Partial<Record<ObjectName, number>>;

/** A write the CRM did not take. */
export interface RefusedWrite {
  /** `deal/123`, or `task:` and its key. */
  readonly target: string;
  readonly code: CrmErrorCode;
  /** In the CRM's words where it gave some. */
  readonly reason: string;
  /** True when it was refused in an earlier run and nothing has changed since, so it was not sent again. */
  readonly parked: boolean;
}

/** Something that could not be decided for one subject, with the way out in its reason. */
export interface Undecided {
  readonly subject: SubjectName;
  readonly id: string;
  readonly reason: string;
}

/** An object that could not be read at all in this run; nothing stored about it was changed. */
export interface UnreadObject {
  readonly object: ObjectName;
  readonly code: CrmErrorCode;
  readonly reason: string;
}

/** A field that a rule names and the CRM does not have: the rule catches nothing by it there. */
export interface UnknownRuleField {
  readonly ruleId: string;
  readonly object: ObjectName;
  readonly field: string;
}

/**
 * What one run did, as data. `complete`: everything was read, decided and written. `incomplete`:
 * `gaps` says in words what was not; the rest was done.
 */
export interface RunReport {
  readonly crm: string;
  readonly accountId: string;
  readonly state: "complete" | "incomplete";
  readonly dryRun: boolean;
  readonly asOf: string;
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly pulled: ObjectCounts;
  readonly deleted: ObjectCounts;
  readonly merged: ObjectCounts;
  readonly unread: readonly UnreadObject[];
  /** Of this run and earlier ones, until they are read or gone. */
  readonly unreadable: readonly Unreadable[];
  /** Stored records with links, history or text that could not be read, by reason. */
  readonly unknownReadings: Readonly<Record<string, number>>;
  readonly evidence: number;
  /** No gap by itself, since one policy may serve two CRMs; `headway rules test` shows what each rule catches. */
  readonly unknownRuleFields: readonly UnknownRuleField[];
  readonly assessed: Readonly<Record<SubjectName, number>>;
  /** Of all assessed deals, not of this run only. */
  readonly outcomes: { readonly won: number; readonly lost: number; readonly open: number };
  readonly undecided: readonly Undecided[];
  /** Confirmed writes by object. */
  readonly written: ObjectCounts;
  readonly refused: readonly RefusedWrite[];
  /** Writes without an answer, by target: settled by reading in the next run. */
  readonly unsettled: readonly string[];
  /** In a dry run: what would have been written. */
  readonly planned: readonly Patch[];
  /** What is missing, in sentences a person can act on; empty when complete. */
  readonly gaps: readonly string[];
  /**
   * Headway's fields that somebody else had changed; Headway's value was written back, or could not be and is
   * among `refused`. No gap. Absent from reports of earlier versions.
   */
  readonly conflicts?: readonly FieldConflict[];
  /** People forgotten by this run, since the CRM asked for it. Absent from reports of earlier versions. */
  readonly forgotten?: number;
  /** What was let go with former rules, by rule and version. No gap: everything was decided. Absent from reports of earlier versions. */
  readonly formerEvidence?: readonly FormerEvidence[];
}

/** The step a run is in. */
export type RunPhase = "describe" | "settle" | "pull" | "derive" | "assess" | "push";

/** Told at the start of each step (with `done` 0) and as it goes on; `expected` is `null` where nobody knows. */
export interface ProgressEvent {
  readonly crm: string;
  readonly phase: RunPhase;
  readonly object: string | null;
  readonly done: number;
  readonly expected: number | null;
}
