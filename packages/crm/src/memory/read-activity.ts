import { taskKeyField } from "../provision.ts";
import { known } from "../reading.ts";
import type { CallRecord, CrmRecord, MeetingRecord, NoteRecord, TaskRecord } from "../records.ts";
import type { StoredRecord } from "./state.ts";
import { readOneOf, readText } from "./stored-value.ts";

/** What all activities have, read already. */
export type ReadActivity = Omit<NoteRecord, "object" | "body">;

const directions = ["inbound", "outbound"] as const;
const outcomes = ["scheduled", "completed", "rescheduled", "no-show", "cancelled"] as const;

/** A stored activity in canonical form. */
export function readActivity(
  object: "task" | "call" | "meeting" | "email" | "note",
  activity: ReadActivity,
  values: StoredRecord["values"],
): CrmRecord {
  const body = readText(values.body);
  switch (object) {
    case "task":
      return readTask({ ...activity, body }, values);
    case "call":
      return readCall({ ...activity, body }, values);
    case "meeting":
      return readMeeting({ ...activity, body }, values);
    case "email":
      return {
        ...activity,
        object,
        subject: readText(values.subject),
        text: known(readText(values.text)),
        direction: readOneOf(directions, values.direction),
        status: readText(values.status),
      };
    case "note":
      return { ...activity, object, body };
  }
}

type WithBody = Omit<NoteRecord, "object">;

function readTask(activity: WithBody, values: StoredRecord["values"]): TaskRecord {
  return {
    ...activity,
    object: "task",
    occurredAt: readText(values.dueOn) ?? activity.occurredAt,
    subject: readText(values.subject),
    status: values.status === "done" ? "done" : "open",
    priority: readText(values.priority),
    completedAt: readText(values.completedAt),
    key: readText(values[taskKeyField.name]),
  };
}

function readCall(activity: WithBody, values: StoredRecord["values"]): CallRecord {
  return {
    ...activity,
    object: "call",
    title: readText(values.title),
    direction: readOneOf(directions, values.direction),
    disposition: readText(values.disposition),
    status: readText(values.status),
    durationMs: typeof values.durationMs === "number" ? values.durationMs : null,
  };
}

function readMeeting(activity: WithBody, values: StoredRecord["values"]): MeetingRecord {
  return {
    ...activity,
    object: "meeting",
    title: readText(values.title),
    outcome: readOneOf(outcomes, values.outcome),
    endAt: readText(values.endAt),
  };
}
