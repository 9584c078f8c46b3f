import type { CohortSnapshot, Evidence, Policy } from "@headway/core";
import type { CrmErrorCode, CrmRecord, CrmSchema, Cursor, ObjectName, Patch, RecordRef } from "@headway/crm";
import type { BatchReads } from "./batch-reads.ts";
import type { FieldConflict, Journal } from "./journal.ts";

/** What an assessment is about. `person` is a user of the CRM: somebody on the seller's side. */
export type SubjectName = "deal" | "account" | "person";

/** Points at one subject. */
export interface Subject {
  readonly subject: SubjectName;
  readonly id: string;
}

/** What a store remembers about one CRM between runs. `null` where there was no run yet. */
export interface CrmState {
  /** The account of the CRM this state belongs to; another account is refused, never mixed in. */
  readonly accountId: string | null;
  readonly schema: CrmSchema | null;
  readonly policy: Policy | null;
  /** The rules and pipelines all stored evidence was derived under; `null` where it is not known to be one basis. */
  readonly evidenceBasis: string | null;
  /** Changes whenever people wrote something down; `null` for an empty notebook. */
  readonly notebookBasis: string | null;
  readonly cohorts: CohortSnapshot | null;
  /** The calendar day (UTC) of the last assessment of everything that moves with time. */
  readonly assessedOn: string | null;
  /** The instant the last assessments are as of. */
  readonly assessedAt: string | null;
  /** Fields the stored records of each object were read with; a field that joins them has to be read first. */
  readonly fieldsRead: Readonly<Partial<Record<ObjectName, readonly string[]>>> | null;
  /** Where the last run stopped for want of time; `null` when it came to its end. */
  readonly resume: ResumePoint | null;
  /** By object, the start of the last run that read it to its end. */
  readonly caughtUp: Readonly<Partial<Record<ObjectName, string>>> | null;
  /** Objects whose reading was begun and not brought to its end: what was read of them may have changed since. */
  readonly midway: readonly ObjectName[] | null;
  /** What tombstones are hashed with, in base64; made when somebody is forgotten for the first time. */
  readonly tombstoneKey: string | null;
  /** The tasks in which reps logged a triage decision, by id; some of them may be gone. */
  readonly decisionTasks: readonly string[] | null;
}

/** A step of a run to go on with: reading, from an object on, or assessing what was read. */
export type ResumePoint =
  | { readonly step: "pull"; readonly object: ObjectName }
  | { readonly step: "assess" };

/** The state of a CRM that was never looked at. */
export const emptyState: CrmState = {
  accountId: null,
  schema: null,
  policy: null,
  evidenceBasis: null,
  notebookBasis: null,
  cohorts: null,
  assessedOn: null,
  assessedAt: null,
  fieldsRead: null,
  resume: null,
  caughtUp: null,
  midway: null,
  tombstoneKey: null,
  decisionTasks: null,
};

/** A record with the evidence derived from it. */
export interface DerivedRecord {
  readonly record: CrmRecord;
  readonly evidence: readonly Evidence[];
}

/** Something the CRM gave that could not be read; kept until it is read. */
export interface Unreadable {
  readonly object: ObjectName;
  readonly id: string | null;
  readonly field: string;
  readonly reason: string;
}

/** One page as it is stored: records, evidence and cursor together, or not at all (`invariant:D4`). */
export interface PageCommit {
  readonly object: ObjectName;
  readonly cursor: Cursor | null;
  readonly upserts: readonly DerivedRecord[];
  readonly removals: readonly RecordRef[];
  readonly merges: readonly { readonly ref: RecordRef; readonly into: RecordRef }[];
  readonly unreadable: readonly Unreadable[];
  /**
   * True before anybody was ever assessed: whoever is touched need not be marked, since the first assessment marks
   * all. A store may mark them all the same.
   */
  readonly isFirstReading?: boolean;
}

/** The assessment of one subject, short form. `explain` computes the long form again from the store. */
export interface AssessmentSummary extends Subject {
  readonly asOf: string;
  readonly policyVersion: string;
  readonly summary: Readonly<Record<string, SummaryValue>>;
}

/** What a summary may hold: plain data for reports. */
export type SummaryValue = string | number | boolean | null | readonly string[];

/** What was done about one wanted write. */
export type IntentState = "pending" | "inflight" | "parked";

/**
 * A wanted write, recorded before it is sent. At most one per target; a newer want replaces an older
 * one that is not in flight. `parked`: refused for good; not tried again until the patch or the
 * record's `version` changes (`invariant:W6`).
 */
export interface Intent {
  /** Equal for equal wants of one target. */
  readonly id: string;
  /** `deal/123`, or `task:` and the task's key. */
  readonly target: string;
  readonly patch: Patch;
  /** What a refusal holds for: `modifiedAt` of the record, none for tasks, and what the credentials may do. */
  readonly version: string;
  readonly state: IntentState;
  readonly attempts: number;
  /** When it was last sent; absent before. */
  readonly sentAt?: string;
  readonly code?: CrmErrorCode;
  readonly reason?: string;
}

