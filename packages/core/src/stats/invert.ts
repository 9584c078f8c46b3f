/** A distribution function with its density. */
export interface Distribution {
  readonly cumulative: (x: number) => number;
  readonly density: (x: number) => number;
}

/**
 * The x in [low, high] at which a rising distribution function reaches p: Newton's steps, halving the bracket
 * whenever a step would leave it. Accurate to about 1e-12 of the bracket.
 */
export function invert(
  distribution: Distribution,
  p: number,
  low: number,
  high: number,
  start: number = (low + high) / 2,
): number {
  let x = start;
  for (let step = 0; step < 200; step += 1) {
    const error = distribution.cumulative(x) - p;
    if (error > 0) high = x;
    else low = x;
    const newton = x - error / distribution.density(x);
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    if (Math.abs(next - x) <= 1e-13 * (Math.abs(x) + 1e-300)) return next;
    x = next;
  }
  return x;
}
