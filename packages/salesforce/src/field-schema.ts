import type { FieldKind, FieldSchema, ObjectName } from "@headway/crm";
import { headwayName, isHeadwayField } from "./field-names.ts";
import type { FieldDescribe } from "./vendor-answers.ts";

const longestText = 255;

/** Salesforce's field types in our kinds. Text kinds are told apart by length. */
const kinds: Readonly<Record<string, FieldKind | "text-by-length">> = {
  string: "text-by-length",
  textarea: "text-by-length",
  email: "text",
  phone: "text",
  url: "text",
  id: "text",
  reference: "text",
  combobox: "text",
  double: "number",
  currency: "number",
  percent: "number",
  int: "number",
  long: "number",
  date: "date",
  datetime: "instant",
  boolean: "boolean",
};

/** The kind of a field; a picklist counts as text unless it sits under one of Headway's own names. */
export function kindOf(field: FieldDescribe): FieldKind | "other" {
  if (field.type === "picklist") return isHeadwayField(field.name) ? "other" : "text";
  const kind = kinds[field.type] ?? "other";
  if (kind !== "text-by-length") return kind;
  return (field.length ?? 0) > longestText ? "long-text" : "text";
}

/** One field as the contract shows it. A field without field-level security does not appear at all. */
export function fieldSchema(object: ObjectName, field: FieldDescribe): FieldSchema {
  return {
    name: headwayName(object, field.name),
    label: field.label,
    kind: kindOf(field),
    writable: field.updateable,
    ...(field.updateable ? {} : { reason: readOnlyReason(field) }),
  };
}

/** Why a field cannot be written, in Salesforce's terms. */
export function readOnlyReason(field: FieldDescribe): string {
  if (field.calculated === true) return "a formula or roll-up field";
  if (field.createable === true) return "can be set only when the record is made";
  return "read-only for these credentials (a system field, or no edit access in field-level security)";
}
