import type { ObjectName } from "@headway/crm";

/** The objects of Salesforce that Headway reads. */
export type SObjectName = "Opportunity" | "Account" | "Contact" | "User" | "Task" | "Event" | "EmailMessage";

/** Canonical field names with the standard field that holds each, per object. */
const canonicalFields: { readonly [Name in ObjectName]?: Readonly<Record<string, string>> } = {
  deal: {
    name: "Name",
    stageId: "StageName",
    amount: "Amount",
    closeDate: "CloseDate",
    nextStep: "NextStep",
    ownerId: "OwnerId",
  },
  account: { name: "Name", domain: "Website", ownerId: "OwnerId" },
  contact: {
    firstName: "FirstName",
    lastName: "LastName",
    email: "Email",
    title: "Title",
    ownerId: "OwnerId",
  },
  user: { name: "Name", email: "Email", active: "IsActive" },
  task: {
    subject: "Subject",
    body: "Description",
    status: "Status",
    priority: "Priority",
    ownerId: "OwnerId",
    dueOn: "ActivityDate",
  },
  call: {
    title: "Subject",
    body: "Description",
    status: "Status",
    disposition: "CallDisposition",
    direction: "CallType",
    ownerId: "OwnerId",
  },
  meeting: { title: "Subject", body: "Description", endAt: "EndDateTime", ownerId: "OwnerId" },
  email: { subject: "Subject", text: "TextBody", status: "Status" },
};

/** Objects whose records can be updated. */
export const writableObjects: readonly ObjectName[] = ["deal", "account", "task"];

/** The field that makes tasks upsertable: an external id on Activity, addressed as a field of Task. */
export const taskKeyField = "Headway_Key__c";

/**
 * The name Salesforce uses. Canonical names turn into standard fields, `headway_next_ask` into
 * `Headway_Next_Ask__c`; any other name is Salesforce's own already.
 */
export function vendorName(object: ObjectName, name: string): string {
  const standard = canonicalFields[object];
  if (standard !== undefined && Object.hasOwn(standard, name)) return standard[name] ?? name;
  if (!name.startsWith("headway_")) return name;
  const words = name.split("_").map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return `${words.join("_")}__c`;
}

/** The name Headway uses for a field of Salesforce; the reverse of {@link vendorName}. */
export function headwayName(object: ObjectName, vendor: string): string {
  if (/^headway_\w+__c$/i.test(vendor)) {
    return vendor.slice(0, -"__c".length).toLowerCase();
  }
  const standard = Object.entries(canonicalFields[object] ?? {});
  return standard.find(([, field]) => field === vendor)?.[0] ?? vendor;
}

/** Whether a field is Headway's own, by its name. */
export function isHeadwayField(vendor: string): boolean {
  return /^Headway_\w+__c$/.test(vendor);
}
