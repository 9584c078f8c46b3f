import { describe, expect, test } from "vitest";
import { assessDealStanding } from "../deal/assess-deal-standing.ts";
import { compileEvidenceRules } from "../rules/apply-evidence-rules.ts";
import type { EvidenceRule } from "../rules/evidence-rule.ts";
import type { RuleSubject } from "../rules/rule-subject.ts";
import { day } from "../testing/example-evidence.ts";
import { defaultDealPolicy } from "./default-deal-policy.ts";
import { defaultPolicy } from "./default-policy.ts";

const deal = { id: "d", createdAt: day(0), status: "open" } as const;

/** A record that this rule matches, by the first word of each of its conditions. */
function matchedBy({ id, on }: EvidenceRule): RuleSubject {
  const pairs = on.where.map(({ field, equals, oneOf, contains }): [string, string | null] => [
    field,
    contains?.[0] ?? oneOf?.[0]?.toString() ?? equals?.toString() ?? null,
  ]);
  const fields = Object.fromEntries(pairs);
  const place = { crm: "c", id: `of-${id}`, occurredAt: day(3), recordedAt: day(3) };
  return { ...place, object: on.object, fields, dealIds: ["d"], accountId: "a", contactId: "p" };
}

function evidenceOf(rules: readonly EvidenceRule[], subjects: readonly RuleSubject[]) {
  const apply = compileEvidenceRules(rules);
  return subjects.flatMap((subject) => apply(subject).evidence);
}

function standingOf(policy: typeof defaultDealPolicy, subjects: readonly RuleSubject[]): string {
  const evidence = evidenceOf(policy.evidenceRules, subjects);
  return JSON.stringify(assessDealStanding({ deal, evidence, policy, asOf: day(40) }));
}

describe("the policy of deals alone", () => {
  test("has the numbers of the default policy", () => {
    const { evidenceRules, ...numbers } = defaultDealPolicy;
    expect(evidenceRules.length).toBeGreaterThan(0);
    expect(defaultPolicy).toMatchObject(numbers);
  });

  test.each(defaultPolicy.evidenceRules)("reads a deal as the default does where $id matches", (rule) => {
    const subject = matchedBy(rule);
    expect(evidenceOf([rule], [subject])).not.toEqual([]);
    expect(standingOf(defaultDealPolicy, [subject])).toBe(standingOf(defaultPolicy, [subject]));
  });

  test("reads a deal as the default does where every rule matches something", () => {
    const subjects = defaultPolicy.evidenceRules.map(matchedBy);
    expect(standingOf(defaultDealPolicy, subjects)).toBe(standingOf(defaultPolicy, subjects));
    expect(standingOf(defaultDealPolicy, subjects)).not.toBe(standingOf(defaultDealPolicy, []));
  });
});
