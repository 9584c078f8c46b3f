import { type CrmRecord, known, type Reading, unknown } from "@headway/crm";
import { hiddenReason } from "./links.ts";
import type { BaseOf } from "./map-record.ts";
import { readDay, readFlag, readInstant, readNumber, readText } from "./read-value.ts";
import type { Row } from "./vendor-answers.ts";

/** A Task that is no call and no e-mail. It happens when it is due; without a due day, when it was made. */
export function mapTask(row: Row, base: BaseOf): CrmRecord {
  const dueOn = readDay(row, "ActivityDate");
  return {
    ...base,
    object: "task",
    occurredAt: dueOn === null ? base.createdAt : startOfDay(dueOn),
    ownerId: readText(row, "OwnerId"),
    subject: readText(row, "Subject"),
    body: readText(row, "Description"),
    status: readFlag(row, "IsClosed") ? "done" : "open",
    priority: readText(row, "Priority"),
    completedAt: readInstant(row, "CompletedDateTime"),
    key: readText(row, "Headway_Key__c"),
  };
}

/**
 * A Task of subtype `Call`. Salesforce keeps only the day of a call: where that is the day it was
 * logged on, the time of logging is taken, else the start of the day in UTC.
 */
export function mapCall(row: Row, base: BaseOf): CrmRecord {
  const seconds = readNumber(row, "CallDurationInSeconds");
  return {
    ...base,
    object: "call",
    occurredAt: callInstant(readDay(row, "ActivityDate"), base.createdAt),
    ownerId: readText(row, "OwnerId"),
    title: readText(row, "Subject"),
    body: readText(row, "Description"),
    direction: callDirection(readText(row, "CallType")),
    disposition: readText(row, "CallDisposition"),
    status: readText(row, "Status"),
    durationMs: seconds === null ? null : seconds * 1000,
  };
}

/** An Event. Salesforce has no field for how a meeting went, so its `outcome` is `null`. */
export function mapMeeting(row: Row, base: BaseOf): CrmRecord {
  const startsOn = readDay(row, "ActivityDate");
  const startsAt = readInstant(row, "StartDateTime") ?? readInstant(row, "ActivityDateTime");
  return {
    ...base,
    object: "meeting",
    occurredAt: startsAt ?? (startsOn === null ? base.createdAt : startOfDay(startsOn)),
    ownerId: readText(row, "OwnerId"),
    title: readText(row, "Subject"),
    body: readText(row, "Description"),
    outcome: null,
    endAt: readInstant(row, "EndDateTime"),
  };
}

/** An EmailMessage. It has no owner in Salesforce; who sent it is an address, not a user. */
export function mapEmail(row: Row, base: BaseOf, visible: ReadonlySet<string>): CrmRecord {
  const status = readText(row, "Status");
  return {
    ...base,
    object: "email",
    occurredAt: readInstant(row, "MessageDate") ?? base.createdAt,
    ownerId: null,
    subject: readText(row, "Subject"),
    text: emailText(row, visible),
    direction: visible.has("Incoming") ? (readFlag(row, "Incoming") ? "inbound" : "outbound") : null,
    status: status === null ? null : (emailStatuses[status] ?? status),
  };
}

/** Salesforce stores the number; these are the words its pages show. */
const emailStatuses: Readonly<Record<string, string>> = {
  "0": "New",
  "1": "Read",
  "2": "Replied",
  "3": "Sent",
  "4": "Forwarded",
  "5": "Draft",
};

function emailText(row: Row, visible: ReadonlySet<string>): Reading<string | null> {
  const text = readText(row, "TextBody");
  if (text !== null) return known(text);
  const html = readText(row, "HtmlBody");
  if (html !== null) return known(plainText(html));
  const hidden = ["TextBody", "HtmlBody"].find((field) => !visible.has(field));
  return hidden === undefined ? known(null) : unknown(hiddenReason(hidden));
}

/** HTML without its tags: enough to find words in, not to show. */
function plainText(html: string): string {
  const words = html.replace(/<[^<>]*>/g, " ").replace(/&nbsp;/g, " ");
  const decoded = words
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'");
  return decoded.replace(/&amp;/g, "&").replace(/\s+/g, " ").trim();
}

function callDirection(type: string | null): "inbound" | "outbound" | null {
  if (type === "Inbound") return "inbound";
  return type === "Outbound" ? "outbound" : null;
}

function callInstant(dayOfCall: string | null, createdAt: string): string {
  if (dayOfCall === null || createdAt.startsWith(dayOfCall)) return createdAt;
  return startOfDay(dayOfCall);
}

function startOfDay(dayText: string): string {
  return `${dayText}T00:00:00.000Z`;
}
