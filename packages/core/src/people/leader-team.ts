import { explain } from "../explain/explain.ts";
import type { Explained } from "../explain/explained.ts";
import { formula } from "../explain/rule-version.ts";
import { countAdvances, distinctAdvances, liveAdvances } from "../goals/advance-lines.ts";
import { isLargeEnough, teamsOf } from "../goals/owner-groups.ts";
import { dayMs, type Instant, instantMs } from "../instant.ts";
import type { PersonAssessment } from "../person/person-assessment.ts";
import type { Policy } from "../policy/policy.ts";

/** What a leader sees of a team of five or more. */
export interface LeaderTeam {
  readonly teamId: string;
  readonly members: number;
  /** Each advance once, whoever shares in it. */
  readonly advancesInWindow: Explained;
  readonly hours: Explained;
}

/** Teams in the order of the people; the ids of teams too small to show stand apart. */
export interface LeaderTeams {
  readonly teams: readonly LeaderTeam[];
  readonly withheldTeamIds: readonly string[];
}

/** The figures of every team that is large enough. */
export function leaderTeams(people: readonly PersonAssessment[], policy: Policy, asOf: Instant): LeaderTeams {
  const all = [...teamsOf(people)];
  return {
    teams: all
      .filter(([, members]) => isLargeEnough(members, policy.people))
      .map(([teamId, members]) => leaderTeam(teamId, members, policy, asOf)),
    withheldTeamIds: all
      .filter(([, members]) => !isLargeEnough(members, policy.people))
      .map(([teamId]) => teamId),
  };
}

function leaderTeam(
  teamId: string,
  members: readonly PersonAssessment[],
  policy: Policy,
  asOf: Instant,
): LeaderTeam {
  const sinceMs = instantMs(asOf) - policy.busy.windowDays * dayMs;
  const advances = distinctAdvances(members.map(({ ledger }) => liveAdvances(ledger))).filter(
    ({ at }) => instantMs(at) > sinceMs,
  );
  const hours = members.reduce((sum, { effort }) => sum + effort.total.basis, 0);
  return {
    teamId,
    members: members.length,
    advancesInWindow: countAdvances(advances, { rule: "3.14", asOf }),
    hours: explain({
      value: hours > 0 ? hours : null,
      unit: "hours",
      valueFrom: "sum",
      basis: hours,
      n: members.reduce((sum, { effort }) => sum + effort.total.n, 0),
      asOf,
      rule: formula("3.14"),
      contributions: () => members.flatMap(({ effort }) => effort.total.contributions),
      missing: hours > 0 ? [] : ["any logged work of this team"],
    }),
  };
}
