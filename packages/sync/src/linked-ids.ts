import type { CrmRecord, ObjectName } from "@headway/crm";

/** The known linked ids of one object; empty where there are none or they could not be read. */
export function linkedIds(record: CrmRecord, object: ObjectName): readonly string[] {
  const reading = record.links[object];
  return reading?.status === "known" ? reading.value : [];
}
