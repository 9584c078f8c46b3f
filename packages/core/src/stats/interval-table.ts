import { betaQuantile } from "./beta.ts";
import { gammaQuantile } from "./gamma.ts";

/** Low and high end of what holds 80% of the probability, a tenth left out on either side. */
export type Interval = readonly [low: number, high: number];

/**
 * Intervals of distributions whose parameters are counts: few pairs of counts stand behind thousands of clients, so
 * each is worked out once. Not for decayed points, which hardly ever repeat.
 */
export class IntervalTable {
  readonly #betas = new Map<number, Map<number, Interval>>();
  readonly #gammas = new Map<number, Interval>();

  /** Of a Beta. */
  beta(forUs: number, against: number): Interval {
    const row = this.#betas.get(forUs) ?? new Map<number, Interval>();
    const known = row.get(against);
    if (known) return known;
    const interval: Interval = [betaQuantile(0.1, forUs, against), betaQuantile(0.9, forUs, against)];
    this.#betas.set(forUs, row.set(against, interval));
    return interval;
  }

  /** Of a Gamma of rate 1; over another rate, each end divided by it. */
  gamma(shape: number): Interval {
    const known = this.#gammas.get(shape);
    if (known) return known;
    const interval: Interval = [gammaQuantile(0.1, shape), gammaQuantile(0.9, shape)];
    this.#gammas.set(shape, interval);
    return interval;
  }
}

/** An empty table, for a standpoint to share. */
export const intervalTable = (): IntervalTable => new IntervalTable();
