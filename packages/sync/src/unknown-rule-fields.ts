import type { EvidenceRule } from "@headway/core";
import type { CrmSchema } from "@headway/crm";
import { isCanonical, namedFields } from "./fields-to-read.ts";
import type { UnknownRuleField } from "./report.ts";

/**
 * Fields that rules name and this CRM's objects do not have, each once: a slip of the pen, or a rule
 * for another CRM. An object whose fields could not be read is passed over.
 */
export function unknownRuleFields(schema: CrmSchema, rules: readonly EvidenceRule[]): UnknownRuleField[] {
  return rules.flatMap((rule) => {
    const object = rule.on.object;
    const known = object === "stage-change" ? undefined : schema.objects[object];
    if (object === "stage-change" || known?.status !== "known") return [];
    const there = new Set(known.value.fields.map((field) => field.name));
    return [...new Set(namedFields(rule))]
      .filter((field) => !isCanonical(object, field) && !there.has(field))
      .map((field) => ({ ruleId: rule.id, object, field }));
  });
}
