import { defaultDealRules } from "../rules/default-deal-rules.ts";
import type { DealPolicy } from "./deal-policy.ts";

/**
 * Of {@link defaultPolicy} what the standing of a deal is judged by, for functions that write of deals alone: the
 * same numbers, and of the rules those whose evidence such a standing is read from.
 */
export const defaultDealPolicy: DealPolicy = {
  version: "headway-default-1",
  // Only the order of grades is claimed (domain 3.1); the distances are a convention.
  gradeWeights: { 0: 0, 1: 0, 2: 0.4, 3: 0.8, 4: 1 },
  advance: {
    // Below 2 nobody on the buyer's side is seen to act.
    minimumGrade: 2,
    // "Agreement from a customer": the words must be the buyer's (domain:V9).
    qualifiedOutMinimumGrade: 3,
    // A week covers holidays and late minutes; after it the promise is not being kept.
    lapseAfterDays: 7,
    // An advance is what the customer commits to, in whatever channel it was said.
    commitmentCountsAnywhere: true,
  },
  momentum: {
    // A quarter's length, so that momentum outlives the quarter; 45 and 180 are shown beside it.
    halfLifeDays: 90,
    sensitivityHalfLifeDays: [45, 180],
    // A rate over less than four weeks is noise.
    minimumDaysForRate: 28,
  },
  stall: {
    // By construction about one advance in ten comes later than this.
    quantile: 0.9,
    horizonDays: 365,
    severityDays: 28,
    // Below 30 spells a cohort's curve is read from its parent.
    minimumSpells: 30,
    // Parent pseudo-spells at risk in every week.
    shrinkage: 20,
    // A year of quarters, each of a hundred waits: fewer would fit the noise of one quarter.
    refit: { candidates: [5, 10, 20, 40, 80], minimumQuarters: 4, minimumSpells: 100 },
  },
  // The weekly plan looks seven days ahead (domain:V14).
  ask: { dueInDays: 7 },
  evidenceRules: [...defaultDealRules],
};
