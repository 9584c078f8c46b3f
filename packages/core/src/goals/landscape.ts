import type { Goal } from "../notebook/goal.ts";
import type { Standpoint } from "../standpoint.ts";
import { goalsStandpoint, isOpenGoal, type PersonGoalsInput } from "./goals-input.ts";

/** The three lanes: one's own goals, those of the company and its teams, those of customers. */
export type Lane = "own" | "company" | "customers";

/** One goal serves another. */
export interface LandscapeLink {
  readonly goalId: string;
  readonly lane: Lane;
  readonly servesGoalId: string;
  readonly servesLane: Lane;
}

/** Goals of everybody in one view, with what holds them together (domain:R7). */
export interface Landscape {
  readonly lanes: Readonly<Record<Lane, readonly Goal[]>>;
  readonly links: readonly LandscapeLink[];
  /** Goals that serve none in another lane and are served by none: what nothing ties to the rest. */
  readonly unlinkedGoalIds: readonly string[];
}

/** The view from ten thousand feet for one seller: open goals only, each lane in the order of the notebook. */
export function landscape(input: PersonGoalsInput): Landscape {
  const from = goalsStandpoint(input);
  const lanes: Record<Lane, Goal[]> = { own: [], company: [], customers: [] };
  const laneOf = new Map<string, Lane>();
  for (const goal of from.notebook.goals) {
    const lane = laneFor(goal, input.personId);
    if (lane === undefined || !isOpenGoal(goal, from)) continue;
    lanes[lane].push(goal);
    laneOf.set(goal.id, lane);
  }
  const links = linksBetween(laneOf, from);
  const tied = new Set(
    links
      .filter(({ lane, servesLane }) => lane !== servesLane)
      .flatMap(({ goalId, servesGoalId }) => [goalId, servesGoalId]),
  );
  return { lanes, links, unlinkedGoalIds: [...laneOf.keys()].filter((id) => !tied.has(id)) };
}

/** Other sellers' goals are theirs, and in nobody else's view. */
function laneFor({ owner }: Goal, personId: string): Lane | undefined {
  if (owner.type === "person") return owner.id === personId ? "own" : undefined;
  return owner.type === "customer" ? "customers" : "company";
}

function linksBetween(laneOf: ReadonlyMap<string, Lane>, { notebook }: Standpoint): LandscapeLink[] {
  return notebook.goals.flatMap(({ id, servesGoalIds = [] }) => {
    const lane = laneOf.get(id);
    if (lane === undefined) return [];
    return servesGoalIds.flatMap((servesGoalId) => {
      const servesLane = laneOf.get(servesGoalId);
      return servesLane === undefined ? [] : [{ goalId: id, lane, servesGoalId, servesLane }];
    });
  });
}
