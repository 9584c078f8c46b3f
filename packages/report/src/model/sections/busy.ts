import type { LeaderPerson, LeaderTeam, PersonAssessment } from "@headway/core";
import { gammaQuantile } from "@headway/core/stats";
import type { ReviewCard, ReviewSection } from "../review.ts";
import type { IntervalsChart } from "../review-chart.ts";
import { reviewNumber, reviewNumbers } from "../review-number.ts";
import type { ReviewScope } from "../review-scope.ts";
import { coverage, fact, reviewCard } from "../review-subject.ts";
import { sectionOf } from "../section-frame.ts";

/**
 * Advances beside hours (`domain:V1`, `domain:V2`). A seller sees the own figures beside the own earlier weeks; a
 * leader sees teams that are large enough, and people by name only with a written basis, in no order (`domain:R13`).
 */
export function busy(scope: ReviewScope): ReviewSection {
  const { own, leader } = scope;
  if (own !== null) {
    const card = personCard(own.person, "You", scope);
    return sectionOf("busy", { chart: ownChart(own.person), cards: [card], empty: nothing });
  }
  if (leader.view === "deals") return sectionOf("busy", { cards: [], empty: withheld });
  const people = leader.view === "named" ? leader.people : [];
  const basis = leader.view === "named" ? [fact("People are named by", leader.namedBasis)] : [];
  return sectionOf("busy", {
    chart: teamChart(leader.teams),
    cards: [
      ...leader.teams.map((team) => ({
        ...teamCard(team, scope),
        ...(basis.length === 0 ? {} : { facts: basis }),
      })),
      ...people.map((person) => personCard(person, scope.source.nameOf("person", person.personId), scope)),
    ],
    empty: { status: "unknown", text: tooSmall(leader.withheldTeamIds.length) },
  });
}

const nothing = { status: "unknown", text: "No work of yours is logged." } as const;
const withheld = {
  status: "unknown",
  text: "Not shown: the policy lets leaders see deals and accounts (`people.leaderView` is `deals`). Each seller sees the own figures.",
} as const;

function tooSmall(teams: number): string {
  return `Not shown: no team has five or more people at work, so that each could be worked out${teams === 0 ? "" : ` (${teams} smaller)`}.`;
}

function personCard(
  person: Pick<LeaderPerson, "advancesInWindow" | "busy" | "effort" | "personId"> & {
    readonly progress: Pick<LeaderPerson["progress"], "annotations" | "reasons">;
  },
  name: string,
  { source }: ReviewScope,
): ReviewCard {
  const { busy: rate, effort } = person;
  return reviewCard("busy", person.personId, {
    subject: { object: "person", id: person.personId, name, url: source.urlOf("user", person.personId) },
    title: name,
    facts: [
      ...(rate.note === "" ? [] : [fact("In words", rate.note)]),
      fact(
        "Hours",
        `${hours(effort.askedForHelp)} on help that clients asked for, ${hours(effort.otherInbound)} on other inbound, ${hours(effort.planned)} planned`,
      ),
      fact(
        "Quiet accounts",
        `${hours(effort.quietAccounts)} on accounts whose buyers were not heard`,
        effort.quietAccounts > 0 ? "warning" : "plain",
      ),
      ...(effort.medianResponseHours === null
        ? []
        : [fact("Answers", `half of them within ${effort.medianResponseHours.toFixed(1)} h`)]),
      ...person.progress.reasons.map(({ text, measured }) =>
        fact("Reason given", `${text}; measured then: ${hours(measured.total.basis)}`),
      ),
      ...person.progress.annotations.map(({ text, ruleId }) => fact(`Note on ${ruleId}`, text)),
    ],
    numbers: [
      reviewNumber("Advances", person.advancesInWindow, source),
      ...reviewNumbers("Advances an hour", rate.advancesPerHour, source),
      reviewNumber("Hours an advance", rate.hoursPerAdvance, source),
      reviewNumber("Advances an hour, earlier weeks", rate.earlierAdvancesPerHour, source),
      reviewNumber("Hours logged", effort.total, source),
      reviewNumber("Share of working hours logged", rate.loggingCoverage, source),
    ],
    coverage: coverage(
      [rate.advancesPerHour.value !== null, rate.earlierAdvancesPerHour.value !== null],
      "of the rate now and before are known",
    ),
    missing: rate.advancesPerHour.missing[0] ?? rate.earlierAdvancesPerHour.missing[0] ?? null,
  });
}

function hours(value: number): string {
  return `${value.toFixed(1)} h`;
}

function ownChart({ busy: { advancesPerHour, earlierAdvancesPerHour } }: PersonAssessment): IntervalsChart {
  const row = (label: string, { value, interval, n }: PersonAssessment["advancesInWindow"]) => ({
    label,
    value,
    interval: interval ?? null,
    n,
  });
  const rows = [row("now", advancesPerHour), row("your earlier weeks", earlierAdvancesPerHour)];
  const words = rows.map(({ label, value }) => `${label} ${value === null ? "unknown" : value.toFixed(3)}`);
  return {
    type: "intervals",
    title: "Your advances an hour",
    summary: `Advances an hour: ${words.join(", ")}. Intervals that overlap are no clear change.`,
    unit: "advances an hour",
    rows,
    mark: null,
  };
}

function teamCard(
  { teamId, members, advancesInWindow, hours: worked }: LeaderTeam,
  { source }: ReviewScope,
): ReviewCard {
  return reviewCard("busy", `team-${teamId}`, {
    subject: { object: "team", id: teamId, name: teamName(teamId), url: null },
    title: teamName(teamId),
    facts: [fact("People", String(members))],
    numbers: [reviewNumber("Advances", advancesInWindow, source), reviewNumber("Hours", worked, source)],
    coverage: coverage([worked.value !== null], "of the team's hours are logged at all"),
    missing: worked.missing[0] ?? null,
  });
}

function teamName(teamId: string): string {
  return teamId === "everybody" ? "Everybody" : `Team ${teamId}`;
}

function teamChart(teams: readonly LeaderTeam[]): IntervalsChart | null {
  if (teams.length === 0) return null;
  const rows = teams.map(teamRow);
  const words = rows.map(({ label, value }) => `${label} ${value === null ? "unknown" : value.toFixed(3)}`);
  return {
    type: "intervals",
    title: "Advances an hour, by team",
    summary: `Advances an hour: ${words.join(", ")}. Teams stand in no order; intervals that overlap are a tie.`,
    unit: "advances an hour",
    rows,
    mark: null,
  };
}

/** Advances over hours; the interval is that of a Gamma with half an advance assumed beforehand. */
function teamRow({
  teamId,
  advancesInWindow: { basis: advances },
  hours: { value: worked },
}: LeaderTeam): IntervalsChart["rows"][number] {
  const label = teamName(teamId);
  if (worked === null) return { label, value: null, interval: null, n: advances };
  const shape = advances + 0.5;
  return {
    label,
    value: advances / worked,
    interval: [gammaQuantile(0.1, shape, worked), gammaQuantile(0.9, shape, worked)],
    n: advances,
  };
}
