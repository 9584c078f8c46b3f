import type { Evidence } from "../evidence/evidence.ts";
import type { EvidenceRule } from "./evidence-rule.ts";
import type { RuleSubject } from "./rule-subject.ts";

/** What the rules made of one record. */
export interface RuleOutcome {
  /** One piece for each deal the record is linked to (one without a deal when it is linked to none). */
  readonly evidence: Evidence[];
  /** Every rule whose conditions hold, also those that another one silenced. */
  readonly matchedRuleIds: string[];
}

/** Applies the rules to one record. The same record and rules give the same ids every time. */
export function applyEvidenceRules(_subject: RuleSubject, _rules: readonly EvidenceRule[]): RuleOutcome {
  throw new Error("Not built yet");
}
