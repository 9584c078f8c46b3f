import { type CrmRecord, known, type MeetingRecord } from "@headway/crm";
import { headerKey } from "./known-columns.ts";
import { readDurationMs } from "./read-cell.ts";
import { RowFault } from "./row-fault.ts";
import { instantOf, type RowBase, type RowReading } from "./row-reading.ts";
import { type Cells, requireText } from "./source-rows.ts";

/** Objects that are activities. */
export type ActivityName = "task" | "call" | "meeting" | "email" | "note";

const outcomes: Readonly<Record<string, NonNullable<MeetingRecord["outcome"]>>> = {
  scheduled: "scheduled",
  completed: "completed",
  rescheduled: "rescheduled",
  noshow: "no-show",
  canceled: "cancelled",
  cancelled: "cancelled",
};

const directions: Readonly<Record<string, "inbound" | "outbound">> = {
  inbound: "inbound",
  outbound: "outbound",
  email: "outbound",
  incomingemail: "inbound",
  // Salesforce's `Incoming`.
  true: "inbound",
  false: "outbound",
};

/** The activity behind a row. Throws `RowFault`. */
export function readActivityRow(
  object: ActivityName,
  base: RowBase,
  row: Cells,
  reading: RowReading,
): CrmRecord {
  const when = { ...base, occurredAt: happenedAt(object, base, row, reading) };
  const body = row.text("body");
  switch (object) {
    case "task":
      return { ...when, object, ...taskParts(row, reading), body };
    case "call":
      return { ...when, object, ...callParts(row), body };
    case "meeting":
      return { ...when, object, ...meetingParts(row, reading), body };
    case "email":
      return {
        ...when,
        object,
        subject: row.text("subject"),
        text: row.has("body")
          ? known(body)
          : { status: "unknown", reason: "the file has no column of the mail's text" },
        direction: directionOf(row),
        status: row.text("status"),
      };
    case "note":
      return { ...when, object, body };
  }
}

/** A bare day of a call or mail is no time: that of logging is taken where it was logged on that day. */
function happenedAt(object: ActivityName, base: RowBase, row: Cells, reading: RowReading): string {
  const at = instantOf(row, "occurredAt", reading);
  if (at === null) {
    if (object !== "task") requireText(row, "occurredAt");
    return base.createdAt;
  }
  const isBareDay = !/:/.test(row.text("occurredAt") ?? "");
  const isSameDay = base.createdAt.slice(0, 10) === at.slice(0, 10);
  return object !== "task" && isBareDay && isSameDay && row.has("createdAt") ? base.createdAt : at;
}

function taskParts(row: Cells, reading: RowReading) {
  const isDone =
    headerKey(row.text("status") ?? "") === "completed" || headerKey(row.text("closed") ?? "") === "true";
  return {
    subject: row.text("subject"),
    status: isDone ? ("done" as const) : ("open" as const),
    priority: row.text("priority"),
    completedAt: instantOf(row, "completedAt", reading),
    key: null,
  };
}

function callParts(row: Cells) {
  return {
    title: row.text("subject"),
    direction: directionOf(row),
    disposition: row.text("outcome"),
    status: row.text("status"),
    durationMs: durationOf(row),
  };
}

function meetingParts(row: Cells, reading: RowReading) {
  const told = row.text("outcome");
  const outcome = told === null ? null : (outcomes[headerKey(told)] ?? null);
  if (told !== null && outcome === null) {
    reading.onNote?.(`meetings with the outcome “${told}”, which is not known here, are read as having none`);
  }
  return { title: row.text("subject"), outcome, endAt: instantOf(row, "endAt", reading) };
}

function directionOf(row: Cells): "inbound" | "outbound" | null {
  const told = row.text("direction");
  return told === null ? null : (directions[headerKey(told)] ?? null);
}

function durationOf(row: Cells): number | null {
  const seconds = row.text("durationSeconds");
  if (seconds !== null) {
    if (!/^\d+$/.test(seconds)) {
      throw new RowFault(row.header("durationSeconds"), `“${seconds}” is no number of seconds`);
    }
    return Number(seconds) * 1_000;
  }
  const text = row.text("duration");
  return text === null ? null : readDurationMs(row.header("duration"), text);
}
