import { continuedFraction } from "./continued-fraction.ts";
import { invert } from "./invert.ts";
import { logGamma } from "./log-gamma.ts";

/** P(X <= x) for X ~ Gamma(shape, rate): the regularised lower incomplete gamma function at rate · x. */
export function gammaCumulative(x: number, shape: number, rate = 1): number {
  const scaled = x * rate;
  if (scaled <= 0) return 0;
  return scaled < shape + 1 ? series(scaled, shape) : 1 - upperPart(scaled, shape);
}

/** The x with P(X <= x) = p. */
export function gammaQuantile(p: number, shape: number, rate = 1): number {
  let high = shape + 10 * Math.sqrt(shape) + 10;
  while (gammaCumulative(high, shape) < p) high *= 2;
  const logFactor = logGamma(shape);
  const density = (x: number) => Math.exp((shape - 1) * Math.log(x) - x - logFactor);
  return invert({ cumulative: (x) => gammaCumulative(x, shape), density }, p, 0, high, shape) / rate;
}

/** DLMF 8.7.1. */
function series(x: number, shape: number): number {
  let term = 1 / shape;
  let sum = term;
  for (let k = 1; Math.abs(term) > Math.abs(sum) * 1e-16; k += 1) {
    term *= x / (shape + k);
    sum += term;
  }
  return sum * Math.exp(shape * Math.log(x) - x - logGamma(shape));
}

/** DLMF 8.9.2, its coefficients brought to the form 1 + c. */
function upperPart(x: number, shape: number): number {
  const fraction = continuedFraction((step) => {
    const k = Math.ceil(step / 2);
    return step % 2 === 1 ? (k - shape) / x : k / x;
  });
  return Math.exp((shape - 1) * Math.log(x) - x - logGamma(shape)) / fraction;
}
