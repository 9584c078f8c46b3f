import type { Notebook } from "../notebook/notebook.ts";
import type { Policy } from "../policy/policy.ts";
import type { PortfolioAssessment } from "../portfolio/assess-portfolio.ts";
import type { Portfolio } from "../portfolio/portfolio.ts";
import { type Standpoint, standpoint } from "../standpoint.ts";

/** What goals, plans and reviews are read from: an assessment with the portfolio and notebook it was made of. */
export interface GoalsInput {
  readonly assessment: PortfolioAssessment;
  readonly portfolio: Portfolio;
  readonly policy: Policy;
  readonly notebook?: Notebook | undefined;
}

/** The instant of the assessment is the instant of the view. */
export function goalsStandpoint({ assessment, policy, notebook }: GoalsInput): Standpoint {
  return standpoint(policy, assessment.asOf, notebook);
}
