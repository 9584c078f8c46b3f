import { probabilityOf } from "@headway/core/backtest";

/** Log-odds of some parts, the own one first. */
export type PartLogOdds = readonly [number, ...number[]];

const logChance = (logOdds: number): number =>
  logOdds > 0 ? -Math.log1p(Math.exp(-logOdds)) : logOdds - Math.log1p(Math.exp(logOdds));

const sumOfChances = (all: readonly number[]): number =>
  all.reduce((sum, logOdds) => sum + probabilityOf(logOdds), 0);

/**
 * The log-odds of the first part's chance over the sum of all parts' chances: ln p - ln(sum of the others). A part
 * without others keeps its own. Rises with the first, falls with each other.
 */
export function logOddsOverSum([own, ...others]: PartLogOdds): number {
  return others.length === 0 ? own : logChance(own) - Math.log(sumOfChances(others));
}

/**
 * How far each part's move between two points moves {@link logOddsOverSum}: its change is exactly the sum of weight
 * times move. The own weight is above 0, the others' are below it. The sum's logarithm is shared out by the logarithmic
 * mean, as index decompositions do (Ang 2004, LMDI).
 */
export function partWeights(from: PartLogOdds, to: PartLogOdds): number[] {
  const [ownFrom, ...othersFrom] = from;
  const [ownTo, ...othersTo] = to;
  if (othersFrom.length === 0) return [1];
  const mean = logarithmicMean(sumOfChances(othersFrom), sumOfChances(othersTo));
  const weights = othersFrom.map((one, k) => -slope(probabilityOf, one, othersTo[k] ?? one) / mean);
  return [slope(logChance, ownFrom, ownTo), ...weights];
}

/** The slope of the line through two points of a curve, of the curve itself where they are one. */
function slope(curve: (at: number) => number, from: number, to: number): number {
  const [low, high] = Math.abs(to - from) > 1e-6 ? [from, to] : [from - 1e-4, from + 1e-4];
  return (curve(high) - curve(low)) / (high - low);
}

function logarithmicMean(left: number, right: number): number {
  const ratio = Math.log(right / left);
  return Math.abs(ratio) > 1e-6 ? (right - left) / ratio : (left + right) / 2;
}
