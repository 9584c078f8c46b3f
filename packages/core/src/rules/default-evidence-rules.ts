import type { EvidenceRule } from "./evidence-rule.ts";

/** The rules that fit a CRM nobody has adapted yet. */
export const defaultEvidenceRules: readonly EvidenceRule[] = [];
