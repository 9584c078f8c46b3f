import { compileEvidenceRules, type Evidence, type EvidenceRule, type RuleSubject } from "@headway/core";
import type { CrmRecord, Pipeline } from "@headway/crm";
import { activitySubject } from "./activity-subject.ts";
import { capturedEvidence, captureOf } from "./captured-evidence.ts";
import { dealSubjects } from "./deal-subjects.ts";
import type { DerivedRecord } from "./store.ts";

/** What turning records into evidence needs besides the records. */
export interface EvidenceContext {
  readonly crm: string;
  /** The policy's rules, made ready once; see {@link evidenceContext}. */
  readonly apply: ReturnType<typeof compileEvidenceRules>;
  readonly pipelines: readonly Pipeline[];
}

/** Makes rules ready for many records. */
export function evidenceContext(
  crm: string,
  rules: readonly EvidenceRule[],
  pipelines: readonly Pipeline[],
): EvidenceContext {
  return { crm, apply: compileEvidenceRules(rules), pipelines };
}

/** A record flattened for the rules, with the rules that caught it. */
export interface RuleHits {
  readonly subject: RuleSubject;
  readonly matchedRuleIds: readonly string[];
}

/**
 * A record as the evidence rules see it: a deal gives one subject for itself and one per stage it
 * entered, an activity one, people and accounts none.
 */
export function ruleSubjects(record: CrmRecord, context: EvidenceContext): RuleSubject[] {
  switch (record.object) {
    case "deal":
      return dealSubjects(record, context);
    case "task":
    case "call":
    case "meeting":
    case "email":
    case "note":
      return [activitySubject(record, context.crm)];
    default:
      return [];
  }
}

/** The evidence in a record by the policy's rules. Pure: the same record and rules give the same evidence. */
export function deriveEvidence(record: CrmRecord, context: EvidenceContext): DerivedRecord {
  const capture = captureOf(record);
  // What was logged by hand means what it says; rules about tasks in general are not asked.
  if (record.object === "task" && capture !== undefined) {
    return { record, evidence: capturedEvidence(record, capture, context.crm) };
  }
  const evidence: Evidence[] = [];
  for (const subject of ruleSubjects(record, context)) {
    evidence.push(...context.apply(subject).evidence);
  }
  return { record, evidence };
}

/** Which rules a record meets, for `headway rules test`. */
export function ruleHits(record: CrmRecord, context: EvidenceContext): RuleHits[] {
  return ruleSubjects(record, context).map((subject) => ({
    subject,
    matchedRuleIds: context.apply(subject).matchedRuleIds,
  }));
}
