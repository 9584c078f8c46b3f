import type { ObjectName } from "@headway/crm";

/** Objects that HubSpot keeps as CRM objects; people of the seller's side are owners, a list of their own. */
export type StoredObject = Exclude<ObjectName, "user">;

/** What differs between HubSpot's objects; everything else about them is the same. */
export interface ObjectSource {
  /** As in paths and association keys: `deals`. */
  readonly plural: string;
  /** `lastmodifieddate` for contacts, `hs_lastmodifieddate` for the rest (hubspot facts §2). */
  readonly modifiedProperty: string;
  /** Properties that the canonical record is made of. */
  readonly properties: readonly string[];
  /** Objects that its records link to in every pull. */
  readonly links: readonly StoredObject[];
  /** Further links, read only for records pulled by name: what hangs on a deal. */
  readonly hanging: readonly StoredObject[];
  /** Read with every version it had; such reads carry 50 records at most instead of 100. */
  readonly historyOf?: string;
}

const shared = { modifiedProperty: "hs_lastmodifieddate", hanging: [] } as const;
const activity = { ...shared, links: ["deal", "account", "contact"] } as const;
const activityProperties = ["hs_timestamp", "hubspot_owner_id"] as const;

/** HubSpot's objects by canonical name (hubspot facts §2, §5). */
export const objectSources: Readonly<Record<StoredObject, ObjectSource>> = {
  deal: {
    ...shared,
    plural: "deals",
    properties: [
      ...["dealname", "pipeline", "dealstage", "amount", "deal_currency_code", "closedate"],
      ...["hs_next_step", "hubspot_owner_id", "hs_merged_object_ids"],
    ],
    links: ["account", "contact"],
    hanging: ["task", "call", "meeting", "email", "note"],
    historyOf: "dealstage",
  },
  account: {
    ...shared,
    plural: "companies",
    properties: ["name", "domain", "hubspot_owner_id", "hs_merged_object_ids"],
    links: [],
  },
  contact: {
    ...shared,
    plural: "contacts",
    modifiedProperty: "lastmodifieddate",
    properties: ["firstname", "lastname", "email", "jobtitle", "hubspot_owner_id", "hs_merged_object_ids"],
    links: ["account"],
  },
  task: {
    ...activity,
    plural: "tasks",
    properties: [
      ...activityProperties,
      ...["hs_task_subject", "hs_task_body", "hs_task_status", "hs_task_priority"],
      ...["hs_task_completion_date", "headway_key"],
    ],
  },
  call: {
    ...activity,
    plural: "calls",
    properties: [
      ...activityProperties,
      ...["hs_call_title", "hs_call_body", "hs_call_direction", "hs_call_duration"],
      ...["hs_call_status", "hs_call_disposition"],
    ],
  },
  meeting: {
    ...activity,
    plural: "meetings",
    properties: [
      ...activityProperties,
      ...["hs_meeting_title", "hs_meeting_body", "hs_meeting_outcome"],
      ...["hs_meeting_start_time", "hs_meeting_end_time"],
    ],
  },
  email: {
    ...activity,
    plural: "emails",
    properties: [
      ...activityProperties,
      ...["hs_email_subject", "hs_email_text", "hs_email_html", "hs_email_direction", "hs_email_status"],
    ],
  },
  note: { ...activity, plural: "notes", properties: [...activityProperties, "hs_note_body"] },
};

/** All of {@link objectSources}, in a fixed order. */
export const storedObjects: readonly StoredObject[] = [
  ...["deal", "account", "contact"],
  ...["task", "call", "meeting", "email", "note"],
] as readonly StoredObject[];

/** Whether HubSpot keeps this object as a CRM object. */
export function isStoredObject(object: ObjectName): object is StoredObject {
  return object !== "user";
}
