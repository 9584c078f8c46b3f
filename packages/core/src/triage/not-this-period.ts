import { periodOf } from "../calendar/period.ts";
import type { CohortSnapshot } from "../cohort/cohort-snapshot.ts";
import { type WaitCurve, waitCurve } from "../cohort/wait-curve.ts";
import type { DealAssessment } from "../deal/deal-assessment.ts";
import { compareTexts } from "../evidence/seen.ts";
import { explain } from "../explain/explain.ts";
import type { Explained } from "../explain/explained.ts";
import { formula } from "../explain/rule-version.ts";
import { dayMs, type Instant, instantMs, instantOf } from "../instant.ts";
import type { Policy } from "../policy/policy.ts";
import { standpoint } from "../standpoint.ts";

/** What the list is made from: assessments, and the snapshot they were read from. */
export interface NotThisPeriodInput {
  readonly deals: readonly DealAssessment[];
  readonly cohorts: CohortSnapshot;
  readonly policy: Policy;
  readonly asOf: Instant;
  /** By when; the end of the policy's present period without it. */
  readonly periodEndAt?: Instant | undefined;
}

/** An open deal and how likely a win by the period's end is. */
export interface NotThisPeriodRow {
  readonly dealId: string;
  readonly winByPeriodEnd: Explained;
}

/** Open deals by whether a win can be expected by the period's end (domain:T2). */
export interface NotThisPeriod {
  readonly periodEndAt: Instant;
  /** `not-this-period`, apart from every reason that is about behaviour (domain:T3). */
  readonly reason: "not-this-period";
  /** Under the policy's mark; least likely first. Pursuit is cut, the ledger is not. */
  readonly deals: readonly NotThisPeriodRow[];
  /** Deals of which it cannot be said, each with what is missing. */
  readonly unknown: readonly NotThisPeriodRow[];
}

/** Reads the cumulative incidence of a win off each deal's own stall cohort, given the days it has waited. */
export function notThisPeriod(input: NotThisPeriodInput): NotThisPeriod {
  const from = standpoint(input.policy, input.asOf);
  const endMs =
    input.periodEndAt === undefined
      ? periodOf(from.asOfMs, from.calendar).toMs
      : instantMs(input.periodEndAt);
  const daysLeft = Math.max(0, endMs - from.asOfMs) / dayMs;
  const curves = new Map(input.cohorts.cohorts.map((cohort) => [cohort.key, waitCurve(cohort)]));
  const rows = input.deals
    .filter(({ status }) => status === "open")
    .map((deal) => ({
      dealId: deal.dealId,
      winByPeriodEnd: explainWin(deal, curves.get(deal.stall.q.cohort ?? ""), daysLeft, input),
    }));
  const below = rows.filter(
    ({ winByPeriodEnd: { value } }) => value !== null && value < input.policy.triage.notThisPeriodBelow,
  );
  return {
    periodEndAt: instantOf(endMs),
    reason: "not-this-period",
    deals: below.sort(leastLikelyFirst),
    unknown: rows.filter(({ winByPeriodEnd: { value } }) => value === null).sort(byId),
  };
}

function leastLikelyFirst(left: NotThisPeriodRow, right: NotThisPeriodRow): number {
  return (left.winByPeriodEnd.value ?? 0) - (right.winByPeriodEnd.value ?? 0) || byId(left, right);
}

function byId(left: NotThisPeriodRow, right: NotThisPeriodRow): number {
  return compareTexts(left.dealId, right.dealId);
}

/** (CIF_win(t + left) - CIF_win(t)) / S(t), t the days since the last verified advance. */
function explainWin(
  { stall }: DealAssessment,
  curve: WaitCurve | undefined,
  daysLeft: number,
  { cohorts, asOf }: NotThisPeriodInput,
): Explained {
  const waited = stall.daysSinceAdvance;
  const share = curve && waited.value !== null ? winShare(curve, waited.value, daysLeft) : null;
  return explain({
    value: share,
    unit: "probability of a win by the period's end",
    valueFrom: "curve",
    basis: waited.basis,
    prior: waited.prior,
    n: waited.n,
    asOf,
    rule: formula("T2"),
    contributions: () => waited.contributions,
    ...(curve ? { snapshot: cohorts.id, cohort: curve.key } : {}),
    missing: share === null ? missingFor(stall, curve) : [],
    alternatives: ["a win that follows another advance is not in it, so the true chance is somewhat higher"],
  });
}

function winShare(curve: WaitCurve, days: number, daysLeft: number): number | null {
  const waiting = curve.waiting(days);
  if (waiting <= 0 || days + daysLeft > curve.horizonDays) return null;
  return (curve.won(days + daysLeft) - curve.won(days)) / waiting;
}

function missingFor(stall: DealAssessment["stall"], curve: WaitCurve | undefined): readonly string[] {
  if (stall.daysSinceAdvance.value === null) return stall.daysSinceAdvance.missing;
  return curve ? ["waits as long as this one, to compare with"] : ["waits of like deals, to compare with"];
}
