import type { ObjectName, RecordRef } from "@headway/crm";
import { instantText } from "../calendar.ts";
import { member, rowId } from "../vendor-answers.ts";

/** One event of HubSpot's, as far as it says where to look. Its values are never used. */
export interface WebhookEvent {
  readonly accountId: string;
  readonly appId: string | null;
  readonly refs: readonly RecordRef[];
  /** The person is to be forgotten, not only deleted. */
  readonly isPrivacyDeletion: boolean;
  /** ISO 8601. */
  readonly occurredAt: string;
}

/** HubSpot's words and type ids for the objects that Headway reads (hubspot facts §2, §5). */
const objects: Readonly<Record<string, ObjectName>> = {
  contact: "contact",
  company: "account",
  deal: "deal",
  task: "task",
  call: "call",
  meeting: "meeting",
  email: "email",
  note: "note",
  "0-1": "contact",
  "0-2": "account",
  "0-3": "deal",
  "0-27": "task",
  "0-48": "call",
  "0-47": "meeting",
  "0-49": "email",
  "0-46": "note",
};

/**
 * Reads one event; `undefined` where it is no event at all. Events about objects that Headway does not
 * read have no refs.
 */
export function webhookEvent(event: unknown): WebhookEvent | undefined {
  const accountId = rowId(event, "portalId");
  const type = member(event, "subscriptionType") ?? member(event, "eventType");
  const at = member(event, "occurredAt");
  if (accountId === null || typeof type !== "string" || !isInstant(at)) return undefined;
  const [name = "", what = ""] = type.split(".");
  return {
    accountId,
    appId: rowId(event, "appId"),
    refs: distinct(refsOf(event, name, what)),
    isPrivacyDeletion: what === "privacyDeletion",
    occurredAt: instantText(at),
  };
}

function isInstant(at: unknown): at is number {
  return typeof at === "number" && Number.isSafeInteger(at) && at > 0 && at <= 8.64e15;
}

function refsOf(event: unknown, name: string, what: string): RecordRef[] {
  const object = objects[name] ?? objects[text(event, "objectTypeId")];
  if (what === "associationChange") return associationRefs(event, object);
  if (object === undefined) return [];
  // A merge may make a new record, and names those that are gone.
  const merged = member(event, "mergedObjectIds");
  const ids = [
    rowId(event, "objectId"),
    ...["primaryObjectId", "newObjectId"].map((key) => rowId(event, key)),
    ...(Array.isArray(merged) ? (merged as unknown[]).map((id) => rowId({ id })) : []),
  ];
  return ids.flatMap((id) => refOf(object, id));
}

/** Both ends, where they are of objects that Headway reads: `DEAL_TO_CONTACT`, or a type id for each. */
function associationRefs(event: unknown, object: ObjectName | undefined): RecordRef[] {
  const [fromWord = "", toWord = ""] = text(event, "associationType").toLowerCase().split("_to_");
  const from = objects[text(event, "fromObjectTypeId")] ?? objectIn(fromWord) ?? object;
  const to = objects[text(event, "toObjectTypeId")] ?? objectIn(toWord);
  return [...refOf(from, rowId(event, "fromObjectId")), ...refOf(to, rowId(event, "toObjectId"))];
}

/** The object among words such as `primary_company`. */
function objectIn(words: string): ObjectName | undefined {
  return words
    .split("_")
    .map((word) => objects[word])
    .find((object) => object !== undefined);
}

function refOf(object: ObjectName | undefined, id: string | null): RecordRef[] {
  return object === undefined || id === null || !/^\d{1,30}$/.test(id) ? [] : [{ object, id }];
}

function distinct(refs: readonly RecordRef[]): RecordRef[] {
  return [...new Map(refs.map((ref) => [`${ref.object}/${ref.id}`, ref])).values()];
}

function text(event: unknown, name: string): string {
  const value = member(event, name);
  return typeof value === "string" ? value : "";
}
