import type { Policy } from "../policy/policy.ts";
import { kendallTau } from "../stats/kendall.ts";
import type { DealAssessment } from "./deal-assessment.ts";

/** Whether an order of deals by the confidence of their advances survives other weights of the grades (domain 3.1). */
export interface OrderAgreement {
  /** The least of Kendall's tau between the policy's weights and the alternatives; `null` when nothing is apart. */
  readonly leastTau: number | null;
  readonly dependsOnWeights: boolean;
  /** "the order depends on the weights", where it does; else empty. */
  readonly text: string;
}

/**
 * Ranks deals by the summed confidence of their live forward advances, under the policy's weights and under each
 * alternative; only the order of the grades is claimed, so an order that others would turn over says so.
 */
export function orderAgreement(deals: readonly DealAssessment[], policy: Policy): OrderAgreement {
  const { gradeWeights, gradeWeightAlternatives, minimumOrderAgreement } = policy;
  const own = deals.map((deal) => confidenceOf(deal, (grade) => gradeWeights[grade]));
  const taus = gradeWeightAlternatives.flatMap(([two, three, four]) => {
    const weights = { 0: 0, 1: 0, 2: two, 3: three, 4: four };
    return (
      kendallTau(
        own,
        deals.map((deal) => confidenceOf(deal, (grade) => weights[grade])),
      ) ?? []
    );
  });
  const leastTau = taus.length === 0 ? null : Math.min(...taus);
  const dependsOnWeights = leastTau !== null && leastTau < minimumOrderAgreement;
  return { leastTau, dependsOnWeights, text: dependsOnWeights ? "the order depends on the weights" : "" };
}

type Grade = DealAssessment["advances"]["ledger"][number]["grade"];

function confidenceOf({ advances }: DealAssessment, weightOf: (grade: Grade) => number): number {
  let sum = 0;
  for (const { direction, lapsedAt, grade } of advances.ledger) {
    if (direction === "forward" && lapsedAt === undefined) sum += weightOf(grade);
  }
  return sum;
}
