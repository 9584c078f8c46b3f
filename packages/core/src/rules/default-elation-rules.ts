import { emailPhraseRule } from "./email-phrase-rule.ts";
import type { EvidenceRule } from "./evidence-rule.ts";

/** Thanks, referrals, requests for help and complaints, read from the sender's own words (domain:E2). */
export const defaultElationRules: readonly EvidenceRule[] = [
  emailPhraseRule({
    id: "email-thanks",
    kind: "personal-thanks",
    contains: [
      "thank you for helping",
      "thanks for helping",
      "thank you for your help",
      "thanks for your help",
      "thank you for all",
      "thanks for all",
      "thank you for everything",
      "thanks for everything",
      "thank you so much",
      "thanks so much",
      "thank you personally",
      "really appreciate your help",
      "we could not have done it without you",
      "couldn't have done it without you",
    ],
    lacks: ["in advance"],
    gives: { prompted: false },
  }),
  emailPhraseRule({
    id: "email-referral",
    kind: "referral-given",
    contains: [
      "recommended you to",
      "referred you to",
      "passed on your name",
      "passed your name",
      "gave them your name",
      "gave your name to",
      "introduce you to a friend",
      "introduce you to another company",
      "should talk to you",
    ],
    gives: { prompted: false },
  }),
  emailPhraseRule({
    id: "email-help-requested",
    kind: "help-requested",
    contains: [
      "could you advise",
      "can you advise",
      "could you help",
      "can you help",
      "need your help",
      "need your advice",
      "like your advice",
      "what would you advise",
      "what would you recommend",
    ],
    gives: { prompted: false },
  }),
  emailPhraseRule({
    id: "email-complaint",
    kind: "complaint",
    contains: [
      "formal complaint",
      "i want to complain",
      "we are very disappointed",
      "this is unacceptable",
      "we are not happy with",
    ],
  }),
];
