import * as z from "zod/mini";
import { Instant } from "../instant.ts";
import { entryFields, Id, Words } from "./entry.ts";

/** Something that legitimately waits, with why and until when; then it is judged again. */
export const Snooze = z.strictObject({
  ...entryFields,
  subject: z.discriminatedUnion("type", [
    z.strictObject({ type: z.literal("deal"), dealId: Id }),
    z.strictObject({ type: z.literal("account"), accountId: Id }),
  ]),
  reason: Words,
  resumeAt: Instant,
});
export type Snooze = z.infer<typeof Snooze>;
