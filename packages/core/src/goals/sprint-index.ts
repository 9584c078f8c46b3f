import type { AccountAssessment } from "../account/account-assessment.ts";
import { countBusinessDays, lastBusinessDays, lastBusinessDaysFromMs } from "../calendar/business-days.ts";
import { isWithin, type Period, periodAfter, periodOf } from "../calendar/period.ts";
import type { Advance } from "../deal/advance.ts";
import type { DealFacts } from "../deal/deal-facts.ts";
import { basisOf, explain, factContribution } from "../explain/explain.ts";
import type { Contribution, Explained } from "../explain/explained.ts";
import { formula } from "../explain/rule-version.ts";
import { instantMs } from "../instant.ts";
import type { Standpoint } from "../standpoint.ts";
import { advanceLine, countAdvances, distinctAdvances, liveAdvances } from "./advance-lines.ts";
import { type GoalsInput, goalsStandpoint } from "./goals-input.ts";

/** How a period was sold: in a sprint at its end or evenly, and what stayed of it (domain:R4). About no person. */
export interface SprintIndex {
  readonly period: { readonly name: string; readonly fromMs: number; readonly toMs: number };
  /** Advances of customers after they had bought in the period. */
  readonly advancesAfterSale: Explained;
  /** Customers who bought in the period and are elated now, of those who bought. */
  readonly elatedAfterSale: Explained;
  /** Share of the period's advances that came in its last business days. */
  readonly lateAdvances: Explained;
  /** Share of the period's closes that came then. */
  readonly lateCloses: Explained;
  /** The second share less the first: 0 where closes fall as evenly as advances do, above 0 where they bunch. */
  readonly index: Explained;
  /** The share of business days that are last ones: what both shares would be if nothing bunched. */
  readonly lateDays: number;
}

/** The period to look at; without `at` the last one that is over. */
export interface SprintIndexInput extends GoalsInput {
  readonly at?: string | undefined;
}

interface Sold {
  readonly period: Period;
  readonly lateMs: number;
  readonly closes: readonly DealFacts[];
  readonly advances: readonly Advance[];
  readonly missing: readonly string[];
}

/** The sprint index of one period beside what stayed; unknown while the period runs or has few closes. */
export function sprintIndex(input: SprintIndexInput): SprintIndex {
  const from = goalsStandpoint(input);
  const { calendar } = from;
  const current = periodOf(from.asOfMs, calendar);
  const period =
    input.at === undefined ? periodAfter(current, -1, calendar) : periodOf(instantMs(input.at), calendar);
  const ledgers = [
    ...input.assessment.deals.map(({ advances }) => advances.ledger),
    ...input.assessment.accounts.map(({ ledger }) => ledger),
  ];
  const all = liveAdvances(distinctAdvances(ledgers));
  const days = from.policy.goals.sprintBusinessDays;
  const closes = input.portfolio.deals.filter((deal) => isCloseIn(deal, period, from));
  const sold: Sold = {
    period,
    lateMs: lastBusinessDaysFromMs(period, days, calendar),
    closes,
    advances: all.filter(({ at }) => isWithin(period, instantMs(at))),
    missing: missingFor(period, closes, from),
  };
  return {
    period: { name: period.name, fromMs: period.fromMs, toMs: period.toMs },
    advancesAfterSale: countAdvances(afterSale(all, closes), {
      rule: "R4",
      asOf: from.asOf,
      missing: closes.length === 0 ? ["a close in the period"] : [],
    }),
    elatedAfterSale: explainElated(input, closes, from),
    ...explainShares(sold, from),
    lateDays:
      lastBusinessDays(period, days, calendar).length /
      Math.max(1, countBusinessDays(period.fromDay, period.toDay, calendar)),
  };
}

function isCloseIn({ status, closedAt }: DealFacts, period: Period, { asOfMs }: Standpoint): boolean {
  if (status !== "won" || closedAt === undefined) return false;
  const ms = instantMs(closedAt);
  return ms <= asOfMs && isWithin(period, ms);
}

function missingFor(period: Period, closes: readonly DealFacts[], { policy, asOfMs }: Standpoint): string[] {
  const { minimumCloses } = policy.goals;
  const few = `${minimumCloses} closes in the period (there are ${closes.length})`;
  return [
    ...(asOfMs < period.toMs ? ["the end of the period"] : []),
    ...(closes.length < minimumCloses ? [few] : []),
  ];
}

