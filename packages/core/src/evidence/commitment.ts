import * as z from "zod/mini";
import { Instant } from "../instant.ts";

/** A promise of an action, by either side. */
export const Commitment = z.strictObject({
  /** The action, in words. */
  what: z.string().check(z.minLength(1)),
  /** The side that acts. */
  owner: z.enum(["buyer", "seller"]),
  /** When it is due; without it there is no advance (domain:V8). */
  dueAt: z.optional(Instant),
  /** When it was done. Later than `asOf` counts as not done. */
  fulfilledAt: z.optional(Instant),
});
export type Commitment = z.infer<typeof Commitment>;
