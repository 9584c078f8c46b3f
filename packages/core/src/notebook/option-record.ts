import * as z from "zod/mini";
import { entryFields, Id, Words } from "./entry.ts";

/** The ways looked at to solve a client's problem, other people's included, and the best of them (domain:E14). */
export const OptionRecord = z.strictObject({
  ...entryFields,
  accountId: Id,
  dealId: z.optional(Id),
  problem: Words,
  options: z
    .array(z.strictObject({ id: Id, what: Words, provider: z.enum(["own", "third-party", "none"]) }))
    .check(z.minLength(1)),
  bestOptionId: Id,
});
export type OptionRecord = z.infer<typeof OptionRecord>;
