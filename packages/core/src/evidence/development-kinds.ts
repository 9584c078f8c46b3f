import type { EvidenceKindFacts } from "./kind.ts";

/** Steps of the ladder of a skill (domain:V10). */
export const developmentKinds = {
  "skill-learned": {
    situation: "development",
    side: "seller",
    moves: "development",
    polarity: 1,
    meaning: "Learned a skill or behaviour; `topic` names it",
  },
  "skill-applied": {
    situation: "development",
    side: "seller",
    moves: "development",
    polarity: 1,
    meaning: "Applied it in the field",
  },
  "skill-understood": {
    situation: "development",
    side: "seller",
    moves: "development",
    polarity: 1,
    meaning: "Explained it to a coach or peer, or had it confirmed by one",
  },
} as const satisfies Record<string, EvidenceKindFacts>;
