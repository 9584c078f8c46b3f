import {
  type CallRecord,
  type CrmRecord,
  type EmailRecord,
  known,
  type MeetingRecord,
  type Reading,
  type TaskRecord,
  unknown,
} from "@headway/crm";
import type { Base, MapContext } from "./map-record.ts";
import type { StoredObject } from "./object-source.ts";
import { type Properties, UnreadableValue } from "./read-value.ts";
import { keyInBody, withoutKey } from "./task-key.ts";
import { member } from "./vendor-answers.ts";

type ActivityName = Exclude<StoredObject, "deal" | "account" | "contact">;
type When = Base & { readonly occurredAt: string; readonly ownerId: string | null };

/** Words of HubSpot's enumerations; `CANCELED` and `CANCELLED` both occur (hubspot facts §5). */
const taskStatuses = {
  COMPLETED: "done",
  NOT_STARTED: "open",
  IN_PROGRESS: "open",
  WAITING: "open",
  DEFERRED: "open",
} as const;
const callDirections = { INBOUND: "inbound", OUTBOUND: "outbound" } as const;
const emailDirections = {
  EMAIL: "outbound",
  INCOMING_EMAIL: "inbound",
  // Forwarded into HubSpot by hand: HubSpot does not say who wrote it.
  FORWARDED_EMAIL: null,
} as const;
const meetingOutcomes = {
  SCHEDULED: "scheduled",
  COMPLETED: "completed",
  RESCHEDULED: "rescheduled",
  NO_SHOW: "no-show",
  CANCELED: "cancelled",
  CANCELLED: "cancelled",
} as const;

/** The activity behind a row: task, call, meeting, e-mail or note. */
export function mapActivity(
  object: ActivityName,
  base: Base,
  values: Properties,
  context: MapContext,
): CrmRecord {
  const occurredAt =
    (object === "meeting" ? values.instant("hs_meeting_start_time") : null) ?? values.instant("hs_timestamp");
  if (occurredAt === null) throw new UnreadableValue("hs_timestamp", "missing");
  const when: When = { ...base, occurredAt, ownerId: values.text("hubspot_owner_id") };
  switch (object) {
    case "task":
      return task(when, values);
    case "call":
      return call(when, values, context);
    case "meeting":
      return meeting(when, values);
    case "email":
      return email(when, values, context);
    case "note":
      return { ...when, object, body: values.text("hs_note_body") };
  }
}

function task(when: When, values: Properties): TaskRecord {
  const body = values.text("hs_task_body");
  return {
    ...when,
    object: "task",
    subject: values.text("hs_task_subject"),
    body: body === null ? null : withoutKey(body),
    status: values.word("hs_task_status", taskStatuses) ?? "open",
    priority: values.text("hs_task_priority"),
    completedAt: values.instant("hs_task_completion_date"),
    key: values.text("headway_key") ?? keyInBody(body ?? ""),
  };
}

function call(when: When, values: Properties, context: MapContext): CallRecord {
  const disposition = values.text("hs_call_disposition");
  return {
    ...when,
    object: "call",
    title: values.text("hs_call_title"),
    body: values.text("hs_call_body"),
    direction: values.word("hs_call_direction", callDirections),
    // An id without a label stays an id: something was logged, and it shows.
    disposition: disposition === null ? null : (context.dispositions.get(disposition) ?? disposition),
    status: values.text("hs_call_status"),
    durationMs: values.number("hs_call_duration"),
  };
}

function meeting(when: When, values: Properties): MeetingRecord {
  return {
    ...when,
    object: "meeting",
    title: values.text("hs_meeting_title"),
    body: values.text("hs_meeting_body"),
    outcome: values.word("hs_meeting_outcome", meetingOutcomes),
    endAt: values.instant("hs_meeting_end_time"),
  };
}

function email(when: When, values: Properties, context: MapContext): EmailRecord {
  return {
    ...when,
    object: "email",
    subject: values.text("hs_email_subject"),
    text: emailText(values, context),
    direction: values.word("hs_email_direction", emailDirections),
    status: values.text("hs_email_status"),
  };
}

/** Without the scope HubSpot gives no text of any e-mail; a mail is called empty only where others have text. */
function emailText(values: Properties, context: MapContext): Reading<string | null> {
  const text = values.text("hs_email_text") ?? htmlAsText(values.text("hs_email_html"));
  if (text !== null || context.emailTextSeen) return known(text);
  return unknown(
    "HubSpot gave no text for this e-mail nor for any beside it; reading it takes the scope `sales-email-read`",
  );
}

function htmlAsText(html: string | null): string | null {
  if (html === null) return null;
  return html
    .replace(/<br\s?\/?>|<\/p>/gi, "\n")
    .replace(/<[^<>]*>/g, "")
    .trim();
}

/** Whether the row of an e-mail has its text. */
export function hasMailText(row: unknown): boolean {
  return textOf(row, "hs_email_text") !== "" || textOf(row, "hs_email_html") !== "";
}

/** HubSpot's ids of the outcomes that rows of calls name. */
export function outcomeIds(rows: readonly unknown[]): string[] {
  return rows.map((row) => textOf(row, "hs_call_disposition")).filter((id) => id !== "");
}

function textOf(row: unknown, property: string): string {
  const value = member(member(row, "properties"), property);
  return typeof value === "string" ? value : "";
}
