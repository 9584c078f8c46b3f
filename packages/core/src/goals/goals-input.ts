import type { Goal, GoalOwner } from "../notebook/goal.ts";
import type { Notebook } from "../notebook/notebook.ts";
import type { PersonAssessment } from "../person/person-assessment.ts";
import type { Policy } from "../policy/policy.ts";
import type { PortfolioAssessment } from "../portfolio/assess-portfolio.ts";
import type { Portfolio } from "../portfolio/portfolio.ts";
import { type Standpoint, standpoint } from "../standpoint.ts";

/** What plans and reviews are read from: an assessment with the portfolio, policy and notebook it was made of. */
export interface GoalsInput {
  readonly assessment: PortfolioAssessment;
  readonly portfolio: Portfolio;
  readonly policy: Policy;
  readonly notebook?: Notebook | undefined;
}

/** The same, about one seller. */
export interface PersonGoalsInput extends GoalsInput {
  readonly personId: string;
}

/** The instant of the assessment is the instant of the view. */
export function goalsStandpoint({ assessment, policy, notebook }: GoalsInput): Standpoint {
  return standpoint(policy, assessment.asOf, notebook);
}

/** The seller's assessment; throws a `RangeError` when the assessment holds none of that id. */
export function personIn({ assessment, personId }: PersonGoalsInput): PersonAssessment {
  const person = assessment.people.find((one) => one.personId === personId);
  if (person === undefined) throw new RangeError(`the assessment holds no person ${personId}`);
  return person;
}

/** The goals of one owner, in the order of the notebook. */
export function goalsOf(type: GoalOwner["type"], id: string | undefined, { notebook }: Standpoint): Goal[] {
  return notebook.goals.filter(({ owner }) => owner.type === type && (id === undefined || owner.id === id));
}

/** Whether a goal is still to be reached. */
export function isOpenGoal({ reachedAt }: Goal, { asOfMs }: Standpoint): boolean {
  return reachedAt === undefined || Date.parse(reachedAt) > asOfMs;
}
