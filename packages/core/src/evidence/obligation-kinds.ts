import type { EvidenceKindFacts } from "./kind.ts";

/** What stewardship is read from (domain:O8, domain:O10, domain:O20). */
export const obligationKinds = {
  "resource-spent": {
    situation: "opportunity",
    side: "seller",
    moves: "effort",
    polarity: 0,
    meaning: "We put a resource into it; `topic` names it, such as engineer, executive, legal, travel",
  },
  "said-no": {
    situation: "opportunity",
    side: "seller",
    moves: "nothing",
    polarity: 0,
    meaning: "We said no; a record of stewardship, no advance",
  },
  "buyer-win-stated": {
    situation: "opportunity",
    side: "buyer",
    moves: "nothing",
    polarity: 0,
    meaning: "The buyer said what the buyer wins by the deal",
  },
  "seller-win-recorded": {
    situation: "opportunity",
    side: "seller",
    moves: "nothing",
    polarity: 0,
    meaning: "We recorded what we win by the deal",
  },
} as const satisfies Record<string, EvidenceKindFacts>;
