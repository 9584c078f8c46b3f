import type { EvidenceKindFacts } from "./kind.ts";

/** The four account advances (domain:V6). */
export const accountKinds = {
  "relationship-opened": {
    situation: "account",
    side: "buyer",
    moves: "account",
    polarity: 1,
    meaning: "The customer opened a new relationship in the company to us",
  },
  "time-committed": {
    situation: "account",
    side: "buyer",
    moves: "account",
    polarity: 1,
    meaning: "The customer committed people's time to the relationship",
  },
  "resource-committed": {
    situation: "account",
    side: "buyer",
    moves: "account",
    polarity: 1,
    meaning: "The customer committed resources to the relationship",
  },
  "stronger-position-confirmed": {
    situation: "account",
    side: "buyer",
    moves: "account",
    polarity: 1,
    meaning: "The customer said that we stand stronger than before",
  },
} as const satisfies Record<string, EvidenceKindFacts>;
