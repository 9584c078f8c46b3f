import type { ObjectType } from "./object-type.ts";
import { type Property, type PropertyCatalogue, type PropertyType, property } from "./property.ts";

/** Instants at which HubSpot's own properties came to be are of no interest here. */
const BEGINNING = "1970-01-01T00:00:00Z";

type Row = readonly [name: string, label: string, type: PropertyType, choices?: readonly string[]];

const OWNED: readonly Row[] = [["hubspot_owner_id", "Owner", "enumeration"]];
const TIMED: readonly Row[] = [["hs_timestamp", "Activity date", "datetime"], ...OWNED];

/** Writable properties (hubspot facts §4 and §5). An enumeration without choices has external options. */
const WRITABLE: Readonly<Record<string, readonly Row[]>> = {
  deals: [
    ["dealname", "Deal Name", "string"],
    ["dealstage", "Deal Stage", "enumeration"],
    ["pipeline", "Pipeline", "enumeration"],
    ["amount", "Amount", "number"],
    ["deal_currency_code", "Currency", "enumeration"],
    ["closedate", "Close Date", "datetime"],
    ["hs_next_step", "Next step", "string"],
    ["description", "Deal Description", "string"],
    ["dealtype", "Deal Type", "enumeration", ["newbusiness", "existingbusiness"]],
    ["closed_lost_reason", "Closed Lost Reason", "string"],
    ["closed_won_reason", "Closed Won Reason", "string"],
    ...OWNED,
  ],
  companies: [
    ["name", "Company name", "string"],
    ["domain", "Company Domain Name", "string"],
    ["website", "Website URL", "string"],
    ["industry", "Industry", "string"],
    ["city", "City", "string"],
    ["country", "Country", "string"],
    ["numberofemployees", "Number of Employees", "number"],
    ["annualrevenue", "Annual Revenue", "number"],
    ["hs_pipeline", "Pipeline", "string"],
    ["lifecyclestage", "Lifecycle Stage", "enumeration"],
    ...OWNED,
  ],
  contacts: [
    ["email", "Email", "string"],
    ["firstname", "First Name", "string"],
    ["lastname", "Last Name", "string"],
    ["jobtitle", "Job Title", "string"],
    ["phone", "Phone Number", "string"],
    ["mobilephone", "Mobile Phone Number", "string"],
    ["address", "Street Address", "string"],
    ["city", "City", "string"],
    ["country", "Country/Region", "string"],
    ["hs_pipeline", "Pipeline", "string"],
    ["company", "Company Name", "string"],
    ["website", "Website URL", "string"],
    ["lifecyclestage", "Lifecycle Stage", "enumeration"],
    ...OWNED,
  ],
  tasks: [
    ["hs_task_subject", "Task Title", "string"],
    ["hs_task_body", "Task Notes", "string"],
    [
      "hs_task_status",
      "Task Status",
      "enumeration",
      ["NOT_STARTED", "COMPLETED", "IN_PROGRESS", "WAITING", "DEFERRED"],
    ],
    ["hs_task_priority", "Priority", "enumeration", ["NONE", "LOW", "MEDIUM", "HIGH"]],
    ["hs_task_type", "Task Type", "enumeration", ["TODO", "CALL", "EMAIL"]],
    ["hs_task_reminders", "Reminders", "string"],
    ...TIMED,
  ],
  calls: [
    ["hs_call_title", "Call Title", "string"],
    ["hs_call_body", "Call notes", "string"],
    ["hs_call_direction", "Call direction", "enumeration", ["INBOUND", "OUTBOUND"]],
    ["hs_call_disposition", "Call outcome", "string"],
    ["hs_call_duration", "Call duration", "number"],
    ["hs_call_status", "Call Status", "string"],
    ...TIMED,
  ],
  emails: [
    ["hs_email_subject", "Email subject", "string"],
    ["hs_email_text", "Email body", "string"],
    ["hs_email_html", "Email HTML", "string"],
    ["hs_email_direction", "Email Direction", "enumeration", ["EMAIL", "INCOMING_EMAIL", "FORWARDED_EMAIL"]],
    [
      "hs_email_status",
      "Email send status",
      "enumeration",
      ["BOUNCED", "FAILED", "SCHEDULED", "SENDING", "SENT"],
    ],
    ["hs_email_headers", "Email Headers", "string"],
    ["hs_email_from_email", "Email from address", "string"],
    ["hs_email_to_email", "Email to address", "string"],
    ...TIMED,
  ],
  meetings: [
    ["hs_meeting_title", "Meeting name", "string"],
    ["hs_meeting_body", "Meeting description", "string"],
    ["hs_meeting_outcome", "Meeting outcome", "string"],
    ["hs_meeting_start_time", "Meeting start time", "datetime"],
    ["hs_meeting_end_time", "Meeting end time", "datetime"],
    ["hs_internal_meeting_notes", "Internal meeting notes", "string"],
    ...TIMED,
  ],
  notes: [["hs_note_body", "Note body", "string"], ...TIMED],
};

