import type { FeatureTable, ScoreFeature } from "./feature-table.ts";
import type { ScoreModel } from "./score-model.ts";

/** How a score is fitted. */
export interface FitScoreOptions {
  /** The L2 penalty on each coefficient of a standardised feature, not on the intercept. */
  readonly penalty: number;
  /** For each row how much it counts; 1 where absent. */
  readonly weights?: ArrayLike<number>;
}

/**
 * Fits a sign-constrained L2 logistic model: iteratively reweighted least squares, each inner problem solved by
 * coordinate descent on its normal equations with every coefficient cut back to its sign. The penalised likelihood
 * is concave, so this ends at its one maximum; the same input gives the same model.
 */
export function fitScore(
  table: FeatureTable,
  happened: ArrayLike<number>,
  { penalty, weights }: FitScoreOptions,
): ScoreModel {
  const { features, rows } = table;
  const { centred, means, scales } = standardised(table);
  const parameters = new Float64Array(features.length + 1);
  const working = { centred, rows, happened, weights };
  for (let round = 0; round < 50; round += 1) {
    const equations = normalEquations(working, parameters);
    if (solveConstrained(equations, parameters, features, penalty) < 1e-8) break;
  }
  const terms = features.map((feature, k) => ({
    ...feature,
    mean: means[k] ?? 0,
    scale: scales[k] ?? 1,
    coefficient: parameters[k + 1] ?? 0,
  }));
  return { intercept: parameters[0] ?? 0, terms };
}

/** Every feature less its mean, over its standard deviation; one that never moves is 0 throughout. */
function standardised({ features, rows, values }: FeatureTable) {
  const width = features.length;
  const means = new Float64Array(width);
  const scales = new Float64Array(width);
  for (let i = 0; i < values.length; i += 1)
    means[i % width] = (means[i % width] ?? 0) + (values[i] ?? 0) / rows;
  for (let i = 0; i < values.length; i += 1) {
    const k = i % width;
    scales[k] = (scales[k] ?? 0) + ((values[i] ?? 0) - (means[k] ?? 0)) ** 2 / rows;
  }
  for (let k = 0; k < width; k += 1) {
    const deviation = Math.sqrt(scales[k] ?? 0);
    scales[k] = deviation > 1e-9 ? deviation : 1;
  }
  const centred = new Float64Array(values.length);
  for (let i = 0; i < values.length; i += 1) {
    centred[i] = ((values[i] ?? 0) - (means[i % width] ?? 0)) / (scales[i % width] ?? 1);
  }
  return { centred, means, scales };
}

interface Working {
  readonly centred: Float64Array;
  readonly rows: number;
  readonly happened: ArrayLike<number>;
  readonly weights: ArrayLike<number> | undefined;
}

interface Equations {
  /** The weighted Gram matrix, upper half, with the intercept as its first row. */
  readonly gram: Float64Array;
  readonly slope: Float64Array;
}

/** So many rows are added to the Gram matrix at once, each in its turn: its entries are fetched a quarter as often. */
const blockRows = 4;

/** Gram matrix and gradient of the log-likelihood at `parameters`. */
function normalEquations(working: Working, parameters: Float64Array): Equations {
  const size = parameters.length;
  const gram = new Float64Array(size * size);
  const slope = new Float64Array(size);
  const block = new Float64Array(blockRows * size);
  const weights = new Float64Array(blockRows);
  for (let start = 0; start < working.rows; start += blockRows) {
    block.fill(0);
    weights.fill(0);
    const count = Math.min(blockRows, working.rows - start);
    for (let at = 0; at < count; at += 1) {
      const row = block.subarray(at * size, (at + 1) * size);
      row[0] = 1;
      row.set(working.centred.subarray((start + at) * (size - 1), (start + at + 1) * (size - 1)), 1);
      weights[at] = addResidual(slope, row, start + at, working, parameters);
    }
    addBlock(gram, block, weights, size);
  }
  return { gram, slope };
}

/** Adds what a row asks of the parameters to the slope; gives its weight in the Gram matrix. */
function addResidual(
  slope: Float64Array,
  row: Float64Array,
  place: number,
  { happened, weights }: Working,
  parameters: Float64Array,
): number {
  const size = row.length;
  let logOdds = 0;
  for (let k = 0; k < size; k += 1) logOdds += (row[k] as number) * (parameters[k] as number);
  const probability = 1 / (1 + Math.exp(-logOdds));
  const counts = weights?.[place] ?? 1;
  const residual = counts * ((happened[place] ?? 0) - probability);
  for (let k = 0; k < size; k += 1) slope[k] = (slope[k] as number) + residual * (row[k] as number);
  return counts * probability * (1 - probability);
}

/** Rows that are not there are 0 and add nothing. */
function addBlock(gram: Float64Array, block: Float64Array, weights: Float64Array, size: number): void {
  const [second, third, fourth] = [size, 2 * size, 3 * size];
  for (let k = 0; k < size; k += 1) {
    const a = (weights[0] as number) * (block[k] as number);
    const b = (weights[1] as number) * (block[second + k] as number);
    const c = (weights[2] as number) * (block[third + k] as number);
    const d = (weights[3] as number) * (block[fourth + k] as number);
    const from = k * size;
    for (let j = k; j < size; j += 1) {
      gram[from + j] =
        (gram[from + j] as number) +
        a * (block[j] as number) +
        b * (block[second + j] as number) +
        c * (block[third + j] as number) +
        d * (block[fourth + j] as number);
    }
  }
}

/** Moves `parameters` to the constrained maximum of the quadratic model; gives the largest move. */
function solveConstrained(
  { gram, slope }: Equations,
  parameters: Float64Array,
  features: readonly ScoreFeature[],
  penalty: number,
): number {
  const size = parameters.length;
  const before = parameters.slice();
  const left = slope.slice();
  const entry = (k: number, j: number) => gram[k <= j ? k * size + j : j * size + k] ?? 0;
  for (let sweep = 0; sweep < 2000; sweep += 1) {
    let largest = 0;
    for (let k = 0; k < size; k += 1) {
      const ridge = k === 0 ? 0 : penalty;
      const current = parameters[k] ?? 0;
      const step = ((left[k] ?? 0) - ridge * current) / (entry(k, k) + ridge + 1e-9);
      const next = allowed(current + step, features[k - 1]);
      const change = next - current;
      if (change === 0) continue;
      parameters[k] = next;
      for (let j = 0; j < size; j += 1) left[j] = (left[j] ?? 0) - change * entry(k, j);
      largest = Math.max(largest, Math.abs(change));
    }
    if (largest < 1e-10) break;
  }
  return parameters.reduce((most, value, k) => Math.max(most, Math.abs(value - (before[k] ?? 0))), 0);
}

function allowed(value: number, feature: ScoreFeature | undefined): number {
  const sign = feature?.sign ?? 0;
  return sign !== 0 && value * sign < 0 ? 0 : value;
}
