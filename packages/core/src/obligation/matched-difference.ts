import { z80 } from "../stats/normal.ts";

/** One case of a comparison: which stratum it is matched in, which side it is on, and what was measured. */
export interface MatchedCase {
  readonly id: string;
  readonly stratum: string;
  readonly exposed: boolean;
  readonly value: number;
}

/** The difference of means, exposed minus others, within strata that hold both. */
export interface MatchedDifference {
  /** Each case with its share in the difference; they add up to it. */
  readonly lines: readonly { readonly id: string; readonly amount: number }[];
  readonly difference: number;
  readonly interval: readonly [number, number];
  readonly exposed: number;
  readonly others: number;
  readonly strata: number;
}

interface Stratum {
  readonly exposed: MatchedCase[];
  readonly others: MatchedCase[];
}

/**
 * Strata are weighted by n1·n0/(n1+n0), as Mantel and Haenszel do; the 80% interval is normal, with one variance
 * pooled within strata and sides. Strata with one side only are left out.
 */
export function matchedDifference(cases: readonly MatchedCase[]): MatchedDifference {
  const strata = bothSided(cases);
  const total = strata.reduce((sum, stratum) => sum + weightOf(stratum), 0);
  const lines: { id: string; amount: number }[] = [];
  let difference = 0;
  let spread = 0;
  for (const stratum of strata) {
    const weight = weightOf(stratum) / total;
    for (const [side, sign] of [[stratum.exposed, 1] as const, [stratum.others, -1] as const]) {
      spread += weight ** 2 / side.length;
      for (const { id, value } of side) {
        const amount = (sign * weight * value) / side.length;
        lines.push({ id, amount });
        difference += amount;
      }
    }
  }
  const half = z80 * Math.sqrt(spread * pooledVariance(strata));
  return {
    lines,
    difference,
    interval: [difference - half, difference + half],
    exposed: strata.reduce((sum, { exposed }) => sum + exposed.length, 0),
    others: strata.reduce((sum, { others }) => sum + others.length, 0),
    strata: strata.length,
  };
}

function bothSided(cases: readonly MatchedCase[]): Stratum[] {
  const strata = new Map<string, Stratum>();
  for (const one of cases) {
    const stratum = strata.get(one.stratum) ?? { exposed: [], others: [] };
    strata.set(one.stratum, stratum);
    stratum[one.exposed ? "exposed" : "others"].push(one);
  }
  return [...strata.values()].filter(({ exposed, others }) => exposed.length > 0 && others.length > 0);
}

function weightOf({ exposed, others }: Stratum): number {
  return (exposed.length * others.length) / (exposed.length + others.length);
}

function pooledVariance(strata: readonly Stratum[]): number {
  let squares = 0;
  let freedom = 0;
  for (const { exposed, others } of strata) {
    for (const side of [exposed, others]) {
      const mean = side.reduce((sum, { value }) => sum + value, 0) / side.length;
      squares += side.reduce((sum, { value }) => sum + (value - mean) ** 2, 0);
      freedom += side.length - 1;
    }
  }
  return freedom > 0 ? squares / freedom : 0;
}
