import type { CohortSnapshot } from "../cohort/cohort-snapshot.ts";
import type { Evidence } from "../evidence/evidence.ts";
import type { Policy } from "../policy/policy.ts";
import type { DealAssessment } from "./deal-assessment.ts";
import type { DealFacts } from "./deal-facts.ts";

/** What a deal is assessed from. Evidence of other deals is passed over. */
export interface AssessDealInput {
  readonly deal: DealFacts;
  readonly evidence: Iterable<Evidence>;
  readonly policy: Policy;
  readonly asOf: string;
  readonly cohorts?: CohortSnapshot | undefined;
}

/** Assesses one deal. */
export function assessDeal(_input: AssessDealInput): DealAssessment {
  throw new Error("Not built yet");
}
