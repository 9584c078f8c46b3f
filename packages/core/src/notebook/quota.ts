import * as z from "zod/mini";
import { Instant } from "../instant.ts";
import { entryFields, Words } from "./entry.ts";

/** What the company asks of a seller in one period (domain:R3). Periods never touch momentum. */
export const Quota = z.strictObject({
  ...entryFields,
  fromAt: Instant,
  toAt: Instant,
  /** In `unit`: a currency code, or anything that is counted. */
  unit: Words,
  target: z.number().check(z.gte(0)),
  /** The part that stands for the period itself, where the company says so; the rest is recouped shortfall. */
  base: z.optional(z.number().check(z.gte(0))),
  /** What was reached, once the period is over. */
  result: z.optional(z.number().check(z.gte(0))),
  /** The company's goal it stands for, for containment in one's own (domain:R6). */
  goalId: z.optional(z.string()),
});
export type Quota = z.infer<typeof Quota>;
