import type { LedgerEntry } from "../deal/read-advances.ts";
import { contribution, explain } from "../explain/explain.ts";
import type { Contribution } from "../explain/explained.ts";
import { newFormula } from "../explain/rule-version.ts";
import { dayMs } from "../instant.ts";
import type { DealStandpoint } from "../standpoint.ts";
import type { Momentum } from "./momentum.ts";

const momentumFormula = /* @__PURE__ */ newFormula("3.9");

/** What momentum is computed from. */
export interface MomentumInput {
  readonly ledger: readonly LedgerEntry[];
  /** When the record begins, in milliseconds; `undefined` when nothing is recorded. */
  readonly observedSinceMs: number | undefined;
}

/** The sum of 2^(-age / half-life) over live advances; no boundary of a period enters it (domain:R1). */
export function assessMomentum(input: MomentumInput, from: DealStandpoint): Momentum {
  const { observedSinceMs } = input;
  const live = input.ledger.filter(({ lapsed }) => !lapsed);
  if (live.length > 0) return explainMomentum(live, observedSinceMs, from);
  if (observedSinceMs === undefined) return from.shared(unseen);
  const { minimumDaysForRate } = from.policy.momentum;
  return from.shared((from.asOfMs - observedSinceMs) / dayMs >= minimumDaysForRate ? still : young);
}

const unseen = (from: DealStandpoint) => explainMomentum([], undefined, from);
const young = (from: DealStandpoint) => explainMomentum([], from.asOfMs, from);
const still = (from: DealStandpoint) =>
  explainMomentum([], from.asOfMs - from.policy.momentum.minimumDaysForRate * dayMs, from);

function explainMomentum(
  live: readonly LedgerEntry[],
  observedSinceMs: number | undefined,
  from: DealStandpoint,
): Momentum {
  const { halfLifeDays, sensitivityHalfLifeDays, minimumDaysForRate } = from.policy.momentum;
  const points = decayedSum(live, halfLifeDays, from);
  const isSeen = observedSinceMs !== undefined;
  const observedDays = isSeen ? (from.asOfMs - observedSinceMs) / dayMs : 0;
  const isRated = isSeen && observedDays >= minimumDaysForRate;
  const shared = { basis: points, n: live.length, asOf: from.asOf, rule: momentumFormula };
  const contributions = () => linesOf(live, from);
  return {
    points: explain({
      ...shared,
      value: isSeen ? points : null,
      unit: "advances, decayed",
      valueFrom: "sum",
      contributions,
      missing: isSeen ? [] : ["any logged activity"],
    }),
    ratePerWeek: explain({
      ...shared,
      value: isRated ? points * weeklyFactor(observedDays, halfLifeDays) : null,
      unit: "advances a week",
      valueFrom: "scaled",
      contributions,
      missing: isRated ? [] : [`${minimumDaysForRate} days of record`],
    }),
    sensitivity: sensitivityHalfLifeDays.map((days) => ({
      halfLifeDays: days,
      points: decayedSum(live, days, from),
    })),
  };
}

function linesOf(live: readonly LedgerEntry[], from: DealStandpoint): Contribution[] {
  const { halfLifeDays } = from.policy.momentum;
  return live.map((entry) =>
    contribution(entry.seen.evidence, decayed(entry, halfLifeDays, from), entry.advance.step),
  );
}

function decayedSum(live: readonly LedgerEntry[], halfLifeDays: number, from: DealStandpoint): number {
  let sum = 0;
  for (const entry of live) sum += decayed(entry, halfLifeDays, from);
  return sum;
}

function decayed({ atMs }: LedgerEntry, halfLifeDays: number, { asOfMs }: DealStandpoint): number {
  return 2 ** (-(asOfMs - atMs) / dayMs / halfLifeDays);
}

/** What turns decayed points into advances a week, given the days they could come from (domain 3.9). */
function weeklyFactor(observedDays: number, halfLifeDays: number): number {
  return (7 * Math.LN2) / (halfLifeDays * (1 - 2 ** (-observedDays / halfLifeDays)));
}
