import { type CohortPlace, cohortKeys } from "./cohort-key.ts";
import type { CohortSnapshot, TeamRate } from "./cohort-snapshot.ts";
import { type WaitCurve, waitCurve } from "./wait-curve.ts";

/** The curves of a snapshot, each drawn once, when first asked for. */
export interface WaitCurves {
  readonly snapshotId: string;
  /** That of the narrowest fitted cohort; `undefined` when there were too few spells for any. */
  find(place: CohortPlace): WaitCurve | undefined;
  /** What a team's members make of an hour; `undefined` when the team said nothing. */
  teamRate(teamId: string | undefined): TeamRate | undefined;
}

/** Opens a snapshot for reading. */
export function waitCurves(snapshot: CohortSnapshot): WaitCurves {
  const cohorts = new Map(snapshot.cohorts.map((cohort) => [cohort.key, cohort]));
  const teams = new Map(snapshot.teams.map((team) => [team.teamId, team]));
  const drawn = new Map<string, WaitCurve>();
  const draw = (key: string): WaitCurve | undefined => {
    const cohort = cohorts.get(key);
    const curve = drawn.get(key) ?? (cohort && waitCurve(cohort));
    if (curve) drawn.set(key, curve);
    return curve;
  };
  return {
    snapshotId: snapshot.id,
    find(place) {
      const narrowest = cohortKeys(place).findLast(({ key }) => cohorts.has(key));
      return narrowest && draw(narrowest.key);
    },
    teamRate: (teamId) => (teamId === undefined ? undefined : teams.get(teamId)),
  };
}
