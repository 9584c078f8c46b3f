import type { CrmWitness, ShownRecord } from "../crm-witness.ts";
import type { HubspotSandbox } from "./hubspot-sandbox.ts";
import type { WitnessRecord } from "./witness.ts";

const OWNER = "hubspot_owner_id";

/** What a person wants to see first of each object. */
const COLUMNS: Readonly<Record<string, readonly string[]>> = {
  deals: ["dealname", "dealstage", "amount", "closedate", OWNER, "hs_next_step", "hs_lastmodifieddate"],
  companies: ["name", "domain", OWNER, "hs_lastmodifieddate"],
  contacts: ["firstname", "lastname", "email", "jobtitle", "lastmodifieddate"],
  tasks: ["hs_task_subject", "hs_task_status", "hs_task_priority", "hs_timestamp", OWNER, "hs_task_body"],
  calls: ["hs_call_title", "hs_call_direction", "hs_call_disposition", "hs_call_duration", "hs_timestamp"],
  meetings: ["hs_meeting_title", "hs_meeting_outcome", "hs_meeting_start_time", "hs_meeting_body", OWNER],
  notes: ["hs_note_body", "hs_timestamp", OWNER],
  emails: ["hs_email_subject", "hs_email_direction", "hs_timestamp", "hs_email_text"],
};

function shown(record: WitnessRecord): ShownRecord {
  return { id: record.id, values: record.properties, whole: record };
}

/** A HubSpot sandbox as the control server sees it. */
export function hubspotWitness(sandbox: HubspotSandbox, apiUrl: string): CrmWitness {
  return {
    name: "hubspot",
    title: "HubSpot",
    apiUrl,
    objectTypes: sandbox.objectTypes,
    columns: COLUMNS,
    count: (objectType) => sandbox.count(objectType),
    page: (objectType, offset, limit) => sandbox.page(objectType, offset, limit).map(shown),
    record(objectType, id) {
      const record = sandbox.record(objectType, id);
      return record && shown(record);
    },
    edit: (objectType, id, values, by) => shown(sandbox.edit(objectType, id, values, by)),
    failNext: (fault) => sandbox.failNext(fault),
    requests: () => sandbox.requests(),
    resetRequests: () => sandbox.resetRequests(),
  };
}
