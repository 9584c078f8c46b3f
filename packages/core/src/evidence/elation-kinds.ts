import type { EvidenceKindFacts } from "./kind.ts";

/** Signs of elation and of its opposite (domain:E2); their points are policy. */
export const elationKinds = {
  "personal-thanks": {
    situation: "account",
    side: "buyer",
    moves: "elation",
    polarity: 1,
    meaning: "The client thanked us personally",
  },
  "referral-given": {
    situation: "account",
    side: "buyer",
    moves: "elation",
    polarity: 1,
    meaning: "The client referred us to another company",
  },
  "help-requested": {
    situation: "account",
    side: "buyer",
    moves: "elation",
    polarity: 1,
    meaning: "The client turned to us for advice or help",
  },
  "benefit-confirmed": {
    situation: "account",
    side: "buyer",
    moves: "elation",
    polarity: 1,
    meaning:
      "The client confirmed a benefit; `topic` names it (cash-flow, profit, new-customers, or your own)",
  },
  "introduction-solved": {
    situation: "account",
    side: "buyer",
    moves: "elation",
    polarity: 1,
    meaning: "The client confirmed that an introduction of ours solved a problem",
  },
  "joint-work": {
    situation: "account",
    side: "buyer",
    moves: "elation",
    polarity: 1,
    meaning: "The client works with another client of ours",
  },
  "reference-given": {
    situation: "account",
    side: "buyer",
    moves: "elation",
    polarity: 1,
    meaning: "The client acted as our reference",
  },
  "survey-high": {
    situation: "account",
    side: "buyer",
    moves: "elation",
    polarity: 1,
    meaning: "The client answered a survey with 9 or 10, or 5 of 5",
  },
  "survey-low": {
    situation: "account",
    side: "buyer",
    moves: "elation",
    polarity: -1,
    meaning: "The client answered a survey with 0 to 6",
  },
  complaint: {
    situation: "account",
    side: "buyer",
    moves: "elation",
    polarity: -1,
    meaning: "The client complained; open until a `complaint-resolved` of the same topic",
  },
  "complaint-resolved": {
    situation: "account",
    side: "buyer",
    moves: "nothing",
    polarity: 0,
    meaning: "The client confirmed that the complaint is settled",
  },
  "broken-promise-confirmed": {
    situation: "account",
    side: "buyer",
    moves: "elation",
    polarity: -1,
    meaning: "The client confirmed that we broke a promise",
  },
  "sale-regretted": {
    situation: "account",
    side: "buyer",
    moves: "elation",
    polarity: -1,
    meaning: "The client regrets the purchase",
  },
} as const satisfies Record<string, EvidenceKindFacts>;
