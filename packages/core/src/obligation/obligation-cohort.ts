import { segmentOf } from "../cohort/collect-spells.ts";
import type { DealAssessment } from "../deal/deal-assessment.ts";
import type { DealFacts } from "../deal/deal-facts.ts";
import type { Policy } from "../policy/policy.ts";
import { kaplanMeier, type Wait } from "../stats/kaplan-meier.ts";
import { median } from "../stats/median.ts";

/** What is usual among like deals. */
export interface ObligationCohort {
  /** The segment, or `all` where the segment holds too few. */
  readonly key: string;
  /** The median of resource hours since the last reciprocal act, and over how many deals. */
  readonly medianHours: number | null;
  readonly dealsWithHours: number;
  /** By then the policy's share of deals was articulated; deals still waiting are counted as waiting. */
  readonly articulationDays: number | null;
  readonly dealsWithWaits: number;
}

/** Deals and their assessments, joined by id. */
export interface AssessedDeals {
  readonly deals: readonly DealFacts[];
  readonly assessments: readonly DealAssessment[];
}

interface Sample {
  readonly hours: number[];
  readonly waits: Wait[];
}

/** What is usual, by segment; a segment with too few deals on record is read from all of them together. */
export function obligationCohorts(
  { deals, assessments }: AssessedDeals,
  policy: Policy,
): (dealId: string) => ObligationCohort {
  const segments = new Map(deals.map((deal) => [deal.id, segmentOf(deal)]));
  const all: Sample = { hours: [], waits: [] };
  const samples = new Map<string, Sample>();
  for (const assessment of assessments) {
    const segment = segments.get(assessment.dealId) ?? "";
    const own = samples.get(segment) ?? { hours: [], waits: [] };
    samples.set(segment, own);
    for (const sample of [own, all]) addTo(sample, assessment);
  }
  const drawn = new Map([...samples].map(([segment, own]) => [segment, cohortOf(segment, own, all, policy)]));
  const whole = cohortOf("all", all, all, policy);
  return (dealId) => drawn.get(segments.get(dealId) ?? "") ?? whole;
}

function addTo({ hours, waits }: Sample, { articulation, obligation }: DealAssessment): void {
  const spent = obligation.stewardship;
  if (spent.status === "known") hours.push(spent.hoursSinceReciprocal.basis);
  if (articulation.status === "unknown") return;
  const { status, days } = articulation.timeToArticulation;
  if (days.value !== null) waits.push({ time: days.value, ended: status === "articulated" });
}

function cohortOf(segment: string, own: Sample, all: Sample, { obligation }: Policy): ObligationCohort {
  const { minimumCohort, sayNo } = obligation;
  const hours = own.hours.length >= minimumCohort ? own.hours : all.hours;
  const waits = own.waits.length >= minimumCohort ? own.waits : all.waits;
  const isOwn = hours === own.hours && waits === own.waits && own !== all;
  return {
    key: isOwn ? segment : "all",
    medianHours: hours.length >= minimumCohort ? (median(hours) ?? null) : null,
    dealsWithHours: hours.length,
    articulationDays: waits.length >= minimumCohort ? quantileOf(waits, sayNo.quantile) : null,
    dealsWithWaits: waits.length,
  };
}

/** The first time by which the share had ended; `null` while more than the rest is still waiting. */
function quantileOf(waits: readonly Wait[], share: number): number | null {
  const left = 1 - share + 1e-12;
  return kaplanMeier(waits).find(({ survival }) => survival <= left)?.time ?? null;
}
