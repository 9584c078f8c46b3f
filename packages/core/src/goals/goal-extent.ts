import { explain, factContribution } from "../explain/explain.ts";
import type { Explained } from "../explain/explained.ts";
import { formula } from "../explain/rule-version.ts";
import { dayMs, instantMs } from "../instant.ts";
import type { Goal } from "../notebook/goal.ts";
import type { Standpoint } from "../standpoint.ts";

/** How wide and how deep some goals are (domain:R6). */
export interface GoalExtent {
  /** Distinct areas. */
  readonly breadth: Explained;
  /** Days from now to the goal that lies furthest ahead. */
  readonly horizonDays: Explained;
  /** Goals in the longest chain of one serving the next. */
  readonly levels: Explained;
}

/** The extent of goals; unknown without any. `owner` says whose are missing then. */
export function goalExtent(goals: readonly Goal[], owner: string, from: Standpoint): GoalExtent {
  const missing = goals.length === 0 ? [`a goal of ${owner}`] : [];
  const areas = [...new Map(goals.map((goal) => [goal.area, goal])).values()];
  const ahead = goals.filter(({ dueAt }) => dueAt !== undefined && instantMs(dueAt) > from.asOfMs);
  const furthest = ahead.reduce<Goal | undefined>(further, undefined);
  const chain = longestChain(goals);
  return {
    breadth: countGoals("areas", areas, missing, from),
    horizonDays: explainHorizon(furthest, missing, from),
    levels: countGoals("levels of goals", chain, missing, from),
  };
}

function further(best: Goal | undefined, goal: Goal): Goal {
  return best !== undefined && instantMs(best.dueAt ?? "") >= instantMs(goal.dueAt ?? "") ? best : goal;
}

function explainHorizon(furthest: Goal | undefined, missing: readonly string[], from: Standpoint): Explained {
  const days = furthest?.dueAt === undefined ? 0 : (instantMs(furthest.dueAt) - from.asOfMs) / dayMs;
  const unknown =
    missing.length > 0 || furthest !== undefined ? missing : ["a date ahead of any of these goals"];
  return explain({
    value: unknown.length === 0 ? days : null,
    unit: "days ahead",
    valueFrom: "sum",
    basis: days,
    n: furthest === undefined ? 0 : 1,
    asOf: from.asOf,
    rule: formula("R6"),
    contributions: () =>
      furthest === undefined ? [] : [factContribution("notebook", furthest.id, days, furthest.text)],
    missing: unknown,
  });
}

function countGoals(
  unit: string,
  goals: readonly Goal[],
  missing: readonly string[],
  { asOf }: Standpoint,
): Explained {
  return explain({
    value: missing.length === 0 ? goals.length : null,
    unit,
    valueFrom: "count",
    basis: goals.length,
    n: goals.length,
    asOf,
    rule: formula("R6"),
    contributions: () => goals.map(({ id, area }) => factContribution("notebook", id, 1, area)),
    missing,
  });
}

/** From the goal that serves none of these to the one at the far end of the longest way down. */
function longestChain(goals: readonly Goal[]): Goal[] {
  const byId = new Map(goals.map((goal) => [goal.id, goal]));
  const chains = new Map<string, Goal[]>();
  const chainOf = (goal: Goal, above: ReadonlySet<string>): Goal[] => {
    const known = chains.get(goal.id);
    if (known) return known;
    const served = (goal.servesGoalIds ?? []).flatMap((id) => (above.has(id) ? [] : (byId.get(id) ?? [])));
    const best = served
      .map((next) => chainOf(next, new Set([...above, goal.id])))
      .reduce<Goal[]>((longest, chain) => (chain.length > longest.length ? chain : longest), []);
    const chain = [...best, goal];
    if (above.size === 0) chains.set(goal.id, chain);
    return chain;
  };
  return goals
    .map((goal) => chainOf(goal, new Set()))
    .reduce<Goal[]>((longest, chain) => (chain.length > longest.length ? chain : longest), []);
}