/** How an intent is to be settled after its outcome is known. */
export type Settlement =
  | { readonly status: "done"; readonly intent: Intent; readonly ref: RecordRef }
  | {
      readonly status: "parked";
      readonly intent: Intent;
      readonly code: CrmErrorCode;
      readonly reason: string;
    }
  | { readonly status: "retry"; readonly intent: Intent };

/** A task of Headway's, remembered by its key for ever, so that it is never made twice (`invariant:W1`). */
export interface KnownTask {
  readonly key: string;
  readonly id: string | null;
  /** `done` and `deleted` are a person's decisions and are respected. */
  readonly state: "open" | "done" | "deleted";
}

/** Results of one batch of assessments, stored together with the writes they ask for. */
export interface AssessmentCommit {
  readonly assessments: readonly AssessmentSummary[];
  readonly intents: readonly Omit<Intent, "state" | "attempts">[];
  /**
   * Those of the assessed that keep their dirty marks: there is news that the assessment could not see yet. The mark
   * says as of when they were assessed, until it is made anew.
   */
  readonly stayDirty?: readonly Subject[];
  /** Changes of others that these intents overwrite; each stays once. */
  readonly conflicts?: readonly FieldConflict[];
}

/**
 * Which subjects a listing is of: the dirty ones, those of them that were not assessed as of an instant since they were
 * marked, or all.
 */
export type WhichSubjects = "dirty" | { readonly unassessedAsOf: string } | "all";

/** Where to go on in a listing: the last id of the page before, `null` at the start. */
export type After = string | null;

/**
 * What the engine keeps between runs. Every method is one transaction: it happens whole or not at
 * all, also when the process is killed. One writer per store; readers may look at any time.
 */
export interface Store extends BatchReads, Journal {
  state(crm: string): Promise<CrmState>;
  /** Merges the given parts into the state. */
  saveState(crm: string, part: Partial<CrmState>): Promise<void>;
  cursor(crm: string, object: ObjectName): Promise<Cursor | null>;

  /** Older versions never overwrite newer ones (`invariant:D5`); touched subjects become dirty. */
  commitPage(crm: string, page: PageCommit): Promise<void>;
  /** Replaces the evidence of records that are stored, others are passed over, and marks their subjects dirty. */
  replaceEvidence(crm: string, records: readonly DerivedRecord[]): Promise<void>;
  /** Records the CRM gave that could not be read, until they are read or gone. */
  unreadable(crm: string): Promise<Unreadable[]>;
  /** How many stored records have parts that could not be read, by reason. */
  unknownReadings(crm: string): Promise<Readonly<Record<string, number>>>;

  record(crm: string, ref: RecordRef): Promise<CrmRecord | null>;
  /** Stored records of one object in id order, after an id. */
  records(crm: string, object: ObjectName, after: After, limit: number): Promise<CrmRecord[]>;
  counts(crm: string): Promise<Partial<Record<ObjectName, number>>>;

  /**
   * Everything known about a subject, through its own and its relatives' links, each piece once, in
   * id order. A person's own stage edits are left out: they are nobody's effort and no advance.
   */
  evidenceOf(crm: string, subject: Subject): Promise<Evidence[]>;
  /** How many deals have evidence that a rule made. */
  dealsWithRule(crm: string, ruleId: string): Promise<number>;

  /** Subjects in id order after an id. */
  subjects(
    crm: string,
    subject: SubjectName,
    which: WhichSubjects,
    after: After,
    limit: number,
  ): Promise<string[]>;
  /** Marks every stored subject dirty, for example because a day has passed. */
  markAllDirty(crm: string): Promise<void>;
  /** Stores assessments and intents, and clears the dirty marks of the assessed, but for those that are to stay dirty. */
  commitAssessments(crm: string, commit: AssessmentCommit): Promise<void>;
  assessment(crm: string, subject: Subject): Promise<AssessmentSummary | null>;
  assessments(crm: string, subject: SubjectName, after: After, limit: number): Promise<AssessmentSummary[]>;

  /** Intents in id order, after an id. */
  intents(crm: string, state: IntentState, after: After, limit: number): Promise<Intent[]>;
  intentFor(crm: string, target: string): Promise<Intent | null>;
  /** Notes before they are sent that they are, and when (ISO 8601). */
  markInflight(crm: string, ids: readonly string[], at: string): Promise<void>;
  /**
   * Ends intents; a written update is also entered into the stored record and into what was confirmed, a
   * written task is remembered. `retry` of a parked intent sends it again.
   */
  settle(crm: string, settlements: readonly Settlement[]): Promise<void>;
  knownTask(crm: string, key: string): Promise<KnownTask | null>;

  /** The CRMs this store knows. */
  crms(): Promise<string[]>;
  close(): Promise<void>;
}
