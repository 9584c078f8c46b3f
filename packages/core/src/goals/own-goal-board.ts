import { dayMs } from "../instant.ts";
import { goalLinks } from "./goal-links.ts";
import { type GoalProgress, goalProgress } from "./goal-progress.ts";
import { goalsOf, goalsStandpoint, type PersonGoalsInput, personIn } from "./goals-input.ts";

/** The goals a seller has set for himself or herself, in their two classes (domain:R5). */
export interface OwnGoalBoard {
  readonly personId: string;
  readonly businessDevelopment: readonly GoalProgress[];
  readonly professionalDevelopment: readonly GoalProgress[];
}

/**
 * The seller's own goals with their progress in the policy's review days, in the order of the notebook. Goals of
 * the company, the team and customers are not on it. Throws a `RangeError` for a seller the assessment lacks.
 */
export function ownGoalBoard(input: PersonGoalsInput): OwnGoalBoard {
  const from = goalsStandpoint(input);
  const person = personIn(input);
  const links = goalLinks(input.portfolio, from);
  const within = { fromMs: from.asOfMs - from.policy.goals.reviewDays * dayMs, toMs: from.asOfMs };
  const goals = goalsOf("person", person.personId, from).map((goal) =>
    goalProgress(goal, [person], within, links, from),
  );
  return {
    personId: person.personId,
    businessDevelopment: goals.filter((goal) => goal.class === "business-development"),
    professionalDevelopment: goals.filter((goal) => goal.class === "professional-development"),
  };
}
