import type { Policy } from "../policy/policy.ts";
import { type Standpoint, standpoint } from "../standpoint.ts";
import type { Close } from "./close.ts";
import { evenShare, inFullPeriods, periodNames } from "./full-periods.ts";
import type { HarvestFinding } from "./harvest-finding.ts";
import {
  explainAbove,
  explainShare,
  isLateUngrown,
  type LateShare,
  lateShare,
  meanOf,
  probabilityAbove,
  teamBases,
} from "./late-share.ts";
import { type MechanismSign, mechanismSigns, predictedDays } from "./mechanism-signs.ts";

/** What a finding is drawn from. */
export interface AssessHarvestInput {
  readonly personId: string;
  /** Closes of the seller and of teammates, from {@link readCloses}. */
  readonly closes: readonly Close[];
  /** Whom the seller is held against; everybody else in `closes` when absent. */
  readonly teammateIds?: readonly string[] | undefined;
  readonly policy: Policy;
  readonly asOf: string;
  /** When the record begins; the first close when absent. A period that began earlier is left out. */
  readonly recordBeginsAt?: string | undefined;
}

const readings = [
  "more effort before a deadline, which is no fault",
  "buyers whose own budgets end with the period",
  "deals that were ready and waited for a signature",
];

interface Unit {
  readonly own: readonly Close[];
  readonly team: LateShare;
  readonly share: LateShare;
  readonly mark: number;
  readonly missing: readonly string[];
}

/**
 * The finding for one seller, and for nobody else to see (domain:O11, domain 3.8). Dates alone never accuse: it takes
 * a peak above the team's and a sign of how it came about.
 */
export function assessHarvest(input: AssessHarvestInput): HarvestFinding {
  const from = standpoint(input.policy, input.asOf);
  const unit = unitOf(input, from);
  const { own, team, share, mark, missing } = unit;
  const even = evenShare(own);
  const signs = missing.length > 0 ? [] : mechanismSigns(own, predictedDays(team.closes, from), from);
  const status = statusOf(unit, signs, even, from);
  const view = { missing, more: teamBases(team, isLateUngrown) };
  return {
    personId: input.personId,
    asOf: from.asOf,
    policyVersion: from.policy.version,
    status,
    text: texts[status],
    closes: own.length,
    periods: [...periodNames(own)].sort(),
    share: explainShare(share, isLateUngrown, { ...view, alternatives: readings }, from),
    teamShare: explainShare(team, isLateUngrown, { missing: teamMissing(team, from) }, from),
    peak: explainAbove(share, isLateUngrown, mark, view, from),
    calendar: {
      evenShare: even,
      teamAboveEven: explainAbove(team, isLateUngrown, even, { missing: teamMissing(team, from) }, from),
    },
    signs,
    grownLateDealIds: own.filter(({ isLate, isGrown }) => isLate && isGrown).map(({ dealId }) => dealId),
    missing,
    alternatives: readings,
  };
}

function unitOf(
  { personId, closes, teammateIds, recordBeginsAt }: AssessHarvestInput,
  from: Standpoint,
): Unit {
  const { harvest } = from.policy;
  const full = inFullPeriods(closes, recordBeginsAt, from);
  const own = full.filter((close) => close.personId === personId);
  const periods = periodNames(own);
  const teammates = teammateIds && new Set(teammateIds);
  const others = full.filter(({ personId: id, period }) => {
    const isMate = id !== undefined && id !== personId && (teammates?.has(id) ?? true);
    return isMate && periods.has(period.name);
  });
  // One close of each kind is imagined, so that a team without late closes does not make any share a peak.
  const team = lateShare(others, isLateUngrown, 0.5, 2);
  const share = lateShare(own, isLateUngrown, meanOf(team), harvest.priorCloses);
  const mark = harvest.peakFactor * meanOf(team);
  return { own, team, share, mark, missing: missingFor(own, team, from) };
}

function missingFor(own: readonly Close[], team: LateShare, from: Standpoint): string[] {
  const { minimumCloses, minimumPeriods } = from.policy.harvest;
  const missing: string[] = [];
  if (own.length < minimumCloses) missing.push(`${minimumCloses} closes of this person`);
  if (periodNames(own).size < minimumPeriods)
    missing.push(`${minimumPeriods} full periods, on record from their first day`);
  return [...missing, ...teamMissing(team, from)];
}

function teamMissing(team: LateShare, { policy: { harvest } }: Standpoint): string[] {
  if (team.closes.length < harvest.minimumTeamCloses)
    return [`${harvest.minimumTeamCloses} closes of teammates in the same periods`];
  if (meanOf(team) <= harvest.maximumTeamShare) return [];
  return ["a team whose closes do not gather at the end of periods themselves"];
}

function statusOf(
  { own, team, share, mark, missing }: Unit,
  signs: readonly MechanismSign[],
  even: number,
  { policy: { harvest } }: Standpoint,
): HarvestFinding["status"] {
  if (missing.length > 0) return "unknown";
  const isSure = (one: LateShare, above: number) => probabilityAbove(one, above) > harvest.peakProbability;
  const isPeak = isSure(share, mark);
  if (isPeak && signs.some(({ state }) => state === "present")) return "cramming";
  if (isPeak) return "calendar-pattern";
  const withGrown = lateShare(own, ({ isLate }) => isLate, meanOf(team), harvest.priorCloses);
  if (isSure(withGrown, mark)) return "harvest";
  return isSure(team, even) ? "calendar-pattern" : "no-pattern";
}

const texts: Readonly<Record<HarvestFinding["status"], string>> = {
  unknown: "Too little is on record to say how these closes lie in their periods.",
  "no-pattern": "Closes do not gather at the end of periods.",
  "calendar-pattern":
    "Closes gather at the end of periods. Dates alone do not say why, and nothing here says that anybody pushed.",
  harvest: "Closes gather at the end of periods, after advances spread over the deals' lives: a harvest.",
  cramming:
    "More closes than in the team lie in the last days of periods, and they differ from the others as if pushed.",
};
