import type { ScoreFeature } from "./feature-table.ts";

/** A feature as the model has it: log-odds move by `coefficient` for each `scale` it lies above `mean`. */
export interface ScoreTerm extends ScoreFeature {
  readonly mean: number;
  /** Its standard deviation where the model was fitted; 1 where it never moved. */
  readonly scale: number;
  readonly coefficient: number;
}

/** log-odds = intercept + the sum of coefficient * (feature - mean) / scale. */
export interface ScoreModel {
  readonly intercept: number;
  readonly terms: readonly ScoreTerm[];
}

/** What one feature adds to the log-odds of one case. */
export interface ScoreContribution {
  readonly name: string;
  readonly value: number;
  readonly amount: number;
}

/** The log-odds a model gives to a row. */
export function logOddsOf({ intercept, terms }: ScoreModel, row: ArrayLike<number>): number {
  let sum = intercept;
  for (const [k, { mean, scale, coefficient }] of terms.entries()) {
    if (coefficient !== 0) sum += (coefficient * ((row[k] ?? 0) - mean)) / scale;
  }
  return sum;
}

/** Every term that moves the score, the strongest first; with the intercept they add up to the log-odds. */
export function scoreContributions({ terms }: ScoreModel, row: ArrayLike<number>): ScoreContribution[] {
  return terms
    .map(({ name, mean, scale, coefficient }, k) => {
      const value = row[k] ?? 0;
      return { name, value, amount: (coefficient * (value - mean)) / scale };
    })
    .filter(({ amount }) => amount !== 0)
    .sort((left, right) => Math.abs(right.amount) - Math.abs(left.amount));
}

/** The probability that belongs to log-odds. */
export function probabilityOf(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}
