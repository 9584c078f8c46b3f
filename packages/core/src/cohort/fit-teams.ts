import type { Policy } from "../policy/policy.ts";
import { gammaByMoments } from "../stats/gamma-moments.ts";
import type { TeamRate } from "./cohort-snapshot.ts";

/** What one member of a team made of the hours before the window (domain 3.3). */
export interface TeamExposure {
  readonly teamId: string;
  readonly personId: string;
  readonly advances: number;
  readonly hours: number;
}

/**
 * A Gamma prior for each team of the policy's smallest size or more, by moments. A team whose members differ by no
 * more than counting explains has none: one's own earlier weeks are the better comparison then.
 */
export function fitTeams(exposures: Iterable<TeamExposure>, policy: Policy): TeamRate[] {
  const teams = new Map<string, TeamExposure[]>();
  for (const exposure of exposures) {
    const members = teams.get(exposure.teamId);
    if (members) members.push(exposure);
    else teams.set(exposure.teamId, [exposure]);
  }
  return [...teams.keys()].sort().flatMap((teamId) => {
    const logged = (teams.get(teamId) ?? []).filter(({ hours }) => hours >= policy.busy.minimumEarlierHours);
    if (logged.length < policy.people.smallestTeam) return [];
    const members = logged.sort((left, right) => (left.personId < right.personId ? -1 : 1));
    const prior = gammaByMoments(
      members.map(({ advances, hours }) => ({ events: advances, exposure: hours })),
    );
    return prior === undefined ? [] : [{ teamId, people: members.length, ...prior }];
  });
}
