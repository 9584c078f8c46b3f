import type { ArticulationCard } from "../articulation/articulation.ts";
import type { DealAssessment } from "../deal/deal-assessment.ts";
import type { DealFacts } from "../deal/deal-facts.ts";
import { compareTexts } from "../evidence/seen.ts";
import type { Explained } from "../explain/explained.ts";
import { formula } from "../explain/rule-version.ts";
import type { Policy } from "../policy/policy.ts";
import type { SaidNo } from "./obligation.ts";
import { type ObligationCohort, obligationCohorts } from "./obligation-cohort.ts";

/** One reason for which a deal might better be let go. `unknown` never counts. */
export interface SayNoCondition {
  readonly type: "no-mission-fit" | "margin-under-floor" | "articulation-late" | "stewardship-breach";
  readonly state: "holds" | "does-not-hold" | "unknown";
  readonly text: string;
  /** The deal's own number that was compared, where it is a number. */
  readonly number: Explained | null;
  readonly missing: readonly string[];
}

/** An open deal on which a no may be due; a person decides. */
export interface SayNoCandidate {
  readonly dealId: string;
  readonly conditions: readonly SayNoCondition[];
  readonly cohort: ObligationCohort;
}

/** Candidates, and the noes that were said. */
export interface SayNoReport {
  readonly rule: { readonly id: string; readonly version: string };
  readonly policyVersion: string;
  readonly candidates: readonly SayNoCandidate[];
  /** What we said no to: stewardship, and no advance. */
  readonly saidNo: readonly (SaidNo & { readonly dealId: string })[];
  /** Open deals on which fewer conditions are known than must hold: nothing is said about them. */
  readonly tooLittleKnownDealIds: readonly string[];
}

/** What candidates are looked for in. The more like deals are handed in, the more can be known. */
export interface SayNoInput {
  readonly deals: readonly DealFacts[];
  readonly assessments: readonly DealAssessment[];
  readonly policy: Policy;
}

/**
 * Open deals on which at least two of four conditions are known to hold: no mission fit, a margin under the floor,
 * hardly anything in the buyer's own words long after it is usual, resources spent ahead of the buyer (domain:O10).
 */
export function sayNoCandidates({ deals, assessments, policy }: SayNoInput): SayNoReport {
  const cohortOf = obligationCohorts({ deals, assessments }, policy);
  const { minimumConditions } = policy.obligation.sayNo;
  const candidates: SayNoCandidate[] = [];
  const tooLittleKnown: string[] = [];
  const saidNo: (SaidNo & { dealId: string })[] = [];
  for (const assessment of assessments) {
    const { dealId, status, obligation } = assessment;
    if (obligation.saidNo) saidNo.push({ ...obligation.saidNo, dealId });
    if (status !== "open" || obligation.saidNo) continue;
    const cohort = cohortOf(dealId);
    const conditions = sayNoConditions(assessment, cohort, policy);
    const known = conditions.filter(({ state }) => state !== "unknown").length;
    const holding = conditions.filter(({ state }) => state === "holds").length;
    if (holding >= minimumConditions) candidates.push({ dealId, conditions, cohort });
    else if (known < minimumConditions) tooLittleKnown.push(dealId);
  }
  return {
    rule: formula("O10"),
    policyVersion: policy.version,
    candidates: candidates.sort((left, right) => compareTexts(left.dealId, right.dealId)),
    saidNo: saidNo.sort((left, right) => compareTexts(left.dealId, right.dealId)),
    tooLittleKnownDealIds: tooLittleKnown.sort(compareTexts),
  };
}

/** The four conditions of one deal, against what is usual in its cohort (domain:O8, domain:O10). */
export function sayNoConditions(
  { articulation, obligation }: DealAssessment,
  cohort: ObligationCohort,
  policy: Policy,
): SayNoCondition[] {
  const { missionFit, profit } = obligation;
  return [
    {
      type: "no-mission-fit",
      state: stateOf(missionFit.status === "unknown" ? null : missionFit.status === "none"),
      text: "the deal serves none of the results that our mission names",
      number: null,
      missing: missionFit.missing,
    },
    {
      type: "margin-under-floor",
      state: stateOf(profit.status === "unknown" ? null : profit.status === "under-floor"),
      text: `the margin lies under ${percent(policy.obligation.marginFloor)} of the price`,
      number: profit.marginShare,
      missing: profit.status === "unknown" ? profit.missing : [],
    },
    articulationLate(articulation, cohort, policy),
    stewardshipBreach(obligation.stewardship, cohort, policy),
  ];
}

function articulationLate(
  articulation: DealAssessment["articulation"],
  { articulationDays }: ObligationCohort,
  { obligation }: Policy,
): SayNoCondition {
  const { quantile, maximumLevel } = obligation.sayNo;
  const condition = { type: "articulation-late" as const, text: lateText(quantile) };
  if (articulation.status === "unknown")
    return { ...condition, state: "unknown", number: null, missing: articulation.missing };
  const { days } = articulation.timeToArticulation;
  const isKnown = days.value !== null && articulationDays !== null;
  const isLate = isKnown && highestLevel(articulation) <= maximumLevel && days.basis > articulationDays;
  const missing = days.value === null ? days.missing : ["enough like deals whose articulation is on record"];
  return {
    ...condition,
    state: stateOf(isKnown ? isLate : null),
    number: days,
    missing: isKnown ? [] : missing,
  };
}

function lateText(quantile: number): string {
  return `hardly anything is in the buyer's own words, later than in ${percent(quantile)} of like deals`;
}

function highestLevel({ need, motivation, help }: ArticulationCard): number {
  return Math.max(need.level.basis, motivation.level.basis, help.level.basis);
}

function stewardshipBreach(
  stewardship: DealAssessment["obligation"]["stewardship"],
  { medianHours }: ObligationCohort,
  { obligation: { breachFactor, breachMinimumHours } }: Policy,
): SayNoCondition {
  const text = `more than ${breachFactor} times the usual hours of resources since the buyer last gave something`;
  const condition = { type: "stewardship-breach" as const, text };
  if (stewardship.status === "unknown")
    return { ...condition, state: "unknown", number: null, missing: stewardship.missing };
  const number = stewardship.hoursSinceReciprocal;
  if (medianHours === null)
    return { ...condition, state: "unknown", number, missing: ["enough like deals with hours of resources"] };
  const mark = Math.max(breachFactor * medianHours, breachMinimumHours);
  return { ...condition, state: stateOf(number.basis > mark), number, missing: [] };
}

function stateOf(holds: boolean | null): SayNoCondition["state"] {
  if (holds === null) return "unknown";
  return holds ? "holds" : "does-not-hold";
}

function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}
