import * as z from "zod/mini";
import { entryFields, Words } from "./entry.ts";

/** A reason a seller gave for little progress; the seller's to share (domain:V4). */
export const StatedReason = z.strictObject({
  ...entryFields,
  reason: z.enum(["pressure-of-work", "scarcity-of-time", "other"]),
  text: Words,
  shared: z.optional(z.boolean()),
});
export type StatedReason = z.infer<typeof StatedReason>;
