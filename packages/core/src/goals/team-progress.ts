import type { Advance } from "../deal/advance.ts";
import { basisOf, explain } from "../explain/explain.ts";
import type { Basis, Contribution, Explained, ValueFrom } from "../explain/explained.ts";
import { formula } from "../explain/rule-version.ts";
import { dayMs, instantMs } from "../instant.ts";
import type { PersonAssessment } from "../person/person-assessment.ts";
import type { Standpoint } from "../standpoint.ts";
import { advanceLine, countAdvances, distinctAdvances, liveAdvances } from "./advance-lines.ts";
import { goalLinks } from "./goal-links.ts";
import { type GoalsInput, goalsOf, goalsStandpoint, isOpenGoal } from "./goals-input.ts";
import { isLargeEnough, teamsOf } from "./owner-groups.ts";

/** How much of a team's work moves the team's goals (domain:V17). No figure in it is about one person. */
export interface TeamProgress {
  readonly teamId: string;
  /** Advances of the window that move an open goal of the team. */
  readonly advances: Explained;
  /** These, an hour of all the team's work. */
  readonly advancesPerHour: Explained;
  /** These, of all the team's advances. */
  readonly shareOfAdvances: Explained;
}

/** The window's progress of each team, teams in the order of the people; a small team's figures are unknown. */
export function teamProgress(input: GoalsInput): TeamProgress[] {
  const from = goalsStandpoint(input);
  const links = goalLinks(input.portfolio, from);
  return [...teamsOf(input.assessment.people)].map(([teamId, people]) => {
    const goals = goalsOf("team", teamId, from).filter((goal) => isOpenGoal(goal, from));
    const isLarge = isLargeEnough(people, from.policy.people);
    const all = isLarge ? recentAdvances(people, from) : [];
    const moved = all.filter((advance) => goals.some((goal) => links.moves(goal, advance)));
    const missing = [
      ...(isLarge ? [] : [`a team of ${from.policy.people.smallestTeam} or more`]),
      ...(goals.length === 0 ? ["a goal of the team"] : []),
    ];
    return { teamId, ...figures(moved, all, isLarge ? people : [], missing, from) };
  });
}

function recentAdvances(people: readonly PersonAssessment[], { policy, asOfMs }: Standpoint): Advance[] {
  const sinceMs = asOfMs - policy.busy.windowDays * dayMs;
  return distinctAdvances(people.map(({ ledger }) => liveAdvances(ledger))).filter(
    ({ at }) => instantMs(at) > sinceMs,
  );
}

function figures(
  moved: readonly Advance[],
  all: readonly Advance[],
  people: readonly PersonAssessment[],
  missing: readonly string[],
  { asOf }: Standpoint,
): Omit<TeamProgress, "teamId"> {
  const hours = people.reduce((sum, { effort }) => sum + effort.total.basis, 0);
  const ratio = (unit: string, whole: number, over: Basis, unknown: readonly string[]): Explained =>
    explain({
      value: unknown.length === 0 ? moved.length / whole : null,
      unit,
      valueFrom: "ratio" satisfies ValueFrom,
      basis: moved.length,
      n: moved.length,
      asOf,
      rule: formula("V17"),
      contributions: () => lines(moved),
      otherBases: [over],
      missing: unknown,
    });
  const overHours = basisOf({
    name: "hours",
    prior: 0,
    basis: hours,
    contributions: () => hourLines(people),
  });
  const overAll = basisOf({ name: "advances", prior: 0, basis: all.length, contributions: () => lines(all) });
  const noHours = hours > 0 ? missing : [...missing, "logged work of the team"];
  const noAdvance = all.length > 0 ? missing : [...missing, "an advance in the window"];
  return {
    advances: countAdvances(moved, { rule: "V17", asOf, missing }),
    advancesPerHour: ratio("advances an hour", hours, overHours, noHours),
    shareOfAdvances: ratio("share of the team's advances", all.length, overAll, noAdvance),
  };
}

function lines(advances: readonly Advance[]): Contribution[] {
  return advances.map((advance) => advanceLine(advance));
}

function hourLines(people: readonly PersonAssessment[]): Contribution[] {
  return people.flatMap(({ effort }) => effort.total.contributions);
}
