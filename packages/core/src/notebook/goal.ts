import * as z from "zod/mini";
import { Situation } from "../evidence/situation.ts";
import { Instant } from "../instant.ts";
import { entryFields, Id, Words } from "./entry.ts";

/** Whose goal: the three lanes of the landscape, and the team's (domain:R7, domain:V17). */
export const GoalOwner = z.strictObject({
  type: z.enum(["person", "team", "company", "customer"]),
  /** The person's, team's, company's or account's id. */
  id: Id,
});
export type GoalOwner = z.infer<typeof GoalOwner>;

/** Something aimed at (domain:R5, domain:R6, domain:V3). */
export const Goal = z.strictObject({
  ...entryFields,
  owner: GoalOwner,
  class: z.enum(["business-development", "professional-development"]),
  /** What it is about, such as `revenue`, `healthcare accounts`, `discovery calls`; counts as breadth. */
  area: Words,
  text: Words,
  /** The situation whose advances move it. */
  situation: z.optional(Situation),
  /** When it is to be reached; how far ahead that lies counts as depth. */
  dueAt: z.optional(Instant),
  /** A goal of the owner's own that this one serves, or of another that it answers. */
  servesGoalIds: z.optional(z.array(Id)),
  /** How much, where it can be counted. */
  measure: z.optional(z.strictObject({ unit: Words, amount: z.number().check(z.gte(0)) })),
  /** What it is about in the CRM; advances there are progress. */
  accountIds: z.optional(z.array(Id)),
  dealIds: z.optional(z.array(Id)),
  /** The skill, for professional development. */
  skill: z.optional(Words),
  reachedAt: z.optional(Instant),
});
export type Goal = z.infer<typeof Goal>;
