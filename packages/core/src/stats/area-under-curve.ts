import { z95 } from "./normal.ts";

/** How well a score tells those to whom it happened from the others. */
export interface AreaUnderCurve {
  /** P(score of one to whom it happened > score of another), ties half; 0.5 tells nothing. */
  readonly value: number;
  readonly standardError: number;
  /** The 95% interval by DeLong's variance, cut to 0 and 1. */
  readonly interval: readonly [number, number];
  readonly positives: number;
  readonly negatives: number;
}

/** A score of one case, and whether it happened. */
export interface Scored {
  readonly score: number;
  readonly happened: boolean;
}

/**
 * The area under the ROC curve with DeLong's variance (DeLong et al. 1988, by midranks as Sun and Xu 2014).
 * `undefined` without at least two cases of each kind.
 */
export function areaUnderCurve(cases: readonly Scored[]): AreaUnderCurve | undefined {
  const placed = placements(cases);
  if (placed === undefined) return undefined;
  const { above, below } = placed;
  const value = mean(above);
  const standardError = Math.sqrt(variance(above) / above.length + variance(below) / below.length);
  const interval = [
    Math.max(0, value - z95 * standardError),
    Math.min(1, value + z95 * standardError),
  ] as const;
  return { value, standardError, interval, positives: above.length, negatives: below.length };
}

/** Two scores of the same cases: the difference of their areas, first less second, paired. */
export interface AreaDifference {
  readonly value: number;
  readonly standardError: number;
  readonly interval: readonly [number, number];
}

/** DeLong's paired difference; `cases` hold both scores. `undefined` as in {@link areaUnderCurve}. */
export function areaDifference(
  cases: readonly { readonly first: number; readonly second: number; readonly happened: boolean }[],
): AreaDifference | undefined {
  const first = placements(cases.map(({ first: score, happened }) => ({ score, happened })));
  const second = placements(cases.map(({ second: score, happened }) => ({ score, happened })));
  if (first === undefined || second === undefined) return undefined;
  const above = first.above.map((place, k) => place - (second.above[k] ?? 0));
  const below = first.below.map((place, k) => place - (second.below[k] ?? 0));
  const value = mean(above);
  const standardError = Math.sqrt(variance(above) / above.length + variance(below) / below.length);
  return { value, standardError, interval: [value - z95 * standardError, value + z95 * standardError] };
}

/** For each positive the share of negatives it beats, for each negative the share of positives that beat it. */
function placements(cases: readonly Scored[]): { above: number[]; below: number[] } | undefined {
  const positives = cases.filter(({ happened }) => happened).length;
  const negatives = cases.length - positives;
  if (positives < 2 || negatives < 2) return undefined;
  const all = midranks(cases.map(({ score }) => score));
  const own = { true: ranksWithin(cases, true), false: ranksWithin(cases, false) };
  const above: number[] = [];
  const below: number[] = [];
  for (const [k, { happened }] of cases.entries()) {
    const rank = all[k] ?? 0;
    if (happened) above.push((rank - (own.true[above.length] ?? 0)) / negatives);
    else below.push(1 - (rank - (own.false[below.length] ?? 0)) / positives);
  }
  return { above, below };
}

function ranksWithin(cases: readonly Scored[], happened: boolean): number[] {
  return midranks(cases.filter((one) => one.happened === happened).map(({ score }) => score));
}

/** Ranks from 1; ties share the mean of theirs. */
function midranks(values: readonly number[]): number[] {
  const order = values.map((value, index) => ({ value, index })).sort((a, b) => a.value - b.value);
  const ranks = new Array<number>(values.length).fill(0);
  for (let from = 0; from < order.length; ) {
    let until = from + 1;
    while (until < order.length && order[until]?.value === order[from]?.value) until += 1;
    for (const { index } of order.slice(from, until)) ranks[index] = (from + 1 + until) / 2;
    from = until;
  }
  return ranks;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function variance(values: readonly number[]): number {
  const middle = mean(values);
  return values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1);
}
