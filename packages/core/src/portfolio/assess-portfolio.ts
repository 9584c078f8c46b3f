import type { AccountAssessment } from "../account/account-assessment.ts";
import type { AccountFacts } from "../account/account-facts.ts";
import type { CohortSnapshot } from "../cohort/cohort-snapshot.ts";
import type { DealAssessment } from "../deal/deal-assessment.ts";
import type { DealFacts } from "../deal/deal-facts.ts";
import type { Evidence } from "../evidence/evidence.ts";
import type { PersonAssessment } from "../person/person-assessment.ts";
import type { PersonFacts } from "../person/person-facts.ts";
import type { Policy } from "../policy/policy.ts";

/** Who and what is assessed. */
export interface Portfolio {
  readonly deals: readonly DealFacts[];
  readonly accounts: readonly AccountFacts[];
  readonly people: readonly PersonFacts[];
}

/** What a portfolio is assessed from; without `cohorts` they are fitted from it. */
export interface AssessPortfolioInput {
  readonly portfolio: Portfolio;
  readonly evidence: Iterable<Evidence>;
  readonly policy: Policy;
  readonly asOf: string;
  readonly cohorts?: CohortSnapshot | undefined;
}

/** Every assessment, in the order of the portfolio, with the curves they were read from. */
export interface PortfolioAssessment {
  readonly asOf: string;
  readonly policyVersion: string;
  readonly cohorts: CohortSnapshot;
  readonly deals: readonly DealAssessment[];
  readonly accounts: readonly AccountAssessment[];
  readonly people: readonly PersonAssessment[];
  /** Visible evidence that names no deal, account or person of the portfolio: counted, never dropped in silence. */
  readonly unassigned: { readonly n: number; readonly exampleIds: readonly string[] };
}

/** Assesses everything in one pass over the evidence. */
export function assessPortfolio(_input: AssessPortfolioInput): PortfolioAssessment {
  throw new Error("Not built yet");
}
