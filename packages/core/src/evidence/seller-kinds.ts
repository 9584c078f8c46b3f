import type { EvidenceKindFacts } from "./kind.ts";

/** What sellers do; it never advances anything (domain:O6). */
export const sellerKinds = {
  "seller-email": {
    situation: "opportunity",
    side: "seller",
    moves: "effort",
    polarity: 0,
    meaning: "We wrote to the buyer",
  },
  "seller-call": {
    situation: "call",
    side: "seller",
    moves: "effort",
    polarity: 0,
    meaning: "We called the buyer",
  },
  "seller-task": {
    situation: "opportunity",
    side: "seller",
    moves: "effort",
    polarity: 0,
    meaning: "We did a task",
  },
  "seller-note": {
    situation: "opportunity",
    side: "seller",
    moves: "nothing",
    polarity: 0,
    meaning: "We wrote a note",
  },
  "proposal-sent": {
    situation: "opportunity",
    side: "seller",
    moves: "effort",
    polarity: 0,
    meaning: "We sent a proposal",
  },
  "stage-edited": {
    situation: "opportunity",
    side: "seller",
    moves: "nothing",
    polarity: 0,
    meaning: "We moved the deal to another stage",
  },
  "advised-not-to-buy": {
    situation: "account",
    side: "seller",
    moves: "nothing",
    polarity: 0,
    meaning: "We told the client not to buy",
  },
} as const satisfies Record<string, EvidenceKindFacts>;
