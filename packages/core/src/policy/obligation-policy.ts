import * as z from "zod/mini";

const NonNegative = z.number().check(z.gte(0));
const Share = z.number().check(z.gte(0), z.lte(1));
const Count = z.int().check(z.gte(1));

/** Constants of `obligation` (domain 3.10). */
export const ObligationPolicy = z.strictObject({
  /** The least margin, as a share of the price (domain:O7). */
  marginFloor: z.number().check(z.gte(-1), z.lte(1)),
  /** Resource hours since the last reciprocal act above so many cohort medians are a breach (domain:O8). */
  breachFactor: z.number().check(z.gt(0)),
  /** Fewer hours than this are no breach, however small the median. */
  breachMinimumHours: NonNegative,
  /** The fewest deals of a cohort; with fewer, all deals are compared. */
  minimumCohort: Count,
  sayNo: z.strictObject({
    /** How many conditions must be known to hold (domain:O10). */
    minimumConditions: Count,
    /** The highest level of articulation that is still none of the buyer's. */
    maximumLevel: z.literal([0, 1, 2]),
    /** The share of articulated deals that had come by now. */
    quantile: Share,
  }),
  priceHeld: z.strictObject({
    /** The fewest deals on each side of the comparison (domain:O19). */
    minimumEachSide: Count,
    /** Deals are matched whose list prices lie within one such factor. */
    sizeFactor: z.number().check(z.gt(1)),
  }),
});
export type ObligationPolicy = z.infer<typeof ObligationPolicy>;
