/** One case: its features, whether it happened, and how much it counts. */
export interface LogisticCase {
  readonly features: readonly number[];
  readonly happened: boolean;
  readonly weight?: number;
}

/** How a logistic model is fitted. */
export interface LogisticOptions {
  /** The L2 penalty on each coefficient, not on the intercept; features should be on one scale. */
  readonly penalty: number;
  /** For each feature the only sign its coefficient may have; 0 leaves it free. */
  readonly signs?: readonly (-1 | 0 | 1)[];
}

/** log-odds = intercept + sum of coefficients times features. */
export interface LogisticModel {
  readonly intercept: number;
  readonly coefficients: readonly number[];
}

/**
 * Fits an L2-penalised logistic model by coordinate-wise Newton steps on the penalised likelihood, each cut back to
 * its allowed sign; the likelihood is concave, so this ends at its one maximum. The same input gives the same model.
 */
export function fitLogistic(cases: readonly LogisticCase[], options: LogisticOptions): LogisticModel {
  const width = cases[0]?.features.length ?? 0;
  const parameters = new Array<number>(width + 1).fill(0);
  const logOdds = new Float64Array(cases.length);
  for (let round = 0; round < 1000; round += 1) {
    let largest = 0;
    for (let k = 0; k <= width; k += 1) {
      const former = parameters[k] ?? 0;
      const next = allowed(former + newtonStep(cases, logOdds, k - 1, former, options), k - 1, options);
      const change = next - former;
      if (change === 0) continue;
      parameters[k] = next;
      for (const [i, one] of cases.entries()) logOdds[i] = (logOdds[i] ?? 0) + change * featureOf(one, k - 1);
      largest = Math.max(largest, Math.abs(change));
    }
    if (largest < 1e-10) break;
  }
  const [intercept = 0, ...coefficients] = parameters;
  return { intercept, coefficients };
}

/** The probability a model gives to features. */
export function logisticProbability(model: LogisticModel, features: readonly number[]): number {
  const logOdds = model.coefficients.reduce(
    (sum, coefficient, k) => sum + coefficient * (features[k] ?? 0),
    model.intercept,
  );
  return 1 / (1 + Math.exp(-logOdds));
}

/** Feature -1 is the intercept's. */
function featureOf({ features }: LogisticCase, feature: number): number {
  return feature < 0 ? 1 : (features[feature] ?? 0);
}

/** A Newton step in one coordinate, held to 2 so that separated data cannot throw it far. */
function newtonStep(
  cases: readonly LogisticCase[],
  logOdds: Float64Array,
  feature: number,
  current: number,
  { penalty }: LogisticOptions,
): number {
  let slope = feature < 0 ? 0 : -penalty * current;
  let curvature = feature < 0 ? 1e-9 : penalty + 1e-9;
  for (const [i, one] of cases.entries()) {
    const x = featureOf(one, feature);
    if (x === 0) continue;
    const probability = 1 / (1 + Math.exp(-(logOdds[i] ?? 0)));
    const weight = one.weight ?? 1;
    slope += weight * ((one.happened ? 1 : 0) - probability) * x;
    curvature += weight * probability * (1 - probability) * x * x;
  }
  return Math.max(-2, Math.min(2, slope / curvature));
}

function allowed(value: number, feature: number, { signs }: LogisticOptions): number {
  const sign = feature < 0 ? 0 : (signs?.[feature] ?? 0);
  return sign !== 0 && value * sign < 0 ? 0 : value;
}
