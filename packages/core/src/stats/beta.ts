import { continuedFraction } from "./continued-fraction.ts";
import { invert } from "./invert.ts";
import { logGamma } from "./log-gamma.ts";

/** P(θ <= x) for θ ~ Beta(a, b): the regularised incomplete beta function, a and b > 0. */
export function betaCumulative(x: number, a: number, b: number): number {
  return cumulativeAt(x, a, b, logBetaFunction(a, b));
}

function cumulativeAt(x: number, a: number, b: number, logBeta: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - lowerPart(1 - x, b, a, logBeta);
  return lowerPart(x, a, b, logBeta);
}

/** The x with P(θ <= x) = p. */
export function betaQuantile(p: number, a: number, b: number): number {
  const logBeta = logBetaFunction(a, b);
  const density = (x: number) => Math.exp(logDensity(x, a, b, logBeta));
  const cumulative = (x: number) => cumulativeAt(x, a, b, logBeta);
  return invert({ cumulative, density }, p, 0, 1, a / (a + b));
}

function logBetaFunction(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b);
}

function logDensity(x: number, a: number, b: number, logBeta: number): number {
  return (a - 1) * Math.log(x) + (b - 1) * Math.log1p(-x) - logBeta;
}

/** DLMF 8.17.22, with its coefficients d(2m+1) and d(2m). */
function lowerPart(x: number, a: number, b: number, logBeta: number): number {
  const front = Math.exp(logDensity(x, a, b, logBeta)) * x * (1 - x);
  const fraction = continuedFraction((step) => {
    const m = Math.floor(step / 2);
    if (step % 2 === 0) return (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    return (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
  });
  return front / a / fraction;
}