/** Read-only properties that every object has. */
const SYSTEM: readonly Row[] = [
  ["hs_object_id", "Record ID", "number"],
  ["hs_object_source", "Record creation source", "string"],
  ["hs_object_source_id", "Record creation source ID", "string"],
  ["hs_object_source_label", "Record source", "string"],
  ["hs_created_by_user_id", "Created by user ID", "number"],
  ["hs_merged_object_ids", "Merged Record IDs", "string"],
  ["hs_unique_creation_key", "Unique creation key", "string"],
];

const CALCULATED: Readonly<Record<string, readonly Row[]>> = {
  deals: [
    ["hs_is_closed", "Is Deal Closed?", "bool"],
    ["hs_is_closed_won", "Is Closed Won", "bool"],
    ["hs_deal_stage_probability", "Deal probability", "number"],
    ["amount_in_home_currency", "Amount in company currency", "number"],
    ["hs_closed_amount", "Closed Deal Amount", "number"],
    ["hs_closed_amount_in_home_currency", "Closed Deal Amount In Home Currency", "number"],
    ["hs_exchange_rate", "Exchange rate", "number"],
    ["num_associated_contacts", "Number of Associated Contacts", "number"],
  ],
  contacts: [
    ["hs_all_contact_vids", "All vids for a contact", "string"],
    ["hs_currently_enrolled_in_prospecting_agent", "Currently enrolled in Prospecting Agent", "bool"],
    ["hs_email_domain", "Email Domain", "string"],
    ["hs_is_contact", "Is a contact", "bool"],
    ["hs_is_unworked", "Contact unworked", "bool"],
    ["hs_lifecyclestage_lead_date", "Became a Lead Date", "datetime"],
    ["hs_membership_has_accessed_private_content", "Has been enrolled in Membership", "number"],
    ["hs_registered_member", "Registered Member", "number"],
  ],
  tasks: [["hs_task_completion_date", "Completed at", "datetime"]],
};

const FIELD_TYPES: Readonly<Record<PropertyType, string>> = {
  string: "text",
  number: "number",
  date: "date",
  datetime: "date",
  enumeration: "select",
  bool: "booleancheckbox",
};

const BOOLEAN = ["true", "false"];

function standard(
  row: Row,
  groupName: string,
  traits: { calculated?: boolean; readOnly?: boolean },
): Property {
  const [name, label, type, choices] = row;
  const values = choices ?? (type === "bool" ? BOOLEAN : []);
  const options = values.map((value, displayOrder) => ({ label: value, value, displayOrder, hidden: false }));
  const externalOptions = type === "enumeration" && !choices;
  return property({ name, label, type, fieldType: FIELD_TYPES[type], groupName, options }, BEGINNING, {
    hubspotDefined: true,
    externalOptions,
    ...traits,
  });
}

/** The properties that every portal has for an object type, in one group. */
export function standardProperties(type: ObjectType): PropertyCatalogue {
  const groupName = `${type.singular}information`;
  const dates: Row[] = [
    [type.createdProperty, "Create Date", "datetime"],
    [type.modifiedProperty, "Last Modified Date", "datetime"],
  ];
  const properties = [
    ...(WRITABLE[type.name] ?? []).map((row) => standard(row, groupName, {})),
    ...[...SYSTEM, ...dates].map((row) => standard(row, groupName, { readOnly: true })),
    ...(CALCULATED[type.name] ?? []).map((row) => standard(row, groupName, { calculated: true })),
  ];
  return {
    properties: new Map(properties.map((each) => [each.name, each])),
    groups: new Map([
      [
        groupName,
        { name: groupName, label: `${type.singular} information`, displayOrder: 0, archived: false },
      ],
    ]),
  };
}

const STAGE_PROPERTIES = [
  ["date_entered", "Date entered", "datetime"],
  ["date_exited", "Date exited", "datetime"],
  ["latest_time_in", "Latest time in", "number"],
  ["cumulative_time_in", "Cumulative time in", "number"],
] as const;

/** Calculated properties of one stage of a deal pipeline (hubspot facts §4). */
export function stageProperties(stageId: string, stageLabel: string): Property[] {
  return STAGE_PROPERTIES.map(([name, label, type]) =>
    standard([`hs_v2_${name}_${stageId}`, `${label} "${stageLabel}"`, type], "dealinformation", {
      calculated: true,
    }),
  );
}

/** Calculated properties of the stage that a deal is in, on the editions that have those of the stages. */
export function currentStageProperties(): Property[] {
  const rows: readonly Row[] = [
    ["hs_v2_date_entered_current_stage", "Date entered current stage", "datetime"],
    ["hs_v2_time_in_current_stage", "Time in current stage", "datetime"],
  ];
  return rows.map((row) => standard(row, "dealinformation", { calculated: true }));
}
