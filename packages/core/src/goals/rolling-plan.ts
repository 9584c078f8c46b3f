import { type Period, periodAfter, quarterOf } from "../calendar/period.ts";
import { type Instant, instantMs, instantOf } from "../instant.ts";
import type { Goal } from "../notebook/goal.ts";
import type { PlanItem } from "../notebook/plan-item.ts";
import type { Standpoint } from "../standpoint.ts";
import { goalsOf, goalsStandpoint, isOpenGoal, type PersonGoalsInput } from "./goals-input.ts";

/** One quarter of the plan. */
export interface PlannedQuarter {
  /** First and last month, `2026-01/2026-03`. */
  readonly name: string;
  readonly fromAt: Instant;
  readonly toAt: Instant;
  /** What is planned for customers. */
  readonly customers: readonly PlanItem[];
  /** What is to be learned, about the trade and about the business around it. */
  readonly learning: readonly PlanItem[];
  /** Own goals that fall due in it. */
  readonly goalsDue: readonly Goal[];
}

/** The plan for the rest of this quarter and at least the next four, whatever day it is (domain:R8). */
export interface RollingPlan {
  readonly personId: string;
  readonly underWay: PlannedQuarter;
  /** As many whole quarters as the policy says, never fewer than four. */
  readonly ahead: readonly PlannedQuarter[];
  /** Names of quarters ahead for which nothing is planned. */
  readonly emptyQuarters: readonly string[];
  /** Plan items and goals beyond the last of these quarters. */
  readonly later: { readonly items: readonly PlanItem[]; readonly goals: readonly Goal[] };
}

/** Sorts what is planned and not done into fiscal quarters; what lies behind `asOf` is not in it. */
export function rollingPlan(input: PersonGoalsInput): RollingPlan {
  const from = goalsStandpoint(input);
  const current = quarterOf(from.asOfMs, from.calendar);
  const items = from.notebook.planItems.filter((item) => isAhead(item, input.personId, from));
  const goals = goalsOf("person", input.personId, from).filter(
    (goal) => isOpenGoal(goal, from) && goal.dueAt !== undefined && instantMs(goal.dueAt) > from.asOfMs,
  );
  const ahead = Array.from({ length: from.policy.goals.quartersAhead }, (_, index) =>
    planned(periodAfter(current, index + 1, from.calendar), items, goals),
  );
  const endMs = instantMs(ahead.at(-1)?.toAt ?? from.asOf);
  return {
    personId: input.personId,
    underWay: planned(current, items, goals),
    ahead,
    emptyQuarters: ahead.filter(isEmpty).map(({ name }) => name),
    later: {
      items: items.filter(({ plannedFor }) => instantMs(plannedFor) >= endMs),
      goals: goals.filter(({ dueAt = "" }) => instantMs(dueAt) >= endMs),
    },
  };
}

function isAhead(
  { personId, plannedFor, doneAt }: PlanItem,
  ownerId: string,
  { asOfMs }: Standpoint,
): boolean {
  return personId === ownerId && instantMs(plannedFor) > asOfMs && doneAt === undefined;
}

function planned(quarter: Period, items: readonly PlanItem[], goals: readonly Goal[]): PlannedQuarter {
  const isIn = (at: string) => instantMs(at) >= quarter.fromMs && instantMs(at) < quarter.toMs;
  const own = items.filter(({ plannedFor }) => isIn(plannedFor));
  return {
    name: quarter.name,
    fromAt: instantOf(quarter.fromMs),
    toAt: instantOf(quarter.toMs),
    customers: own.filter(({ question }) => question !== "capability"),
    learning: own.filter(({ question }) => question === "capability"),
    goalsDue: goals.filter(({ dueAt = "" }) => isIn(dueAt)),
  };
}

function isEmpty({ customers, learning, goalsDue }: PlannedQuarter): boolean {
  return customers.length + learning.length + goalsDue.length === 0;
}
