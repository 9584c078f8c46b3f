import type { ObjectName } from "@headway/crm";

/** What a column may hold for an object. `what`, `who` are lookups of several objects; `subtype` tells tasks from calls. */
export type ColumnName =
  | "id"
  | "name"
  | "pipeline"
  | "stage"
  | "closed"
  | "won"
  | "amount"
  | "currency"
  | "closeDate"
  | "nextStep"
  | "owner"
  | "createdAt"
  | "modifiedAt"
  | "deleted"
  | "domain"
  | "firstName"
  | "lastName"
  | "email"
  | "title"
  | "active"
  | "subject"
  | "body"
  | "status"
  | "priority"
  | "completedAt"
  | "occurredAt"
  | "endAt"
  | "outcome"
  | "direction"
  | "duration"
  | "durationSeconds"
  | "subtype"
  | "deal"
  | "account"
  | "contact"
  | "what"
  | "who";

/** Headers by column, the more telling ones first, as {@link headerKey} writes them. */
type Headers = Readonly<Partial<Record<ColumnName, readonly string[]>>>;

const times: Headers = {
  createdAt: ["createdate", "createddate", "hscreatedate", "objectcreatedatetime", "createdon"],
  modifiedAt: [
    "systemmodstamp",
    "lastmodifieddate",
    "hslastmodifieddate",
    "lastmodified",
    "objectlastmodifieddatetime",
    "updatedat",
  ],
  deleted: ["isdeleted"],
};
const hubspotLinks: Headers = {
  deal: ["associateddealids", "dealids"],
  account: ["associatedcompanyids", "associatedcompanyidsprimary", "associatedcompanyid", "accountid"],
  contact: ["associatedcontactids", "contactid"],
};
const activity: Headers = {
  ...times,
  ...hubspotLinks,
  id: ["recordid", "hsobjectid", "objectid", "activityid", "taskid", "eventid", "id"],
  owner: ["activityassignedto", "assignedto", "hubspotownerid", "ownerid", "assigned", "owner"],
  what: ["whatid", "relatedtoid"],
  who: ["whoid"],
};

