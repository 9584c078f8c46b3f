import { defaultEvidenceRules } from "../rules/default-evidence-rules.ts";
import { defaultArticulationPolicy } from "./default-articulation-policy.ts";
import { defaultCalendarPolicy } from "./default-calendar-policy.ts";
import { defaultDealPolicy } from "./default-deal-policy.ts";
import { defaultGoalsPolicy } from "./default-goals-policy.ts";
import { defaultHarvestPolicy } from "./default-harvest-policy.ts";
import { defaultObligationPolicy } from "./default-obligation-policy.ts";
import { defaultPeoplePolicy } from "./default-people-policy.ts";
import { defaultRelationshipPolicy } from "./default-relationship-policy.ts";
import { defaultTriagePolicy } from "./default-triage-policy.ts";
import type { Policy } from "./policy.ts";

/** The policy in force when nothing else is said. Each number carries its reason. */
export const defaultPolicy: Policy = {
  version: defaultDealPolicy.version,
  gradeWeights: defaultDealPolicy.gradeWeights,
  // All alike, and halving from grade to grade: what nobody claims lies between them.
  gradeWeightAlternatives: [
    [1, 1, 1],
    [0.25, 0.5, 1],
  ],
  minimumOrderAgreement: 0.8,
  advance: defaultDealPolicy.advance,
  // A year: the horizon of an account plan.
  account: { windowDays: 365 },
  momentum: defaultDealPolicy.momentum,
  stall: defaultDealPolicy.stall,
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
  ask: defaultDealPolicy.ask,
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
