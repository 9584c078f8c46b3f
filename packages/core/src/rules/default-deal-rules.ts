import { defaultActivityRules } from "./default-activity-rules.ts";
import { defaultDecisionRules } from "./default-decision-rules.ts";
import { defaultMailRules } from "./default-mail-rules.ts";
import type { EvidenceRule } from "./evidence-rule.ts";

/** Of {@link defaultEvidenceRules} those whose evidence the standing of a deal is read from. */
export const defaultDealRules: readonly EvidenceRule[] = [
  ...defaultMailRules,
  ...defaultDecisionRules,
  ...defaultActivityRules,
];
