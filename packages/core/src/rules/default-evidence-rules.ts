import { defaultDealRules } from "./default-deal-rules.ts";
import { defaultElationRules } from "./default-elation-rules.ts";
import { defaultDeadlineRules, defaultReviewRules } from "./default-review-rules.ts";
import type { EvidenceRule } from "./evidence-rule.ts";

/** The rules that fit a CRM nobody has adapted yet. They err on the side of seeing too little (domain:O6). */
export const defaultEvidenceRules: readonly EvidenceRule[] = [
  ...defaultDeadlineRules,
  // The first of these silences the mails of machines for all that follow.
  ...defaultDealRules,
  ...defaultReviewRules,
  ...defaultElationRules,
];