function explainShares({ lateMs, closes, advances, missing }: Sold, { asOf }: Standpoint) {
  const closeLines = closes.map(({ id }) => factContribution("deal", id, 1));
  const lateCloseLines = closes
    .filter(({ closedAt = "" }) => instantMs(closedAt) >= lateMs)
    .map(({ id }) => factContribution("deal", id, 1));
  const lines = advances.map((advance) => advanceLine(advance));
  const late = advances.filter(({ at }) => instantMs(at) >= lateMs).map((advance) => advanceLine(advance));
  const noAdvance = advances.length === 0 ? [...missing, "an advance in the period"] : missing;
  const shared = { asOf, rule: formula("R4"), valueFrom: "ratio" as const };
  const share = (
    unit: string,
    part: readonly Contribution[],
    whole: readonly Contribution[],
    unknown: readonly string[],
  ) =>
    explain({
      ...shared,
      unit,
      value: unknown.length === 0 ? part.length / whole.length : null,
      basis: part.length,
      n: whole.length,
      contributions: () => part,
      otherBases: [countBasis("of", whole)],
      missing: unknown,
    });
  return {
    lateAdvances: share("share of advances", late, lines, noAdvance),
    lateCloses: share("share of closes", lateCloseLines, closeLines, missing),
    index: explain({
      ...shared,
      unit: "share of closes less share of advances",
      valueFrom: "ratio-difference",
      value:
        noAdvance.length === 0 ? lateCloseLines.length / closes.length - late.length / lines.length : null,
      basis: lateCloseLines.length,
      n: closes.length + advances.length,
      contributions: () => lateCloseLines,
      otherBases: [
        countBasis("closes", closeLines),
        countBasis("late advances", late),
        countBasis("advances", lines),
      ],
      missing: noAdvance,
      alternatives: [
        "a budget that the buyers had to spend by then",
        "more effort towards the end, which is no fault",
      ],
    }),
  };
}

function countBasis(name: string, lines: readonly Contribution[]) {
  return basisOf({ name, prior: 0, basis: lines.length, contributions: () => lines });
}

/** Advances of an account after the first of its closes in the period. */
function afterSale(all: readonly Advance[], closes: readonly DealFacts[]): Advance[] {
  const soldMs = new Map<string, number>();
  for (const { accountId, closedAt = "" } of closes) {
    if (accountId === undefined) continue;
    soldMs.set(accountId, Math.min(soldMs.get(accountId) ?? Number.POSITIVE_INFINITY, instantMs(closedAt)));
  }
  return all.filter(
    ({ accountId = "", at }) => instantMs(at) > (soldMs.get(accountId) ?? Number.POSITIVE_INFINITY),
  );
}

function explainElated(
  { assessment }: GoalsInput,
  closes: readonly DealFacts[],
  { asOf }: Standpoint,
): Explained {
  const buyers = new Map(
    closes.flatMap(({ id, accountId }) => (accountId === undefined ? [] : [[accountId, id]])),
  );
  const states = assessment.accounts.filter(
    ({ accountId, elation }) => buyers.has(accountId) && elation.state !== "unknown",
  );
  const line = ({ accountId }: { accountId: string }) =>
    factContribution("deal", buyers.get(accountId) ?? "", 1, accountId);
  const elated = states.filter(({ elation }) => elation.state === "elated");
  return explain({
    value: states.length === 0 ? null : elated.length / states.length,
    unit: "share of customers who bought",
    valueFrom: "ratio",
    basis: elated.length,
    n: states.length,
    asOf,
    rule: formula("R4"),
    contributions: () => elated.map(line),
    otherBases: [
      basisOf({
        name: "customers whose elation is known",
        prior: 0,
        basis: states.length,
        contributions: () => [...states.map(line), ...states.flatMap(signalLines)],
      }),
    ],
    missing: states.length === 0 ? ["signals from a customer who bought in the period"] : [],
  });
}

/** The signals that the state rests on; they add nothing here, and without them it could be another state. */
function signalLines({ elation }: AccountAssessment): Contribution[] {
  return elation.balance.contributions.map((one) => ({ ...one, amount: 0 }));
}
