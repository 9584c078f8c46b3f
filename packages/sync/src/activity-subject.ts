import type { RuleSubject } from "@headway/core";
import type { CallRecord, EmailRecord, MeetingRecord, NoteRecord, TaskRecord } from "@headway/crm";
import { linkedIds } from "./linked-ids.ts";

type Activity = TaskRecord | CallRecord | MeetingRecord | EmailRecord | NoteRecord;
type Fields = RuleSubject["fields"];

/** An activity as the evidence rules see it. */
export function activitySubject(activity: Activity, crm: string): RuleSubject {
  return {
    crm,
    object: activity.object,
    id: activity.id,
    version: activity.modifiedAt,
    occurredAt: happenedAt(activity),
    recordedAt: laterOf(activity.createdAt, happenedAt(activity)),
    fields: { ...activity.fields, ...activityFields(activity) },
    accountId: linkedIds(activity, "account")[0],
    dealIds: linkedIds(activity, "deal"),
    contactId: linkedIds(activity, "contact")[0],
    personId: activity.ownerId ?? undefined,
    hours: lengthInHours(activity),
  };
}

/** A task happened when it was completed; one still open has only its due time. */
function happenedAt(activity: Activity): string {
  return activity.object === "task" ? (activity.completedAt ?? activity.occurredAt) : activity.occurredAt;
}

/** A call logged late was recorded late; one logged ahead of its time is not known to have happened before it. */
function laterOf(left: string, right: string): string {
  return left === right || Date.parse(left) >= Date.parse(right) ? left : right;
}

function activityFields(activity: Activity): Fields {
  switch (activity.object) {
    case "task":
      return {
        ...textOf(activity.subject, activity.body),
        status: activity.status,
        priority: activity.priority,
        kind: taskKind(activity),
      };
    case "call":
      return {
        title: activity.title,
        body: activity.body,
        direction: activity.direction,
        disposition: activity.disposition,
        status: activity.status,
        durationMinutes: minutes(activity.durationMs),
      };
    case "meeting":
      return {
        title: activity.title,
        body: activity.body,
        outcome: activity.outcome,
        durationMinutes: minutes(meetingLength(activity)),
      };
    case "email":
      return {
        subject: activity.subject,
        ...(activity.text.status === "known" ? { text: activity.text.value } : {}),
        direction: activity.direction,
        status: activity.status,
      };
    case "note":
      return { body: activity.body };
  }
}

function textOf(subject: string | null, body: string | null): Fields {
  return { subject, body };
}

/** Tasks that Headway made are reminders, not effort or evidence; rules can tell them by `kind`. */
function taskKind(task: TaskRecord): string {
  return task.key === null ? "task" : "headway";
}

function lengthInHours(activity: Activity): number | undefined {
  const length =
    activity.object === "call"
      ? activity.durationMs
      : activity.object === "meeting"
        ? meetingLength(activity)
        : null;
  return length === null ? undefined : length / 3_600_000;
}

function meetingLength(meeting: MeetingRecord): number | null {
  return meeting.endAt === null
    ? null
    : Math.max(0, Date.parse(meeting.endAt) - Date.parse(meeting.occurredAt));
}

function minutes(length: number | null): number | null {
  return length === null ? null : length / 60_000;
}
