import { type FieldValue, type Patch, patchSubject } from "@headway/crm";
import { vendorName } from "./field-names.ts";
import { readOnlyReason } from "./field-schema.ts";
import { UnreadableValue } from "./read-value.ts";
import type { FieldDescribe, ObjectDescribe } from "./vendor-answers.ts";

/** What goes into the JSON of a write. */
export type OutgoingValue = string | number | boolean | null;

const numberTypes = new Set(["double", "currency", "percent", "int", "long"]);
/** Beyond this a double no longer holds every cent; see {@link readMoney}. */
const exactNumberLimit = 2 ** 46;

/**
 * The fields of an update under Salesforce's names, each in the form its type wants. Throws
 * {@link UnreadableValue}, naming our field, for one that is not there, not writable or does not fit.
 */
export function outgoingFields(
  patch: Patch & { type: "update" },
  describe: ObjectDescribe,
): Readonly<Record<string, OutgoingValue>> {
  const fields = new Map(describe.fields.map((field) => [field.name.toLowerCase(), field]));
  const entries = Object.entries(patch.fields).map(([name, value]): [string, OutgoingValue] => {
    const field = fields.get(vendorName(patch.ref.object, name).toLowerCase());
    if (field === undefined) {
      const where = `on ${describe.name}`;
      throw new UnreadableValue(
        name,
        `there is no such field ${where} that these credentials can see (${patchSubject(patch)})`,
      );
    }
    if (!field.updateable) throw new UnreadableValue(name, `cannot be written: ${readOnlyReason(field)}`);
    return [field.name, outgoingValue(name, value, field)];
  });
  return Object.fromEntries(entries);
}

function outgoingValue(name: string, value: FieldValue, field: FieldDescribe): OutgoingValue {
  if (value === null) return field.type === "boolean" ? false : null;
  if (numberTypes.has(field.type)) return outgoingNumber(name, value);
  if (field.type === "boolean") return outgoingFlag(name, value);
  if (field.type === "date")
    return outgoingMatch(name, String(value), /^\d{4}-\d{2}-\d{2}$/, "a calendar day");
  if (field.type === "datetime") {
    return outgoingMatch(name, String(value), /^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})$/, "an instant");
  }
  return String(value);
}

function outgoingNumber(name: string, value: FieldValue): number {
  const text = String(value);
  const number = Number(text);
  if (!/^-?\d+(\.\d+)?$/.test(text)) throw new UnreadableValue(name, "is not a decimal number");
  if (Math.abs(number) >= exactNumberLimit)
    throw new UnreadableValue(name, "has more digits than can be sent exactly");
  return number;
}

function outgoingFlag(name: string, value: FieldValue): boolean {
  if (typeof value === "boolean") return value;
  throw new UnreadableValue(name, "is not true or false");
}

function outgoingMatch(name: string, text: string, pattern: RegExp, expected: string): string {
  if (pattern.test(text)) return text;
  throw new UnreadableValue(name, `is not ${expected}`);
}

/** Whether a field reads as it was sent, whatever Salesforce did to its form. */
export function readsAsSent(sent: OutgoingValue, read: unknown): boolean {
  if (sent === null || sent === "") return read === null || read === undefined || read === "";
  if (typeof sent === "string" && typeof read === "string") return sent === read || sameInstant(sent, read);
  return sent === read;
}

function sameInstant(sent: string, read: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}T/.test(sent)) return sent.trim() === read;
  return Date.parse(sent) === Date.parse(read.replace(/([+-]\d{2})(\d{2})$/, "$1:$2"));
}
