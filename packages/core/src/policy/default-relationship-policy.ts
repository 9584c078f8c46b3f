import type { RelationshipPolicy } from "./relationship-policy.ts";

/** The defaults of {@link RelationshipPolicy}, each with its reason. */
export const defaultRelationshipPolicy: RelationshipPolicy = {
  turnToMe: {
    // Half a year, as long as a word of elation lives by half; shorter windows hold too few requests.
    windowDays: 180,
    // Requests a month: most clients ask a few times a year.
    perDays: 30,
    // A rate over less than four weeks is noise.
    minimumDays: 28,
    // Half a request: the usual prior that leaves the least of itself in a rate.
    priorRequests: 0.5,
  },
  advisor: {
    windowDays: 180,
    // Under five interactions a share is chance.
    minimumInteractions: 5,
    // Half an interaction on each side, for the same reason as above.
    priorFor: 0.5,
    priorAgainst: 0.5,
    // A reply answers us and is not initiated by the client; who called a meeting is not recorded.
    interactions: {
      "client-initiated-contact": "client-initiated",
      "help-requested": "client-initiated",
      "help-given": "not-selling",
      "introduction-made": "not-selling",
      "advised-not-to-buy": "not-selling",
      "thanks-given": "not-selling",
      "customer-backed": "not-selling",
      "buyer-reply": "other",
      "meeting-held": "other",
      "call-connected": "other",
      "seller-email": "other",
      "seller-call": "other",
      "proposal-sent": "other",
      "deadline-message": "other",
      "referral-asked": "other",
    },
  },
  // A quarter: later signs have other causes.
  notSold: { reactionDays: 90 },
  // Domain 3.5: a fall of .15 or more, nine in ten sure; one point on each side is the least a balance needs.
  erodingSale: {
    windowDays: 180,
    fall: 0.15,
    probability: 0.9,
    minimumPoints: 1,
    independentNegatives: 2,
  },
  // A quarter, and two thirds of the fall that is held against a sale: to be looked at, not yet a finding.
  disagreement: { windowDays: 90, fall: 0.1 },
  // Two weeks: later, thanks sound like the next pitch.
  gratitude: { thankWithinDays: 14 },
  // A year, the horizon of an account plan.
  medal: { elationDays: 365 },
  // Four to eight quarters later; under 30 clients a correlation says nothing.
  bet: { earliestDays: 365, latestDays: 730, minimumPairs: 30 },
};
