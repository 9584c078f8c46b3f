import { gammaCumulative } from "./gamma.ts";

/** P(Z <= z) for a standard normal Z, by the incomplete gamma function at z² / 2. */
export function normalCumulative(z: number): number {
  const half = gammaCumulative((z * z) / 2, 0.5) / 2;
  return z < 0 ? 0.5 - half : 0.5 + half;
}

/** The 90th percentile of a standard normal: half the width of an 80% interval in standard errors. */
export const z80 = 1.2815515655446004;

/** The 97.5th percentile of a standard normal: half the width of a 95% interval in standard errors. */
export const z95 = 1.959963984540054;
