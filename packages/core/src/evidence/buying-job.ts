import * as z from "zod/mini";

/** The jobs a buying group gets done, in no fixed order; any of them may be re-opened (domain:V7). */
export const BuyingJob = z.enum([
  "problem-identification",
  "solution-exploration",
  "requirements",
  "supplier-selection",
  "validation",
  "consensus",
]);
export type BuyingJob = z.infer<typeof BuyingJob>;

/**
 * The buyer's preference for us: -1 behind a named other, 0 unknown, 1 shortlisted, 2 preferred in the buyer's
 * words, 3 verbal agreement, 4 signed (domain:V7).
 */
export const Preference = z.literal([-1, 0, 1, 2, 3, 4]);
export type Preference = z.infer<typeof Preference>;
