import type { LedgerEntry } from "../deal/read-advances.ts";
import { contribution, explain } from "../explain/explain.ts";
import { formula } from "../explain/rule-version.ts";
import { dayMs } from "../instant.ts";
import type { Standpoint } from "../standpoint.ts";
import type { Momentum } from "./momentum.ts";

/** What momentum is computed from. */
export interface MomentumInput {
  readonly ledger: readonly LedgerEntry[];
  /** When the record begins, in milliseconds; `undefined` when nothing is recorded. */
  readonly observedSinceMs: number | undefined;
}

/** The sum of 2^(-age / half-life) over live advances; no boundary of a period enters it (domain:R1). */
export function assessMomentum(input: MomentumInput, from: Standpoint): Momentum {
  const { halfLifeDays, sensitivityHalfLifeDays } = from.policy.momentum;
  const live = input.ledger.filter(({ lapsed }) => !lapsed);
  const sum = (halfLife: number) => live.reduce((total, entry) => total + decayed(entry, halfLife, from), 0);
  const points = sum(halfLifeDays);
  const shared = {
    basis: points,
    n: live.length,
    asOf: from.asOf,
    rule: formula("3.9"),
    contributions: () =>
      live.map((entry) =>
        contribution(entry.seen.evidence, decayed(entry, halfLifeDays, from), entry.advance.step),
      ),
  };
  const observedDays =
    input.observedSinceMs === undefined ? 0 : (from.asOfMs - input.observedSinceMs) / dayMs;
  const isRated =
    input.observedSinceMs !== undefined && observedDays >= from.policy.momentum.minimumDaysForRate;
  const isSeen = input.observedSinceMs !== undefined;
  return {
    points: explain({
      ...shared,
      value: isSeen ? points : null,
      unit: "advances, decayed",
      valueFrom: "sum",
      missing: isSeen ? [] : ["any logged activity"],
    }),
    ratePerWeek: explain({
      ...shared,
      value: isRated ? points * weeklyFactor(observedDays, halfLifeDays) : null,
      unit: "advances a week",
      valueFrom: "scaled",
      missing: isRated ? [] : [`${from.policy.momentum.minimumDaysForRate} days of record`],
    }),
    sensitivity: sensitivityHalfLifeDays.map((halfLife) => ({
      halfLifeDays: halfLife,
      points: sum(halfLife),
    })),
  };
}

function decayed({ atMs }: LedgerEntry, halfLifeDays: number, { asOfMs }: Standpoint): number {
  return 2 ** (-(asOfMs - atMs) / dayMs / halfLifeDays);
}

/** What turns decayed points into advances a week, given the days they could come from (domain 3.9). */
function weeklyFactor(observedDays: number, halfLifeDays: number): number {
  return (7 * Math.LN2) / (halfLifeDays * (1 - 2 ** (-observedDays / halfLifeDays)));
}
