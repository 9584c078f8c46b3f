import type { GoalsPolicy } from "./goals-policy.ts";

/** The defaults of {@link GoalsPolicy}, each with its reason. */
export const defaultGoalsPolicy: GoalsPolicy = {
  // "Make time in the next week": seven days.
  planDays: 7,
  // A question is answered by one thing; three are a choice and no list to work off.
  proposals: 3,
  progressDays: 7,
  // The window of the busy ratio, so that work and progress are about the same weeks.
  reviewDays: 28,
  // The quiet days of domain 3.3: four weeks without anything from the buyer.
  coachingAfterDays: 28,
  // "And for the next 12 months", whatever day it is: four whole quarters beyond this one.
  quartersAhead: 4,
  // One's own former twelve weeks, as in the busy ratio.
  trendWeeks: 12,
  // Two weeks, as in domain 3.8.
  sprintBusinessDays: 10,
  // Below this one close more or less moves the share by over ten points.
  minimumCloses: 10,
};
