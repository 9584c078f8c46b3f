import { dayMs, type Instant, instantMs, instantOf } from "../instant.ts";
import type { PlanItem } from "../notebook/plan-item.ts";
import type { Standpoint } from "../standpoint.ts";
import { goalLinks } from "./goal-links.ts";
import { type GoalProgress, goalProgress } from "./goal-progress.ts";
import { goalsOf, goalsStandpoint, isOpenGoal, type PersonGoalsInput, personIn } from "./goals-input.ts";
import { type PlanProposal, planProposals } from "./plan-proposals.ts";

/** The three questions a week has to answer (domain:V15). */
export type PlanQuestion = PlanItem["question"];

/** A chosen item of the week. */
export interface ChosenItem {
  readonly item: PlanItem;
  /** What it still needs: one commitment wanted of the customer, with a date. */
  readonly missing: readonly string[];
}

/** One of the three questions, with what answers it. */
export interface QuestionCheck {
  readonly question: PlanQuestion;
  readonly text: string;
  /** By at least one item that misses nothing. */
  readonly answered: boolean;
  readonly itemIds: readonly string[];
  /** What could answer it; empty once it is answered. */
  readonly proposals: readonly PlanProposal[];
}

/** The plan of the coming week (domain:V14). */
export interface WeeklyPlan {
  readonly personId: string;
  readonly fromAt: Instant;
  /** Seven days on, by the policy. */
  readonly toAt: Instant;
  /** The seller's own open goals with what moved them in the review days: to look at before choosing. */
  readonly goals: readonly GoalProgress[];
  readonly chosen: readonly ChosenItem[];
  /** Planned for before now and not done. */
  readonly carriedOver: readonly PlanItem[];
  readonly questions: readonly QuestionCheck[];
  /** Every chosen item misses nothing, and every question has an answer. */
  readonly complete: boolean;
  readonly missing: readonly string[];
}

const questionTexts: Readonly<Record<PlanQuestion, string>> = {
  "account-health": "What will you do to advance the health of a key account?",
  "buying-decision": "What is needed to advance closer to a positive buying decision?",
  capability: "How will you advance your capabilities?",
};

/** The week that begins at `asOf`. Throws a `RangeError` for a seller the assessment lacks. */
export function weeklyPlan(input: PersonGoalsInput): WeeklyPlan {
  const from = goalsStandpoint(input);
  const { planDays, reviewDays } = from.policy.goals;
  const person = personIn(input);
  const toMs = from.asOfMs + planDays * dayMs;
  const open = from.notebook.planItems.filter((item) => isOpenItem(item, input.personId, from));
  const chosen = open
    .filter(({ plannedFor }) => instantMs(plannedFor) > from.asOfMs && instantMs(plannedFor) <= toMs)
    .map((item) => ({ item, missing: missingOf(item) }));
  const proposals = planProposals(input, person, from);
  const questions = (Object.keys(questionTexts) as PlanQuestion[]).map((question) =>
    questionCheck(question, chosen, proposals[question]),
  );
  const links = goalLinks(input.portfolio, from);
  const within = { fromMs: from.asOfMs - reviewDays * dayMs, toMs: from.asOfMs };
  const goals = goalsOf("person", input.personId, from).filter((goal) => isOpenGoal(goal, from));
  const missing = missingOfPlan(chosen, questions);
  return {
    personId: input.personId,
    fromAt: from.asOf,
    toAt: instantOf(toMs),
    goals: goals.map((goal) => goalProgress(goal, [person], within, links, from)),
    chosen,
    carriedOver: open.filter(({ plannedFor }) => instantMs(plannedFor) <= from.asOfMs),
    questions,
    complete: missing.length === 0,
    missing,
  };
}

function isOpenItem({ personId, doneAt }: PlanItem, ownerId: string, { asOfMs }: Standpoint): boolean {
  return personId === ownerId && (doneAt === undefined || instantMs(doneAt) > asOfMs);
}

/** A capability is one's own to advance; anything else needs the customer to commit to something by a date. */
function missingOf({ question, wanted }: PlanItem): string[] {
  if (question === "capability") return [];
  if (wanted === undefined) return ["the commitment wanted of the customer"];
  return [
    ...(wanted.owner === "buyer" ? [] : ["an action that the customer owns"]),
    ...(wanted.dueAt === undefined ? ["a date for the customer's commitment"] : []),
  ];
}

function questionCheck(
  question: PlanQuestion,
  chosen: readonly ChosenItem[],
  proposals: readonly PlanProposal[],
): QuestionCheck {
  const own = chosen.filter(({ item }) => item.question === question);
  const answered = own.some(({ missing }) => missing.length === 0);
  return {
    question,
    text: questionTexts[question],
    answered,
    itemIds: own.map(({ item }) => item.id),
    proposals: answered ? [] : proposals,
  };
}

function missingOfPlan(chosen: readonly ChosenItem[], questions: readonly QuestionCheck[]): string[] {
  return [
    ...chosen.flatMap(({ item, missing }) => missing.map((one) => `${item.id}: ${one}`)),
    ...questions.filter(({ answered }) => !answered).map(({ text }) => `an answer to: ${text}`),
  ];
}