/** Headers of both CRMs' exports (display names, internal names, Data Export, reports), for every object. */
export const knownColumns: Readonly<Record<ObjectName, Headers>> = {
  deal: {
    ...times,
    id: ["recordid", "dealid", "hsobjectid", "opportunityid", "objectid", "id"],
    name: ["dealname", "opportunityname", "name"],
    pipeline: ["pipeline", "recordtypeid", "opportunityrecordtype"],
    stage: ["dealstage", "stagename", "stage"],
    closed: ["isclosed", "isdealclosed", "hsisclosed", "closed"],
    won: ["isclosedwon", "iswon", "hsisclosedwon", "won"],
    amount: ["amount"],
    currency: ["currency", "dealcurrencycode", "currencyisocode", "amountcurrency", "opportunitycurrency"],
    closeDate: ["closedate"],
    owner: ["dealowner", "opportunityowner", "hubspotownerid", "ownerid", "owner"],
    nextStep: ["nextstep", "hsnextstep"],
    account: hubspotLinks.account ?? [],
    contact: hubspotLinks.contact ?? [],
  },
  account: {
    ...times,
    id: ["recordid", "companyid", "hsobjectid", "accountid", "objectid", "id"],
    name: ["companyname", "accountname", "name"],
    domain: ["companydomainname", "domain", "website", "websiteurl"],
    owner: ["companyowner", "accountowner", "hubspotownerid", "ownerid", "owner"],
    deal: hubspotLinks.deal ?? [],
    contact: ["associatedcontactids"],
  },
  contact: {
    ...times,
    id: ["recordid", "contactid", "hsobjectid", "objectid", "id"],
    firstName: ["firstname"],
    lastName: ["lastname"],
    email: ["email", "emailaddress"],
    title: ["jobtitle", "title"],
    owner: ["contactowner", "hubspotownerid", "ownerid", "owner"],
    deal: hubspotLinks.deal ?? [],
    account: hubspotLinks.account ?? [],
  },
  user: {
    ...times,
    id: ["userid", "id"],
    name: ["fullname", "name"],
    email: ["email"],
    active: ["isactive", "active"],
  },
  task: {
    ...activity,
    subject: ["tasktitle", "hstasksubject", "subject"],
    body: ["tasknotes", "hstaskbody", "description", "fullcomments", "comments"],
    status: ["taskstatus", "hstaskstatus", "status"],
    closed: ["isclosed", "closed"],
    priority: ["priority", "hstaskpriority"],
    completedAt: ["completedat", "hstaskcompletiondate", "completeddatetime"],
    occurredAt: ["duedate", "activitydate", "hstimestamp", "date"],
    subtype: ["tasksubtype"],
    direction: ["calltype"],
    outcome: ["calldisposition"],
    durationSeconds: ["calldurationinseconds"],
  },
  call: {
    ...activity,
    subject: ["calltitle", "hscalltitle"],
    body: ["callnotes", "hscallbody"],
    direction: ["calldirection", "hscalldirection"],
    outcome: ["calloutcome", "hscalldisposition"],
    status: ["callstatus", "hscallstatus"],
    duration: ["callduration", "hscallduration", "calldurationhhmmss"],
    occurredAt: ["activitydate", "hstimestamp"],
  },
  meeting: {
    ...activity,
    subject: ["meetingname", "meetingtitle", "hsmeetingtitle", "subject"],
    body: ["meetingdescription", "hsmeetingbody", "description"],
    outcome: ["meetingoutcome", "hsmeetingoutcome"],
    occurredAt: [
      "meetingstarttime",
      "hsmeetingstarttime",
      "startdatetime",
      "activitydatetime",
      "activitydate",
      "hstimestamp",
    ],
    endAt: ["meetingendtime", "hsmeetingendtime", "enddatetime"],
  },
  email: {
    ...activity,
    subject: ["emailsubject", "hsemailsubject", "subject"],
    body: ["emailbody", "emailtext", "hsemailtext", "textbody"],
    direction: ["emaildirection", "hsemaildirection", "incoming"],
    status: ["emailsendstatus", "emailstatus", "hsemailstatus", "status"],
    occurredAt: ["messagedate", "activitydate", "hstimestamp"],
  },
  note: {
    ...activity,
    body: ["notebody", "hsnotebody"],
    occurredAt: ["activitydate", "hstimestamp"],
  },
};

/** A header as headers are compared: small letters and digits alone. */
export function headerKey(header: string): string {
  return header
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
}

/** Headers that only files of an object have, in the order in which they are looked for; all of a group are needed. */
const tellTale: readonly (readonly [ObjectName, readonly (readonly string[])[]])[] = [
  ["call", [["calltitle"], ["hscalltitle"], ["calloutcome"], ["callnotes"]]],
  [
    "meeting",
    [
      ["meetingname"],
      ["meetingoutcome"],
      ["meetingstarttime"],
      ["hsmeetingtitle"],
      ["startdatetime"],
      ["activitydatetime"],
    ],
  ],
  ["email", [["emailsubject"], ["hsemailsubject"], ["messagedate"]]],
  ["note", [["notebody"], ["hsnotebody"]]],
  ["task", [["tasktitle"], ["taskstatus"], ["hstasksubject"], ["tasksubtype"], ["whoid", "activitydate"]]],
  ["deal", [["dealname"], ["dealstage"], ["stagename"], ["opportunityname", "stage"]]],
  ["user", [["username", "isactive"]]],
  ["contact", [["firstname", "lastname"]]],
  [
    "account",
    [
      ["companyname"],
      ["companydomainname"],
      ["accountname"],
      ["masterrecordid", "billingcity"],
      ["name", "billingcity"],
    ],
  ],
];

/** What a file holds, by its headers; `undefined` where they do not say. */
export function objectOfHeaders(headers: readonly string[]): ObjectName | undefined {
  const keys = new Set(headers.map(headerKey));
  return tellTale.find(([, groups]) => groups.some((group) => group.every((key) => keys.has(key))))?.[0];
}
