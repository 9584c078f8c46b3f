import { explain, factContribution } from "../explain/explain.ts";
import type { Explained } from "../explain/explained.ts";
import { type FormulaId, formula } from "../explain/rule-version.ts";
import type { Standpoint } from "../standpoint.ts";
import { normalCumulative, z80 } from "../stats/normal.ts";
import type { Close } from "./close.ts";

/** What is compared between two groups of closes. */
export interface Measure {
  /** `null` where it is not on record. */
  readonly of: (close: Close) => number | null;
  /** `share`: 0 or 1 for each close. `mean`: any number. */
  readonly type: "share" | "mean";
  readonly unit: string;
  readonly ruleId: FormulaId;
  /** For `missing`, such as `the list price`. */
  readonly field: string;
}

/** The first group's mean minus the second's, over the closes on which the measure is on record. */
export interface Comparison {
  readonly difference: Explained;
  /** The share of closes with the measure on record, in the group that has less of it. */
  readonly coverage: number;
  readonly isEnough: boolean;
  /** P(the difference is larger than `margin`). */
  probabilityAbove(margin: number): number;
}

/** How much must be on record for a comparison. */
export interface Floor {
  readonly minimumEachSide: number;
  readonly minimumCoverage: number;
}

interface Group {
  readonly values: readonly { readonly dealId: string; readonly value: number }[];
  readonly coverage: number;
  readonly mean: number;
  /** Of the mean. */
  readonly variance: number;
}

/** Compares two groups of closes; the difference is unknown below the floor. */
export function compareCloses(
  first: readonly Close[],
  second: readonly Close[],
  measure: Measure,
  floor: Floor,
  { asOf }: Standpoint,
): Comparison {
  const one = groupOf(first, measure);
  const other = groupOf(second, measure);
  const coverage = Math.min(one.coverage, other.coverage);
  const smallest = Math.min(one.values.length, other.values.length);
  const isEnough = smallest >= floor.minimumEachSide && coverage >= floor.minimumCoverage;
  const difference = smallest === 0 ? 0 : one.mean - other.mean;
  const error = Math.sqrt(one.variance + other.variance);
  return {
    coverage,
    isEnough,
    difference: explain({
      value: isEnough ? difference : null,
      unit: measure.unit,
      valueFrom: "sum",
      basis: difference,
      interval: isEnough ? [difference - z80 * error, difference + z80 * error] : undefined,
      n: one.values.length + other.values.length,
      asOf,
      rule: formula(measure.ruleId),
      contributions: () => (smallest === 0 ? [] : [...linesOf(one, 1), ...linesOf(other, -1)]),
      missing: isEnough ? [] : [missingFor(measure, floor)],
    }),
    probabilityAbove: (margin) => aboveMargin(difference - margin, error),
  };
}

function aboveMargin(distance: number, error: number): number {
  if (error === 0) return distance > 0 ? 1 : 0;
  return normalCumulative(distance / error);
}

function groupOf(closes: readonly Close[], { of, type }: Measure): Group {
  const values = closes.flatMap((close) => {
    const value = of(close);
    return value === null ? [] : [{ dealId: close.dealId, value }];
  });
  const n = values.length;
  const coverage = closes.length === 0 ? 0 : n / closes.length;
  const total = values.reduce((sum, { value }) => sum + value, 0);
  const mean = n === 0 ? 0 : total / n;
  if (type === "share") return { values, coverage, mean, variance: shareVariance(total, n) };
  const squares = values.reduce((sum, { value }) => sum + (value - mean) ** 2, 0);
  return { values, coverage, mean, variance: n < 2 ? 0 : squares / (n - 1) / n };
}

/** One more of either kind, so that a group in which all agree is not held for certain. */
function shareVariance(total: number, n: number): number {
  const share = (total + 1) / (n + 2);
  return (share * (1 - share)) / (n + 2);
}

function linesOf({ values }: Group, sign: 1 | -1) {
  return values.map(({ dealId, value }) => factContribution("deal", dealId, (sign * value) / values.length));
}

function missingFor({ field }: Measure, { minimumEachSide, minimumCoverage }: Floor): string {
  const share = Math.round(minimumCoverage * 100);
  return `${field}, on ${share}% of the closes of either group, and on ${minimumEachSide} or more`;
}
