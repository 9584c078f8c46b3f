import type { CrmRecord, FieldValue } from "@headway/crm";

/**
 * The record as it reads after a confirmed write of Headway's own fields, so that the next
 * comparison is against what the CRM holds. Other fields come back by themselves with the next pull.
 */
export function withWrittenFields<R extends CrmRecord>(
  record: R,
  fields: Readonly<Record<string, FieldValue>>,
): R {
  const own = Object.entries(fields).filter(([name]) => name.startsWith("headway_"));
  return { ...record, fields: { ...record.fields, ...Object.fromEntries(own) } };
}
