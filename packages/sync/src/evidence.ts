import { applyEvidenceRules, type Evidence, type EvidenceRule, type RuleSubject } from "@headway/core";
import type { CrmRecord, Pipeline } from "@headway/crm";
import { activitySubject } from "./activity-subject.ts";
import { dealSubjects } from "./deal-subjects.ts";
import type { DerivedRecord } from "./store.ts";

/** What turning records into evidence needs besides the records. */
export interface EvidenceContext {
  readonly crm: string;
  readonly rules: readonly EvidenceRule[];
  readonly pipelines: readonly Pipeline[];
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
  const evidence: Evidence[] = [];
  for (const subject of ruleSubjects(record, context)) {
    evidence.push(...applyEvidenceRules(subject, context.rules).evidence);
  }
  return { record, evidence };
}

/** Which rules a record meets, for `headway rules test`. */
export function ruleHits(record: CrmRecord, context: EvidenceContext): RuleHits[] {
  return ruleSubjects(record, context).map((subject) => ({
    subject,
    matchedRuleIds: applyEvidenceRules(subject, context.rules).matchedRuleIds,
  }));
}
