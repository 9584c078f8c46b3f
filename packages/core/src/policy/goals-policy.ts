import * as z from "zod/mini";

const Days = z.number().check(z.gt(0));

/** Constants of goals, plans and coaching. */
export const GoalsPolicy = z.strictObject({
  /** How far the weekly plan looks ahead (domain:V14). */
  planDays: Days,
  /** How many proposals a question without an answer gets (domain:V15). */
  proposals: z.int().check(z.gte(0)),
  /** Of how many days the moments of progress are shown (domain:V16). */
  progressDays: Days,
  /** The preceding period of a coaching review, when none is named (domain:V3). */
  reviewDays: Days,
  /** A deal or account goes to the coaching queue after so many days without an advance (domain:V12). */
  coachingAfterDays: Days,
  /** Whole quarters that the rolling plan holds beyond the one under way (domain:R8). */
  quartersAhead: z.int().check(z.gte(4)),
  /** How many weeks one's own trend goes back (domain:R12). */
  trendWeeks: z.int().check(z.gte(1)),
  /** The end of a period, in business days (domain:R4). */
  sprintBusinessDays: z.int().check(z.gte(1)),
  /** With fewer closes in the period there is no sprint index (domain:R4). */
  minimumCloses: z.int().check(z.gte(1)),
});
export type GoalsPolicy = z.infer<typeof GoalsPolicy>;
