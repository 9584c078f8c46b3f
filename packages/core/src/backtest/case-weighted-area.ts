import { seededNumbers } from "./seeded-numbers.ts";

/** Scores of the same cases at several points, such as prefix lengths or ages. Columns of equal length. */
export interface GroupedScores {
  /** The case of each score, numbered from 0. */
  readonly cases: Int32Array;
  /** The point of each score; areas are taken within one. */
  readonly groups: Int32Array;
  readonly scores: Float64Array;
  /** For each case 1 where it happened, else 0. */
  readonly happened: Uint8Array;
}

/** The area within one group. */
export interface GroupArea {
  readonly group: number;
  readonly cases: number;
  /** `undefined` where all ended alike. */
  readonly area: number | undefined;
}

/** Groups prepared for being weighted again and again: within each, rows by rising score, ties marked. */
interface Prepared {
  readonly group: number;
  readonly cases: Int32Array;
  /** Where a run of equal scores ends, exclusive; ascending. */
  readonly runEnds: readonly number[];
}

/** Prepared scores; every case counts as often as `weights` says. */
export interface WeightedAreas {
  areas(weights?: ArrayLike<number>): GroupArea[];
  /** The areas' mean, each weighted by its cases; groups in which all ended alike are left out. */
  mean(weights?: ArrayLike<number>): number;
}

/** Sorts the scores of every group once. */
export function weightedAreas(scores: GroupedScores): WeightedAreas {
  const prepared = prepare(scores);
  const areas = (weights?: ArrayLike<number>) =>
    prepared.map((one) => groupArea(one, scores.happened, weights));
  return {
    areas,
    mean(weights) {
      let sum = 0;
      let cases = 0;
      for (const one of areas(weights)) {
        if (one.area === undefined) continue;
        sum += one.area * one.cases;
        cases += one.cases;
      }
      return cases === 0 ? Number.NaN : sum / cases;
    },
  };
}

/** A figure with its bootstrap interval. */
export interface Interval {
  readonly value: number;
  /** The middle 95% of the resamples. */
  readonly interval: readonly [number, number];
}

/**
 * A statistic of weighted cases with the 95% percentile interval over `draws` resamples of whole cases, drawn by a
 * generator of this seed: the same seed gives the same interval.
 */
export function bootstrapCases(
  caseCount: number,
  statistic: (weights: ArrayLike<number>) => number,
  { draws, seed }: { readonly draws: number; readonly seed: number },
): Interval {
  const next = seededNumbers(seed);
  const found: number[] = [];
  for (let draw = 0; draw < draws; draw += 1) {
    const weights = new Float64Array(caseCount);
    for (let i = 0; i < caseCount; i += 1) {
      const drawn = Math.floor(next() * caseCount);
      weights[drawn] = (weights[drawn] ?? 0) + 1;
    }
    const value = statistic(weights);
    if (Number.isFinite(value)) found.push(value);
  }
  found.sort((left, right) => left - right);
  const at = (share: number) =>
    found[Math.min(found.length - 1, Math.floor(share * found.length))] ?? Number.NaN;
  return { value: statistic(new Float64Array(caseCount).fill(1)), interval: [at(0.025), at(0.975)] };
}

function prepare({ cases, groups, scores }: GroupedScores): Prepared[] {
  const rows = new Map<number, number[]>();
  for (const [row, group] of groups.entries()) {
    const own = rows.get(group);
    if (own) own.push(row);
    else rows.set(group, [row]);
  }
  return [...rows]
    .sort(([left], [right]) => left - right)
    .map(([group, own]) => {
      own.sort((left, right) => (scores[left] ?? 0) - (scores[right] ?? 0));
      const runEnds = own.flatMap((row, k) => {
        const following = own[k + 1];
        return following === undefined || scores[following] !== scores[row] ? [k + 1] : [];
      });
      return { group, cases: Int32Array.from(own, (row) => cases[row] ?? 0), runEnds };
    });
}

function groupArea(
  { group, cases, runEnds }: Prepared,
  happened: Uint8Array,
  weights?: ArrayLike<number>,
): GroupArea {
  let positives = 0;
  let negatives = 0;
  let won = 0;
  let from = 0;
  for (const end of runEnds) {
    let up = 0;
    let down = 0;
    for (; from < end; from += 1) {
      const one = cases[from] ?? 0;
      const weight = weights === undefined ? 1 : (weights[one] ?? 0);
      if (happened[one] === 1) up += weight;
      else down += weight;
    }
    won += up * (negatives + down / 2);
    positives += up;
    negatives += down;
  }
  const area = positives > 0 && negatives > 0 ? won / (positives * negatives) : undefined;
  return { group, cases: positives + negatives, area };
}
