import type { Evidence } from "../evidence/evidence.ts";
import type { EvidenceRule } from "./evidence-rule.ts";
import { makeEvidence } from "./make-evidence.ts";
import { type ConditionTest, conditionTests } from "./match-condition.ts";
import type { RuleSubject } from "./rule-subject.ts";
import { type SubjectReading, subjectReading } from "./subject-reading.ts";

/** What the rules made of one record. */
export interface RuleOutcome {
  /** One piece for each deal the record is linked to (one without a deal when it is linked to none). */
  readonly evidence: Evidence[];
  /** Every rule whose conditions hold, also those that another one silenced. */
  readonly matchedRuleIds: string[];
}

interface ReadyRule {
  readonly rule: EvidenceRule;
  readonly tests: readonly ConditionTest[];
}

/** Applies the rules to one record. The same record and rules give the same ids every time. */
export function applyEvidenceRules(subject: RuleSubject, rules: readonly EvidenceRule[]): RuleOutcome {
  return compileEvidenceRules(rules)(subject);
}

/** {@link applyEvidenceRules} with the rules made ready once; use it for more than a handful of records. */
export function compileEvidenceRules(rules: readonly EvidenceRule[]): (subject: RuleSubject) => RuleOutcome {
  const byObject = new Map<string, ReadyRule[]>();
  for (const rule of rules) {
    const ready = { rule, tests: rule.on.where.flatMap(conditionTests) };
    const group = byObject.get(rule.on.object);
    if (group) group.push(ready);
    else byObject.set(rule.on.object, [ready]);
  }
  return (subject) => outcomeOf(subjectReading(subject), byObject.get(subject.object) ?? []);
}

function outcomeOf(reading: SubjectReading, rules: readonly ReadyRule[]): RuleOutcome {
  const matched = rules.filter(({ tests }) => tests.every((test) => test(reading))).map(({ rule }) => rule);
  const evidence = speaking(matched).flatMap((rule) => makeEvidence(reading, rule));
  return { evidence, matchedRuleIds: matched.map((rule) => rule.id) };
}

/** Of the matching rules, the first of each kind, down to the first exclusive one. */
function speaking(matched: readonly EvidenceRule[]): EvidenceRule[] {
  const heard = new Map<string, EvidenceRule>();
  for (const rule of matched) {
    if (!heard.has(rule.gives.kind)) heard.set(rule.gives.kind, rule);
    if (rule.exclusive === true) break;
  }
  return [...heard.values()];
}
