import { type Instant, instantMs } from "../instant.ts";
import type { Goal } from "../notebook/goal.ts";
import type { Quota } from "../notebook/quota.ts";
import type { Standpoint } from "../standpoint.ts";
import { type GoalExtent, goalExtent } from "./goal-extent.ts";
import { goalsOf, goalsStandpoint, isOpenGoal, type PersonGoalsInput } from "./goals-input.ts";

/** A goal of the company's, or a quota it set, and how the seller's own goals hold it. */
export interface ContainedGoal {
  /** The goal's id, or the quota's for one that stands for no goal. */
  readonly goalId: string;
  readonly text: string;
  /**
   * `child`: it serves a goal of the seller's. `answered`: a goal of the seller's names it. `covered`: one asks for
   * at least as much of the same, by then.
   */
  readonly by: readonly { readonly type: "child" | "answered" | "covered"; readonly ownGoalId: string }[];
}

/** Whether what the company asks has its place in what the seller wants (domain:R6). */
export interface GoalContainment {
  readonly personId: string;
  /** `unknown` while no goal or quota of the company's is written down. */
  readonly contained: "yes" | "no" | "unknown";
  readonly missing: readonly string[];
  readonly goals: readonly ContainedGoal[];
  readonly uncoveredGoalIds: readonly string[];
  readonly own: GoalExtent;
  readonly company: GoalExtent;
  /** Whether the seller's own goals reach further; `unknown` where either side is. */
  readonly reachesFurther: {
    readonly breadth: "yes" | "no" | "unknown";
    readonly depth: "yes" | "no" | "unknown";
  };
}

interface Asked {
  readonly goalId: string;
  readonly text: string;
  readonly area?: string;
  readonly dueAt?: Instant | undefined;
  readonly servesGoalIds?: readonly string[] | undefined;
  readonly measure?: { readonly unit: string; readonly amount: number } | undefined;
}

/** Holds every open goal of the company and every quota under way or ahead against the seller's open goals. */
export function goalContainment(input: PersonGoalsInput): GoalContainment {
  const from = goalsStandpoint(input);
  const own = goalsOf("person", input.personId, from).filter((goal) => isOpenGoal(goal, from));
  const company = goalsOf("company", undefined, from).filter((goal) => isOpenGoal(goal, from));
  const asked = [...company.map(askedByGoal), ...openQuotas(input.personId, company, from).map(askedByQuota)];
  const goals = asked.map((one) => ({ goalId: one.goalId, text: one.text, by: heldBy(one, own) }));
  const uncovered = goals.filter(({ by }) => by.length === 0);
  const extents = {
    own: goalExtent(own, "one's own", from),
    company: goalExtent(company, "the company", from),
  };
  return {
    personId: input.personId,
    contained: asked.length === 0 ? "unknown" : uncovered.length === 0 ? "yes" : "no",
    missing: asked.length === 0 ? ["a goal or a quota of the company"] : [],
    goals,
    uncoveredGoalIds: uncovered.map(({ goalId }) => goalId),
    ...extents,
    reachesFurther: reach(extents),
  };
}

/** A quota that stands for a goal in the list is asked for by that goal. */
function openQuotas(personId: string, goals: readonly Goal[], { notebook, asOfMs }: Standpoint): Quota[] {
  const known = new Set(goals.map(({ id }) => id));
  return notebook.quotas.filter((quota) => {
    const isOpen = quota.personId === personId && instantMs(quota.toAt) > asOfMs;
    return isOpen && !known.has(quota.goalId ?? "");
  });
}

function askedByGoal({ id, text, area, dueAt, servesGoalIds, measure }: Goal): Asked {
  return { goalId: id, text, area, dueAt, servesGoalIds, measure };
}

function askedByQuota({ id, unit, target, toAt }: Quota): Asked {
  return { goalId: id, text: `${target} ${unit}`, dueAt: toAt, measure: { unit, amount: target } };
}

function heldBy(asked: Asked, own: readonly Goal[]): ContainedGoal["by"] {
  return own.flatMap((goal) => {
    const types = [
      ...(asked.servesGoalIds?.includes(goal.id) ? (["child"] as const) : []),
      ...(goal.servesGoalIds?.includes(asked.goalId) ? (["answered"] as const) : []),
      ...(covers(goal, asked) ? (["covered"] as const) : []),
    ];
    return types.map((type) => ({ type, ownGoalId: goal.id }));
  });
}

/** At least as much of the same unit, in the same area where one is named, no later. */
function covers({ area, measure, dueAt }: Goal, asked: Asked): boolean {
  if (measure === undefined || asked.measure === undefined) return false;
  const isSame = measure.unit === asked.measure.unit && (asked.area === undefined || asked.area === area);
  const isInTime =
    asked.dueAt === undefined || (dueAt !== undefined && instantMs(dueAt) <= instantMs(asked.dueAt));
  return isSame && isInTime && measure.amount >= asked.measure.amount;
}

/** Deeper: by the horizon or by the levels, and by neither less. */
function reach({
  own,
  company,
}: {
  own: GoalExtent;
  company: GoalExtent;
}): GoalContainment["reachesFurther"] {
  const breadth = comparison(own.breadth.value, company.breadth.value);
  const horizon = comparison(own.horizonDays.value, company.horizonDays.value);
  const levels = comparison(own.levels.value, company.levels.value);
  const depth = [horizon, levels];
  return {
    breadth: breadth === undefined ? "unknown" : breadth > 0 ? "yes" : "no",
    depth: depth.includes(undefined)
      ? "unknown"
      : depth.some((sign = 0) => sign > 0) && depth.every((sign = 0) => sign >= 0)
        ? "yes"
        : "no",
  };
}

function comparison(own: number | null, other: number | null): number | undefined {
  return own === null || other === null ? undefined : Math.sign(own - other);
}
