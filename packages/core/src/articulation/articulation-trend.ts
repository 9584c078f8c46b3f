import type { DealAssessment } from "../deal/deal-assessment.ts";
import type { DealFacts } from "../deal/deal-facts.ts";
import { compareTexts } from "../evidence/seen.ts";
import { basisOf, explain, factContribution } from "../explain/explain.ts";
import type { Explained } from "../explain/explained.ts";
import { formula } from "../explain/rule-version.ts";
import { dayMs, type Instant, instantMs, instantOf } from "../instant.ts";
import type { Policy } from "../policy/policy.ts";
import { type Standpoint, standpoint } from "../standpoint.ts";
import { kaplanMeier, medianWait, type SurvivalStep } from "../stats/kaplan-meier.ts";

/** What a seller's trend is read from; deals of others are passed over. */
export interface ArticulationTrendInput {
  readonly personId: string;
  readonly deals: readonly DealFacts[];
  readonly assessments: readonly DealAssessment[];
  readonly policy: Policy;
  readonly asOf: string;
}

/** One stretch of time, by when the deals' first engagement was. */
export interface ArticulationStretch {
  /** Later than this, up to `toAt`. */
  readonly fromAt: Instant;
  readonly toAt: Instant;
  readonly waits: number;
  readonly articulated: number;
  /** Half of the deals were articulated by then; deals still waiting are counted as waiting. */
  readonly medianDays: Explained;
}

/** How soon a seller's buyers come to the point, stretch after stretch, against nobody but the seller (domain:O17). */
export interface ArticulationTrend {
  readonly personId: string;
  /** Oldest first. */
  readonly stretches: readonly ArticulationStretch[];
  /** The latest stretch against the one before it; intervals that overlap are no clear change. */
  readonly change: "sooner" | "later" | "no-clear-change" | "unknown";
  /** The seller's deals on which articulation, or a first engagement, is not on record. */
  readonly leftOutDealIds: readonly string[];
}

interface DealWait {
  readonly dealId: string;
  readonly startMs: number;
  readonly days: number;
  readonly ended: boolean;
}

/** The trend of one seller, for that seller first (domain:O17). */
export function articulationTrend(input: ArticulationTrendInput): ArticulationTrend {
  const from = standpoint(input.policy, input.asOf);
  const own = new Set(input.deals.filter((deal) => deal.ownerId === input.personId).map(({ id }) => id));
  const waits: DealWait[] = [];
  const leftOutDealIds: string[] = [];
  for (const assessment of input.assessments) {
    if (!own.has(assessment.dealId)) continue;
    const wait = waitOf(assessment);
    if (wait) waits.push(wait);
    else leftOutDealIds.push(assessment.dealId);
  }
  const stretches = stretchesOf(waits, from);
  return {
    personId: input.personId,
    stretches,
    change: changeOf(stretches.at(-2)?.medianDays, stretches.at(-1)?.medianDays),
    leftOutDealIds: leftOutDealIds.sort(compareTexts),
  };
}

function waitOf({ dealId, articulation }: DealAssessment): DealWait | undefined {
  if (articulation.status === "unknown") return undefined;
  const { status, startedAt, days } = articulation.timeToArticulation;
  if (startedAt === null || days.value === null) return undefined;
  return { dealId, startMs: instantMs(startedAt), days: days.value, ended: status === "articulated" };
}

function stretchesOf(waits: readonly DealWait[], from: Standpoint): ArticulationStretch[] {
  const lengthMs = from.policy.articulation.trendDays * dayMs;
  const firstMs = waits.reduce((earliest, { startMs }) => Math.min(earliest, startMs), from.asOfMs);
  const count = waits.length === 0 ? 0 : Math.floor((from.asOfMs - firstMs) / lengthMs) + 1;
  return Array.from({ length: count }, (_, index) => {
    const toMs = from.asOfMs - (count - 1 - index) * lengthMs;
    const within = waits.filter(({ startMs }) => startMs > toMs - lengthMs && startMs <= toMs);
    return {
      fromAt: instantOf(toMs - lengthMs),
      toAt: instantOf(toMs),
      waits: within.length,
      articulated: within.filter(({ ended }) => ended).length,
      medianDays: explainMedian(within, from),
    };
  });
}

function explainMedian(waits: readonly DealWait[], { policy, asOf }: Standpoint): Explained {
  const { trendMinimumWaits } = policy.articulation;
  const steps = kaplanMeier(waits.map(({ days, ended }) => ({ time: days, ended })));
  const isEnough = waits.length >= trendMinimumWaits;
  const value = isEnough ? (medianWait(steps) ?? null) : null;
  const ended = waits.filter((wait) => wait.ended);
  return explain({
    value,
    unit: "days to articulation",
    valueFrom: "median-wait",
    basis: waits.reduce((sum, { days }) => sum + days, 0),
    otherBases: [
      basisOf({
        name: "waits that ended",
        prior: 0,
        basis: ended.length,
        contributions: () => ended.map(({ dealId }) => factContribution("deal", dealId, 1)),
      }),
    ],
    interval: value === null ? undefined : medianInterval(steps),
    n: waits.length,
    asOf,
    rule: formula("O17"),
    contributions: () => waits.map(({ dealId, days }) => factContribution("deal", dealId, days)),
    missing: value === null ? [missingFor(isEnough, trendMinimumWaits)] : [],
  });
}

function missingFor(isEnough: boolean, minimum: number): string {
  return isEnough
    ? "articulation of half of these deals"
    : `${minimum} deals whose articulation is on record`;
}

/** Where the 80% band of the curve passes one half; without both ends there is no interval. */
function medianInterval(steps: readonly SurvivalStep[]): readonly [number, number] | undefined {
  const low = steps.find(({ band }) => band[0] <= 0.5)?.time;
  const high = steps.find(({ band }) => band[1] <= 0.5)?.time;
  return low === undefined || high === undefined ? undefined : [low, high];
}

function changeOf(before: Explained | undefined, now: Explained | undefined): ArticulationTrend["change"] {
  if (!before?.interval || !now?.interval) return "unknown";
  if (now.interval[1] < before.interval[0]) return "sooner";
  return now.interval[0] > before.interval[1] ? "later" : "no-clear-change";
}
