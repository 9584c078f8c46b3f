import type { Org } from "../org.ts";
import { reference } from "../schema/field.ts";

/** A record type of opportunities and the stages of its sales process, in their order. */
export interface SalesProcess {
  readonly name: string;
  readonly stages: readonly string[];
}

/** Adds a record type; the first one gives opportunities the field for it. */
export function addRecordType(org: Org, { name, stages }: SalesProcess): string {
  if (!org.schema.field("Opportunity", "RecordTypeId")) {
    org.schema.putField("Opportunity", reference("RecordTypeId", "RecordType", { label: "Record Type ID" }));
  }
  const { Id } = org.insert("RecordType", {
    ...org.stamps(org.integrationUserId()),
    Name: name,
    DeveloperName: name.replace(/\W+/g, "_"),
    SobjectType: "Opportunity",
    IsActive: true,
  });
  org.salesProcesses.set(Id, [...stages]);
  return Id;
}
