import type { PortfolioActivity, PortfolioEngagement } from "../portfolio.ts";
import { DISPOSITIONS } from "./account-route.ts";
import { instantText } from "./instant.ts";
import { type Ids, milliseconds, valuesOf } from "./loaded-value.ts";
import { type Portal, tableOf } from "./portal.ts";
import type { StoredRecord, WriteSource } from "./record.ts";
import { addRecord } from "./write-record.ts";

/** Where loaded records say they come from. */
export const IMPORT: WriteSource = { type: "IMPORT", id: "portfolio" };

function meetingValues(meeting: Extract<PortfolioEngagement, { type: "meeting" }>) {
  const start = milliseconds(meeting.at);
  return {
    hs_meeting_title: meeting.title,
    hs_meeting_body: meeting.body,
    hs_meeting_outcome: meeting.outcome,
    hs_meeting_start_time: instantText(start),
    hs_meeting_end_time: instantText(start + (meeting.durationMs ?? 0)),
  };
}

function activityOf(activity: PortfolioActivity | PortfolioEngagement): {
  type: string;
  values: Record<string, string | number | undefined>;
} {
  switch (activity.type) {
    case "call": {
      const outcome = DISPOSITIONS.find((each) => each.label === activity.disposition);
      return {
        type: "calls",
        values: {
          hs_call_title: activity.title,
          hs_call_body: activity.body,
          hs_call_direction: activity.direction === "inbound" ? "INBOUND" : "OUTBOUND",
          hs_call_duration: activity.durationMs,
          hs_call_disposition: outcome?.id ?? activity.disposition,
          hs_call_status: "COMPLETED",
        },
      };
    }
    case "email":
      return {
        type: "emails",
        values: {
          hs_email_subject: activity.subject,
          hs_email_text: activity.text,
          hs_email_direction: activity.direction === "inbound" ? "INCOMING_EMAIL" : "EMAIL",
          hs_email_status: "SENT",
        },
      };
    case "task":
      return {
        type: "tasks",
        values: {
          hs_task_subject: activity.subject,
          hs_task_body: activity.body,
          hs_task_status: activity.done ? "COMPLETED" : "NOT_STARTED",
          hs_task_type: "TODO",
        },
      };
    case "meeting":
      return { type: "meetings", values: meetingValues(activity) };
    case "note":
      return { type: "notes", values: { hs_note_body: activity.body } };
  }
}

/** Adds a call, an e-mail, a task, a meeting or a note at its own time, without links. */
export function addActivity(
  portal: Portal,
  activity: PortfolioActivity | PortfolioEngagement,
  users: Ids,
): StoredRecord {
  const { type, values } = activityOf(activity);
  const filled = valuesOf({
    ...values,
    hs_timestamp: instantText(milliseconds(activity.at)),
    hubspot_owner_id: users.get(activity.ownerId ?? ""),
  });
  const completed = activity.type === "task" ? activity.completedAt : undefined;
  const at = milliseconds(completed ?? activity.at);
  return addRecord(portal, tableOf(portal, type), filled, { source: IMPORT, at });
}
