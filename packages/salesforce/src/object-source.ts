import { CrmError, type ObjectName } from "@headway/crm";
import type { SObjectName } from "./field-names.ts";
import { type Soql, soql } from "./soql.ts";

/** Where the records of one kind come from, and what is read of each. */
export interface ObjectSource {
  readonly sobject: SObjectName;
  /** Fields read where the describe shows them; `Id`, `CreatedDate` and `SystemModstamp` always are. */
  readonly fields: readonly string[];
  /** Which rows of the sobject are meant, where not all. */
  readonly filter?: Soql;
  /** True where Salesforce hides rows after a year unless all rows are asked for. */
  readonly archives: boolean;
  /** True where records can only be switched off. */
  readonly isNeverDeleted?: boolean;
  /** Lookup fields that may name each linked object. */
  readonly links: { readonly [Name in ObjectName]?: readonly string[] };
}

const activityLinks = {
  deal: ["WhatId"],
  account: ["WhatId", "AccountId"],
  contact: ["WhoId"],
} as const;

const taskFields = [
  "WhatId",
  "WhoId",
  "WhoCount",
  "AccountId",
  "Subject",
  "Description",
  "Status",
  "IsClosed",
  "OwnerId",
  "ActivityDate",
  "CompletedDateTime",
  "TaskSubtype",
];

/**
 * Every object that can be pulled. Notes are not among them: neither the files (ContentNote) that notes
 * are today nor the older Note records are read.
 */
export const objectSources: { readonly [Name in ObjectName]?: ObjectSource } = {
  deal: {
    sobject: "Opportunity",
    fields: [
      "Name",
      "StageName",
      "Amount",
      "CurrencyIsoCode",
      "CloseDate",
      "NextStep",
      "OwnerId",
      "AccountId",
      "RecordTypeId",
    ],
    archives: false,
    links: { account: ["AccountId"] },
  },
  account: {
    sobject: "Account",
    fields: ["Name", "Website", "OwnerId", "MasterRecordId"],
    archives: false,
    links: {},
  },
  contact: {
    sobject: "Contact",
    fields: ["FirstName", "LastName", "Email", "Title", "OwnerId", "AccountId", "MasterRecordId"],
    archives: false,
    links: { account: ["AccountId"] },
  },
  user: {
    sobject: "User",
    fields: ["Name", "Email", "IsActive"],
    archives: false,
    isNeverDeleted: true,
    links: {},
  },
  task: {
    sobject: "Task",
    fields: [...taskFields, "Priority", "Headway_Key__c"],
    filter: soql`TaskSubtype != ${"Call"} AND TaskSubtype != ${"Email"} AND TaskSubtype != ${"ListEmail"}`,
    archives: true,
    links: activityLinks,
  },
  call: {
    sobject: "Task",
    fields: [...taskFields, "CallType", "CallDisposition", "CallDurationInSeconds"],
    filter: soql`TaskSubtype = ${"Call"}`,
    archives: true,
    links: activityLinks,
  },
  meeting: {
    sobject: "Event",
    fields: [
      "WhatId",
      "WhoId",
      "WhoCount",
      "AccountId",
      "Subject",
      "Description",
      "OwnerId",
      "StartDateTime",
      "ActivityDateTime",
      "ActivityDate",
      "EndDateTime",
    ],
    archives: true,
    links: activityLinks,
  },
  email: {
    sobject: "EmailMessage",
    fields: ["RelatedToId", "Subject", "TextBody", "HtmlBody", "Incoming", "Status", "MessageDate"],
    archives: false,
    links: { deal: ["RelatedToId"], account: ["RelatedToId"] },
  },
};

/** Where the records of an object come from; throws `unsupported` for one that is not read. */
export function sourceOf(object: ObjectName): ObjectSource {
  const source = objectSources[object];
  if (source !== undefined) return source;
  throw new CrmError("unsupported", {
    crm: "salesforce",
    message: `\`${object}\` records are not read from Salesforce`,
    remedy: "pull only the objects in `capabilities.objects`",
  });
}
