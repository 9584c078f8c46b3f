import type { EvidenceKindFacts } from "./kind.ts";

/** Steps of helping a client, from problem to success (domain:E5, domain:E9, domain:E12, domain:O2). */
export const helpKinds = {
  "problem-stated": {
    situation: "account",
    side: "buyer",
    moves: "nothing",
    polarity: 0,
    meaning: "The client told us of a problem; `topic` names it",
  },
  "help-given": {
    situation: "account",
    side: "seller",
    moves: "effort",
    polarity: 0,
    meaning: "We helped with a problem; `topic` names it",
  },
  "introduction-made": {
    situation: "account",
    side: "seller",
    moves: "nothing",
    polarity: 0,
    meaning: "We introduced the client to `otherAccountId`; `topic` names the problem",
  },
  "outcome-reported": {
    situation: "account",
    side: "buyer",
    moves: "nothing",
    polarity: 0,
    meaning: "The client told us how it went on; `topic` names the problem",
  },
  "thanks-given": {
    situation: "account",
    side: "seller",
    moves: "nothing",
    polarity: 0,
    meaning: "We thanked the client",
  },
} as const satisfies Record<string, EvidenceKindFacts>;
