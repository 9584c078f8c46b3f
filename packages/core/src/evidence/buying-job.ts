import * as z from "zod/mini";

/** The six buying jobs, in the order in which an undone one is asked for. */
export const buyingJobs = [
  "problem-identification",
  "solution-exploration",
  "requirements",
  "supplier-selection",
  "validation",
  "consensus",
] as const;

/** The jobs a buying group gets done, in no fixed order; any of them may be re-opened (domain:V7). */
export const BuyingJob = /* @__PURE__ */ z.enum(buyingJobs);
export type BuyingJob = z.infer<typeof BuyingJob>;

/**
 * The buyer's preference for us: -1 behind a named other, 0 unknown, 1 shortlisted, 2 preferred in the buyer's
 * words, 3 verbal agreement, 4 signed (domain:V7).
 */
export const Preference = /* @__PURE__ */ z.literal([-1, 0, 1, 2, 3, 4]);
export type Preference = z.infer<typeof Preference>;
