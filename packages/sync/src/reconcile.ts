import type { CrmRecord, FieldKind, FieldValue, Patch } from "@headway/crm";
import { ownFieldKinds, stampField, type WantedFields } from "./wanted-fields.ts";

/** The own fields that can be written right now: present in the CRM, of the right kind, writable. */
export type WritableFields = ReadonlySet<string>;

/** The key under which {@link WritableFields} names a field. */
export function fieldKey(object: string, name: string): string {
  return `${object}.${name}`;
}

/**
 * The patch that makes a record read as wanted, or `null` when it already does: no change, no call
 * (`invariant:W5`). Only writable fields are considered; the stamp moves only with another field.
 */
export function reconcile(record: CrmRecord, wanted: WantedFields, writable: WritableFields): Patch | null {
  const changed = Object.entries(ownFieldKinds[record.object] ?? {})
    .filter(([name]) => writable.has(fieldKey(record.object, name)))
    .filter(([name, kind]) => name in wanted && !holds(record, name, kind, wanted[name] ?? null));
  if (changed.every(([name]) => name === stampField)) return null;
  const fields = Object.fromEntries(changed.map(([name]) => [name, wanted[name] ?? null]));
  return { type: "update", ref: { object: record.object, id: record.id }, fields };
}

function holds(record: CrmRecord, name: string, kind: FieldKind, wanted: FieldValue): boolean {
  return sameValue(kind, record.fields[name] ?? null, wanted);
}

/** Whether a value read from a CRM says the same as a wanted one: CRMs return numbers as text, dates as instants, and trim. */
export function sameValue(kind: FieldKind, held: FieldValue, wanted: FieldValue): boolean {
  if (isUnset(held) || isUnset(wanted)) return isUnset(held) && isUnset(wanted);
  switch (kind) {
    case "number":
      return Number(held) === Number(wanted);
    case "date":
      return String(held).slice(0, 10) === String(wanted).slice(0, 10);
    case "instant":
      // Salesforce keeps seconds, HubSpot milliseconds.
      return Math.abs(Date.parse(String(held)) - Date.parse(String(wanted))) < 1_000;
    case "boolean":
      return String(held) === String(wanted);
    default:
      return plainText(held) === plainText(wanted);
  }
}

function isUnset(value: FieldValue): boolean {
  return value === null || value === "";
}

function plainText(value: FieldValue): string {
  return String(value).replace(/\r\n/g, "\n").trim();
}
