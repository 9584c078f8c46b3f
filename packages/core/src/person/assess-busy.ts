import type { TeamRate } from "../cohort/cohort-snapshot.ts";
import type { LedgerEntry } from "../deal/read-advances.ts";
import { basisOf, contribution, explain } from "../explain/explain.ts";
import type { Explained } from "../explain/explained.ts";
import { formula } from "../explain/rule-version.ts";
import { dayMs, instantMs } from "../instant.ts";
import type { Standpoint } from "../standpoint.ts";
import { gammaQuantile } from "../stats/gamma.ts";
import type { PersonAssessment } from "./person-assessment.ts";
import type { PersonFacts } from "./person-facts.ts";
import type { Effort } from "./read-effort.ts";

/** Work and advances of one stretch of time. */
export interface Stretch {
  readonly efforts: readonly Effort[];
  readonly advances: readonly LedgerEntry[];
  readonly hours: number;
}

/** What the busy ratio is computed from: the window, and one's own weeks before it. */
export interface BusyInput {
  readonly person: PersonFacts;
  readonly now: Stretch;
  readonly earlier: Stretch;
  /** What the team makes of an hour, where the cohort snapshot knows it. */
  readonly team?: TeamRate | undefined;
}

/**
 * Advances an hour, Gamma-Poisson; the prior is the team's where the snapshot has one, else one's own earlier weeks
 * (domain:V1, domain 3.3). Withheld while too
 * few working hours are logged, or while there is nothing earlier to compare with.
 */
export function assessBusy(input: BusyInput, from: Standpoint): PersonAssessment["busy"] {
  const coverage = explainCoverage(input, from);
  const missing = missingFor(input, coverage, from);
  const rate = explainRate(input, missing, from);
  return {
    advancesPerHour: rate,
    hoursPerAdvance: inverse(rate),
    earlierAdvancesPerHour: explainEarlier(input.earlier, from),
    loggingCoverage: coverage,
    prior: input.team === undefined ? "own" : "team",
    note: noteOf(input, rate),
  };
}

function missingFor({ earlier, team }: BusyInput, coverage: Explained, { policy }: Standpoint): string[] {
  const { minimumCoverage, earlierDays, minimumEarlierHours } = policy.busy;
  const missing: string[] = [];
  if ((coverage.value ?? 0) < minimumCoverage) {
    const share = Math.round(minimumCoverage * 100);
    missing.push(`logged hours: at least ${share}% of the working hours must be logged`);
  }
  if (team === undefined && earlier.hours < minimumEarlierHours)
    missing.push(`logged hours of the ${earlierDays} days before the window`);
  return missing;
}

function explainRate(
  { now, earlier, team }: BusyInput,
  missing: readonly string[],
  { policy, asOf }: Standpoint,
): Explained {
  const shape = team?.shape ?? policy.busy.priorShape;
  const hoursPrior = team?.rate ?? (shape * earlier.hours) / Math.max(1, earlier.advances.length);
  const basis = shape + now.advances.length;
  const hours = hoursPrior + now.hours;
  const isKnown = missing.length === 0;
  return explain({
    value: isKnown ? basis / hours : null,
    unit: "advances an hour",
    valueFrom: "ratio",
    basis,
    prior: shape,
    contributions: advanceLines(now),
    otherBases: [basisOf({ name: "hours", prior: hoursPrior, basis: hours, contributions: hourLines(now) })],
    interval: isKnown ? [gammaQuantile(0.1, basis, hours), gammaQuantile(0.9, basis, hours)] : undefined,
    n: now.advances.length,
    asOf,
    rule: formula("3.3"),
    missing,
    alternatives: ["few advances may mean work that is not logged, or advances that are not recorded"],
  });
}

/** The same two sums read the other way round. */
function inverse(rate: Explained): Explained {
  const [low, high] = rate.interval ?? [0, 0];
  return explain({
    ...rate,
    value: rate.value === null ? null : 1 / rate.value,
    unit: "hours an advance",
    valueFrom: "inverse-ratio",
    contributions: () => rate.contributions,
    interval: rate.interval ? [1 / high, 1 / low] : undefined,
  });
}

function explainEarlier(earlier: Stretch, { policy, asOf }: Standpoint): Explained {
  const isKnown = earlier.hours >= policy.busy.minimumEarlierHours;
  return explain({
    value: isKnown ? earlier.advances.length / earlier.hours : null,
    unit: "advances an hour",
    valueFrom: "ratio",
    basis: earlier.advances.length,
    contributions: advanceLines(earlier),
    otherBases: [
      basisOf({ name: "hours", prior: 0, basis: earlier.hours, contributions: hourLines(earlier) }),
    ],
    n: earlier.advances.length,
    asOf,
    rule: formula("3.3"),
    missing: isKnown ? [] : [`logged hours of the ${policy.busy.earlierDays} days before the window`],
  });
}

function explainCoverage({ person, now }: BusyInput, from: Standpoint): Explained {
  const { windowDays, workingHoursPerWeek } = from.policy.busy;
  const days = windowDays - leaveDays(person, from);
  const working = (days / 7) * (person.workingHoursPerWeek ?? workingHoursPerWeek);
  return explain({
    value: working > 0 ? now.hours / working : null,
    unit: "share of working hours that is logged",
    valueFrom: "ratio",
    basis: now.hours,
    contributions: hourLines(now),
    otherBases: [basisOf({ name: "working hours", prior: working, basis: working, contributions: () => [] })],
    n: now.efforts.length,
    asOf: from.asOf,
    rule: formula("3.3"),
    missing: working > 0 ? [] : ["working time in the window"],
  });
}

function leaveDays({ leave = [] }: PersonFacts, { policy, asOfMs }: Standpoint): number {
  const sinceMs = asOfMs - policy.busy.windowDays * dayMs;
  return leave.reduce((days, { fromAt, toAt }) => {
    const ms = Math.min(asOfMs, instantMs(toAt)) - Math.max(sinceMs, instantMs(fromAt));
    return days + Math.max(0, ms) / dayMs;
  }, 0);
}

function noteOf({ now }: BusyInput, rate: Explained): string {
  const high = rate.interval?.[1];
  if (rate.value === null || high === undefined) return `withheld; missing: ${rate.missing.join("; ")}`;
  if (now.advances.length === 0)
    return `no advance in the window: more than ${(1 / high).toFixed(1)} h an advance`;
  return `about ${(1 / rate.value).toFixed(1)} h an advance`;
}

function advanceLines({ advances }: Stretch) {
  return () => advances.map(({ seen, advance }) => contribution(seen.evidence, 1, advance.step));
}

function hourLines({ efforts }: Stretch) {
  return () => efforts.map(({ seen, hours }) => contribution(seen.evidence, hours));
}
