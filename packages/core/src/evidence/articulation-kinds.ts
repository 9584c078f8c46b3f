import type { EvidenceKindFacts } from "./kind.ts";

/** What the buyer can say (domain:O14, domain:O15); `articulation` says in whose words. */
export const articulationKinds = {
  "need-articulated": {
    situation: "opportunity",
    side: "buyer",
    moves: "articulation",
    polarity: 0,
    meaning: "The buyer's need was put into words",
  },
  "motivation-articulated": {
    situation: "opportunity",
    side: "buyer",
    moves: "articulation",
    polarity: 0,
    meaning: "The buyer's motivation to change was put into words",
  },
  "help-articulated": {
    situation: "opportunity",
    side: "buyer",
    moves: "articulation",
    polarity: 0,
    meaning: "How our product helps was put into words",
  },
  "articulated-better": {
    situation: "opportunity",
    side: "seller",
    moves: "nothing",
    polarity: 0,
    meaning:
      "A person of ours marked the buyer's wording as better than ours; `topic` is need, motivation or help",
  },
} as const satisfies Record<string, EvidenceKindFacts>;
