import type { ObligationPolicy } from "./obligation-policy.ts";

/** The defaults of {@link ObligationPolicy}, each with its reason. */
export const defaultObligationPolicy: ObligationPolicy = {
  // A deal that leaves nothing fails the obligation; what it should leave is yours to say.
  marginFloor: 0,
  // Twice what is usual is more than chance and less than scandal (domain 3.10).
  breachFactor: 2,
  // A day's work in advance is no over-investment.
  breachMinimumHours: 8,
  // As for waits: below thirty a quantile is noise.
  minimumCohort: 30,
  // One condition alone has too many innocent readings.
  sayNo: { minimumConditions: 2, maximumLevel: 1, quantile: 0.9 },
  // Twenty on each side, matched within a factor of four in size.
  priceHeld: { minimumEachSide: 20, sizeFactor: 4 },
};
