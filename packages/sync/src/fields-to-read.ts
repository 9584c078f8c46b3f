import type { EvidenceRule } from "@headway/core";
import type { ObjectName } from "@headway/crm";
import { ownFieldKinds } from "./wanted-fields.ts";

/** Names that every record of the object carries anyway, as the evidence rules call them. */
const canonicalNames: Readonly<Record<string, readonly string[]>> = {
  deal: ["name", "stageId", "stageLabel", "pipelineId", "pipelineLabel", "status", "amount", "nextStep"],
  task: ["subject", "body", "status", "priority", "kind"],
  call: ["title", "body", "direction", "disposition", "status", "durationMinutes"],
  meeting: ["title", "body", "outcome", "durationMinutes"],
  email: ["subject", "text", "direction", "status"],
  note: ["body"],
};

/** The fields of a record to ask for besides the canonical ones: Headway's own, and those the evidence rules name. */
export function fieldsToRead(object: ObjectName, rules: readonly EvidenceRule[]): string[] {
  const own = Object.keys(ownFieldKinds[object] ?? {});
  const named = rules.filter((rule) => rule.on.object === object).flatMap(namedFields);
  return [...new Set([...own, ...named.filter((name) => !isCanonical(object, name))])];
}

/** Whether every record of the object carries a field of this name anyway. */
export function isCanonical(object: ObjectName, name: string): boolean {
  return canonicalNames[object]?.includes(name) ?? false;
}

/** Every field a rule looks at. */
export function namedFields(rule: EvidenceRule): string[] {
  const { gives } = rule;
  const texts = [gives.topic, gives.reason, gives.commitment?.what];
  return [
    ...rule.on.where.map((condition) => condition.field),
    ...texts.flatMap((text) => (typeof text === "object" ? [text.field] : [])),
    ...[
      gives.occurredField,
      gives.quoteField,
      gives.commitment?.dueField,
      gives.commitment?.fulfilledField,
    ].filter((name) => name !== undefined),
  ];
}
