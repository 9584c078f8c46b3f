import { emailPhraseRule } from "./email-phrase-rule.ts";
import type { EvidenceRule } from "./evidence-rule.ts";

const version = "1";

/** Stands before the rules of plain mail: a repeated deadline is one attempt, and takes the place of one. */
export const defaultDeadlineRules: readonly EvidenceRule[] = [
  {
    id: "email-deadline-repeated",
    version,
    note: "One attempt, not two: it stands instead of the plain mail",
    on: {
      object: "email",
      where: [
        { field: "direction", equals: "outbound" },
        {
          field: "text",
          contains: [
            "account will be cancelled",
            "account will be canceled",
            "subscription will be cancelled",
            "subscription will be canceled",
            "contract will be cancelled",
            "contract will be canceled",
            "renewal deadline",
            "deadline for renewal",
            "deadline for your renewal",
            "final reminder",
            "last reminder",
          ],
        },
      ],
    },
    gives: { kind: "deadline-message", actorSide: "seller", grade: 0 },
    exclusive: true,
  },
];

/** What triage, renewals and reviews are read from and no standing of a deal is: noes, and what sellers think. */
export const defaultReviewRules: readonly EvidenceRule[] = [
  emailPhraseRule({
    id: "email-declined",
    kind: "deal-declined",
    contains: [
      "we decided not to",
      "we have decided not to",
      "we've decided not to",
      "decided against",
      "we will not be moving forward",
      "we won't be moving forward",
      "we are not going to proceed",
    ],
  }),
  emailPhraseRule({
    id: "email-cancelled",
    kind: "contract-cancelled",
    contains: [
      "please cancel our contract",
      "please cancel our subscription",
      "please cancel our account",
      "we are cancelling our",
      "we are canceling our",
      "we hereby cancel",
      "we hereby terminate",
      "we want to cancel our contract",
      "we want to cancel our subscription",
    ],
    lacks: ["cancelling our meeting", "canceling our meeting", "cancelling our call", "canceling our call"],
  }),
  emailPhraseRule({
    id: "email-deferred",
    kind: "deal-deferred",
    contains: [
      "postpone",
      "postponed",
      "put this on hold",
      "put it on hold",
      "put the project on hold",
      "project is on hold",
      "push this back",
      "push this to next",
      "revisit this next",
      "come back to this next",
      "not a priority right now",
      "not the right time",
    ],
    lacks: ["not postpone", "do not postpone", "don't want to postpone"],
  }),
  {
    id: "stage-edited",
    version,
    note: "A stage is the seller's opinion: never an advance",
    on: { object: "stage-change", where: [] },
    gives: { kind: "stage-edited", actorSide: "seller", grade: 0 },
  },
];
