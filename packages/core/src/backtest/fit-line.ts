import { fitLogistic } from "../stats/logistic.ts";

/** calibrated log-odds = shift + slope * log-odds; the slope is never negative, so that no order changes. */
export interface CalibrationLine {
  readonly shift: number;
  readonly slope: number;
}

/** The line through log-odds that fits what came of them best (Platt 1999, without smoothing). */
export function fitLine(logOdds: ArrayLike<number>, happened: ArrayLike<number>): CalibrationLine {
  const cases = Array.from(logOdds, (value, k) => ({ features: [value], happened: happened[k] === 1 }));
  const { intercept, coefficients } = fitLogistic(cases, { penalty: 0, signs: [1] });
  return { shift: intercept, slope: coefficients[0] ?? 0 };
}
