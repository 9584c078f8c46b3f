import * as z from "zod/mini";
import { entryFields, Id } from "./entry.ts";

/** Says which objective of the company or requirement of a customer an effort serves (domain:R9). */
export const FitLink = z.strictObject({
  ...entryFields,
  /** The effort: a piece of evidence, or an item of the plan. */
  effort: z.discriminatedUnion("type", [
    z.strictObject({ type: z.literal("evidence"), evidenceId: Id }),
    z.strictObject({ type: z.literal("plan-item"), planItemId: Id }),
    z.strictObject({ type: z.literal("deal"), dealId: Id }),
    z.strictObject({ type: z.literal("account"), accountId: Id }),
  ]),
  goalId: Id,
});
export type FitLink = z.infer<typeof FitLink>;
