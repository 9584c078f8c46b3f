import type { EvidenceRule, RuleGives } from "./evidence-rule.ts";

/** A rule of ours about one activity by itself. */
export function activityRule(
  id: string,
  object: EvidenceRule["on"]["object"],
  where: EvidenceRule["on"]["where"],
  gives: RuleGives,
  more: Pick<EvidenceRule, "note" | "exclusive"> = {},
): EvidenceRule {
  return { id, version: "1", ...more, on: { object, where }, gives };
}
