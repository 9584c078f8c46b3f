import { defaultActivityRules } from "./default-activity-rules.ts";
import { defaultEmailRules } from "./default-email-rules.ts";
import type { EvidenceRule } from "./evidence-rule.ts";

/** The rules that fit a CRM nobody has adapted yet. They err on the side of seeing too little (domain:O6). */
export const defaultEvidenceRules: readonly EvidenceRule[] = [...defaultEmailRules, ...defaultActivityRules];
