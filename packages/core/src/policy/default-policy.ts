import { defaultEvidenceRules } from "../rules/default-evidence-rules.ts";
import { defaultArticulationPolicy } from "./default-articulation-policy.ts";
import { defaultCalendarPolicy } from "./default-calendar-policy.ts";
import { defaultGoalsPolicy } from "./default-goals-policy.ts";
import { defaultHarvestPolicy } from "./default-harvest-policy.ts";
import { defaultObligationPolicy } from "./default-obligation-policy.ts";
import { defaultPeoplePolicy } from "./default-people-policy.ts";
import { defaultRelationshipPolicy } from "./default-relationship-policy.ts";
import { defaultTriagePolicy } from "./default-triage-policy.ts";
import type { Policy } from "./policy.ts";

/** The policy in force when nothing else is said. Each number carries its reason. */
export const defaultPolicy: Policy = {
  version: "headway-default-1",
  // Only the order of grades is claimed (domain 3.1); the distances are a convention.
  gradeWeights: { 0: 0, 1: 0, 2: 0.4, 3: 0.8, 4: 1 },
  // All alike, and halving from grade to grade: what nobody claims lies between them.
  gradeWeightAlternatives: [
    [1, 1, 1],
    [0.25, 0.5, 1],
  ],
  minimumOrderAgreement: 0.8,
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
  // A year: the horizon of an account plan.
  account: { windowDays: 365 },
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
  elation: {
    // Pseudo-counts of domain 3.5: what costs the client more counts more.
    points: {
      "personal-thanks": 2,
      "referral-given": 3,
      "help-requested": 1,
      "benefit-confirmed": 3,
      "introduction-solved": 2,
      "joint-work": 1,
      "reference-given": 2,
      "survey-high": 0.5,
      complaint: -2,
      "broken-promise-confirmed": -2,
      "sale-regretted": -3,
      "survey-low": -0.5,
    },
    resolvedComplaintPoints: -0.5,
    // An answer to our question tells less than an unasked word.
    promptedFactor: 0.5,
    // Half a year for words and gestures, a year for results.
    halfLifeDays: 180,
    benefitHalfLifeDays: 365,
    // One imagined point on each side: nothing known is an even balance.
    priorFor: 1,
    priorAgainst: 1,
    minimumPoints: 1,
    minimumPointsForLabel: 2,
    // Three points without a negative just reach it; five points last about 133 days.
    elatedAbove: 2 / 3,
    elatedProbability: 0.8,
    // A lower bar for keeping the label than for gaining it, so that it does not flicker.
    keptProbability: 0.7,
    // The label cannot move far within a week.
    labelCheckDays: 7,
    minimumPositiveKinds: 2,
    unpromptedMinimumGrade: 3,
    // More against than for, as surely as elated is said.
    strainedBelow: 0.5,
    strainedProbability: 0.8,
  },
  // Nine minutes a call, six a mail, half an hour around a meeting (domain 3.3).
  hours: { call: 0.15, email: 0.1, task: 0.1, meetingLength: 0.5, meetingOverhead: 0.5 },
  busy: {
    windowDays: 28,
    // One's own former twelve weeks are the comparison, not one's peers.
    earlierDays: 84,
    // Less than an hour of earlier work is no comparison.
    minimumEarlierHours: 1,
    // As much certainty as one advance gives.
    priorShape: 1,
    // With fewer hours logged than this the ratio would judge the logging.
    minimumCoverage: 0.6,
    workingHoursPerWeek: 40,
    quietAccountDays: 28,
    // Work within two days of the client's message answers it.
    reactionDays: 2,
  },
  // Three uses over two months, the last within a month: kept up, not tried out (domain 3.2).
  development: { sustainedApplications: 3, sustainedDays: 60, sustainedWithinDays: 30 },
  // The weekly plan looks seven days ahead (domain:V14).
  ask: { dueInDays: 7 },
  triage: defaultTriagePolicy,
  relationship: defaultRelationshipPolicy,
  goals: defaultGoalsPolicy,
  articulation: defaultArticulationPolicy,
  obligation: defaultObligationPolicy,
  harvest: defaultHarvestPolicy,
  people: defaultPeoplePolicy,
  calendar: defaultCalendarPolicy,
  evidenceRules: [...defaultEvidenceRules],
  keepDefaultRules: true,
};
