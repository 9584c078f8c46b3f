import type { FieldKind, FieldSchema, ObjectName } from "@headway/crm";
import { nameOf } from "./field-names.ts";
import type { Property } from "./property-definitions.ts";

/** One property in neutral words. The close date is an instant to HubSpot and a day to everybody else. */
export function fieldSchema(object: ObjectName, property: Property): FieldSchema {
  const reason = readOnlyReason(property);
  return {
    name: nameOf(object, property.name),
    label: property.label,
    kind: object === "deal" && property.name === "closedate" ? "date" : fieldKind(property),
    writable: reason === undefined,
    ...(reason === undefined ? {} : { reason }),
  };
}

/** Why HubSpot takes no value for a property; `undefined` where it does. */
export function readOnlyReason(property: Property): string | undefined {
  if (property.calculated === true || property.fieldType.startsWith("calculation_"))
    return "calculated by HubSpot";
  return property.modificationMetadata?.readOnlyValue === true ? "read-only in HubSpot" : undefined;
}

const kinds: Readonly<Record<string, FieldKind>> = {
  string: "text",
  number: "number",
  date: "date",
  datetime: "instant",
  bool: "boolean",
};

/** The kind of field a property is; HubSpot's lists of options and the like are `other`. */
export function fieldKind(property: Pick<Property, "type" | "fieldType">): FieldKind | "other" {
  if (property.type === "string" && ["textarea", "html"].includes(property.fieldType)) return "long-text";
  return kinds[property.type] ?? "other";
}
