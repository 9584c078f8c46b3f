import type { EvidenceRule, RuleGives } from "./evidence-rule.ts";

/** What an inbound e-mail has to say, and must not say, for one kind of evidence. */
export interface EmailPhrases {
  readonly id: string;
  readonly kind: RuleGives["kind"];
  readonly contains: string[];
  readonly lacks?: string[];
  readonly gives?: Partial<RuleGives>;
}

/**
 * A rule that reads the sender's own words in an inbound e-mail. Grade 3: the words are the buyer's and are kept
 * verbatim. Phrases are narrow on purpose, since a missed sign is found by reading and a false one is believed.
 */
export function emailPhraseRule(phrases: EmailPhrases): EvidenceRule {
  const { contains, lacks } = phrases;
  return {
    id: phrases.id,
    version: "1",
    on: {
      object: "email",
      where: [
        { field: "direction", equals: "inbound" },
        { field: "text", contains, ...(lacks ? { lacks } : {}) },
      ],
    },
    gives: { kind: phrases.kind, actorSide: "buyer", grade: 3, quoteField: "text", ...phrases.gives },
  };
}
