import type { FieldDefinition, FieldKind, ObjectName } from "@headway/crm";
import { vendorName } from "./field-names.ts";
import { element, textIn } from "./soap.ts";

/** Where custom fields of an object are made: those of tasks, calls and meetings belong to Activity. */
const fieldHomes: { readonly [Name in ObjectName]?: { readonly home: string; readonly sobject: string } } = {
  deal: { home: "Opportunity", sobject: "Opportunity" },
  account: { home: "Account", sobject: "Account" },
  contact: { home: "Contact", sobject: "Contact" },
  task: { home: "Activity", sobject: "Task" },
  call: { home: "Activity", sobject: "Task" },
  meeting: { home: "Activity", sobject: "Event" },
};

/** The names of a field of ours in the Metadata API; `undefined` for objects that take none. */
export function metadataNames(
  field: FieldDefinition,
): { readonly fullName: string; readonly permission: string } | undefined {
  const place = fieldHomes[field.object];
  if (place === undefined) return undefined;
  const name = vendorName(field.object, field.name);
  return { fullName: `${place.home}.${name}`, permission: `${place.sobject}.${name}` };
}

const metadataTypes: Readonly<Record<FieldKind, string>> = {
  text: "Text",
  "long-text": "LongTextArea",
  number: "Number",
  date: "Date",
  instant: "DateTime",
  boolean: "Checkbox",
};

/**
 * `fullName` comes first and the rest by name, as the vendor's schema has them.
 *
 * @param isUnique False for the key of an object that can have none.
 */
export function customFieldXml(
  field: FieldDefinition,
  fullName: string,
  isUnique = field.unique === true,
): string {
  const parts: Readonly<Record<string, string | number | boolean | undefined>> = {
    caseSensitive: isUnique ? true : undefined,
    defaultValue: field.kind === "boolean" ? false : undefined,
    description: field.description.slice(0, 1000),
    externalId: isUnique ? true : undefined,
    label: field.label.slice(0, 40),
    length: fieldLength(field.kind, isUnique),
    precision: field.kind === "number" ? 18 : undefined,
    scale: field.kind === "number" ? 4 : undefined,
    type: metadataTypes[field.kind],
    unique: isUnique ? true : undefined,
    visibleLines: field.kind === "long-text" ? 5 : undefined,
  };
  const content = Object.entries(parts).map(([name, value]) => element(name, value));
  return `<metadata xsi:type="CustomField">${element("fullName", fullName)}${content.join("")}</metadata>`;
}

function fieldLength(kind: FieldKind, isUnique: boolean): number | undefined {
  if (kind === "long-text") return 32_000;
  if (kind !== "text") return undefined;
  return isUnique ? 80 : 255;
}

/**
 * Why a field that is there already cannot serve, `undefined` where it can.
 *
 * @param xml What `readMetadata` gave for it.
 */
export function fieldConflict(field: FieldDefinition, xml: string): string | undefined {
  const type = textIn(xml, "type");
  const expected = metadataTypes[field.kind];
  if (type !== expected)
    return `\`${field.name}\` on ${field.object} exists as ${type}, expected ${expected}`;
  if (field.unique !== true || isKey(xml) || isTaskKey(field)) return undefined;
  return `\`${field.name}\` on ${field.object} exists but is no unique external id`;
}

/** Tasks can do without a unique key, with a note on what that costs; see {@link noKeyNote}. */
export function isTaskKey(field: FieldDefinition): boolean {
  return field.unique === true && fieldHomes[field.object]?.home === "Activity";
}

/** What to know about a field that is there and should be a key, `undefined` where it is one or needs to be none. */
export function noKeyNote(field: FieldDefinition, xml: string): string | undefined {
  return isTaskKey(field) && !isKey(xml) ? withoutKey : undefined;
}

/** What follows where the org keeps no unique keys on activities. */
export const withoutKey =
  "this org keeps no unique external id on activities: before a task is made, tasks are looked for by their key, so only one process at a time should push tasks";

function isKey(xml: string): boolean {
  return textIn(xml, "unique") === "true" && textIn(xml, "externalId") === "true";
}
