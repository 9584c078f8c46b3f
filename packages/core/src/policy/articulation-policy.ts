import * as z from "zod/mini";

/** Constants of `articulation` (domain 3.10). */
export const ArticulationPolicy = z.strictObject({
  /** From this level on the words are the buyer's own. */
  readyLevel: z.literal([2, 3, 4]),
  /** Need, motivation and help must all have been said within so many days. */
  readyWithinDays: z.number().check(z.gt(0)),
  /** Speakers on our side, with `*` for any run of characters, such as `*@acme.example`; the owner always is one. */
  ownSpeakers: z.array(z.string().check(z.minLength(1))),
  /** How long one stretch of the proficiency trend is (domain:O17). */
  trendDays: z.number().check(z.gt(0)),
  /** The fewest waits a median is read from. */
  trendMinimumWaits: z.int().check(z.gte(1)),
});
export type ArticulationPolicy = z.infer<typeof ArticulationPolicy>;
