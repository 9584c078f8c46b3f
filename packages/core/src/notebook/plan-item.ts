import * as z from "zod/mini";
import { Commitment } from "../evidence/commitment.ts";
import { Instant } from "../instant.ts";
import { entryFields, Id, Words } from "./entry.ts";

/** Something a seller means to do, and the customer's commitment wanted from it (domain:V14, domain:R8). */
export const PlanItem = z.strictObject({
  ...entryFields,
  /** Which of the three questions it answers (domain:V15). */
  question: z.enum(["account-health", "buying-decision", "capability"]),
  what: Words,
  plannedFor: Instant,
  /** The commitment wanted of the customer; a capability needs none. */
  wanted: z.optional(Commitment),
  goalId: z.optional(Id),
  accountId: z.optional(Id),
  dealId: z.optional(Id),
  skill: z.optional(Words),
  doneAt: z.optional(Instant),
});
export type PlanItem = z.infer<typeof PlanItem>;
