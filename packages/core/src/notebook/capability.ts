import * as z from "zod/mini";
import { Instant } from "../instant.ts";
import { entryFields, Id, Words } from "./entry.ts";

/** A problem that a client of ours can solve for others, and whether the client agreed to be asked (domain:E9). */
export const Capability = z.strictObject({
  ...entryFields,
  accountId: Id,
  /** The problem, by the same name as in `problem-stated`. */
  solves: Words,
  consent: z.discriminatedUnion("status", [
    z.strictObject({ status: z.literal("given"), at: Instant }),
    z.strictObject({ status: z.literal("refused"), at: Instant }),
    z.strictObject({ status: z.literal("not-asked") }),
  ]),
});
export type Capability = z.infer<typeof Capability>;
