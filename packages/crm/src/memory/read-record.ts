import { known, type Reading, unknown } from "../reading.ts";
import type { ObjectName, RecordRef } from "../record-ref.ts";
import type { CrmRecord, FieldValue, Links, Money } from "../records.ts";
import type { StoredRecord } from "./state.ts";

/** What a pull asked for, and what it may not have. */
export interface ReadOptions {
  readonly fields: readonly string[];
  readonly linksWithheld: boolean;
}

/** A stored record in canonical form. */
export function readRecord(stored: StoredRecord, options: ReadOptions): CrmRecord {
  const { values } = stored;
  const { id } = stored.ref;
  const createdAt = new Date(stored.createdAt).toISOString();
  const common = {
    id,
    createdAt,
    modifiedAt: new Date(stored.modifiedAt).toISOString(),
    links: readLinks(stored, options.linksWithheld),
    fields: pick(values, options.fields),
  };
  const text = (name: string): string | null => readText(values[name]);
  const activity = { ...common, occurredAt: text("occurredAt") ?? createdAt, ownerId: text("ownerId") };
  const { object } = stored.ref;
  switch (object) {
    case "deal":
      return {
        ...common,
        object,
        name: text("name"),
        pipelineId: text("pipelineId"),
        stageId: text("stageId"),
        amount: readMoney(values.amount),
        closeDate: text("closeDate"),
        ownerId: text("ownerId"),
        nextStep: text("nextStep"),
        stageHistory: known(stored.stageHistory),
      };
    case "account":
      return { ...common, object, name: text("name"), domain: text("domain"), ownerId: text("ownerId") };
    case "contact":
      return {
        ...common,
        object,
        firstName: text("firstName"),
        lastName: text("lastName"),
        email: text("email"),
        title: text("title"),
        ownerId: text("ownerId"),
      };
    case "user":
      return {
        ...common,
        object,
        name: text("name"),
        email: text("email"),
        active: values.active !== false,
      };
    default:
      return readActivity(object, activity, values);
  }
}

type Activity = Omit<Extract<CrmRecord, { object: "note" }>, "object" | "body">;

function readActivity(
  object: "task" | "call" | "meeting" | "email" | "note",
  activity: Activity,
  values: StoredRecord["values"],
): CrmRecord {
  const text = (name: string): string | null => readText(values[name]);
  switch (object) {
    case "task":
      return {
        ...activity,
        object,
        occurredAt: text("dueOn") ?? activity.occurredAt,
        subject: text("subject"),
        body: text("body"),
        status: values.status === "done" ? "done" : "open",
        priority: text("priority"),
        completedAt: text("completedAt"),
        key: text("headway_key"),
      };
    case "call":
      return {
        ...activity,
        object,
        title: text("title"),
        body: text("body"),
        direction: oneOf(directions, values.direction),
        disposition: text("disposition"),
        status: text("status"),
        durationMs: typeof values.durationMs === "number" ? values.durationMs : null,
      };
    case "meeting":
      return {
        ...activity,
        object,
        title: text("title"),
        body: text("body"),
        outcome: oneOf(outcomes, values.outcome),
        endAt: text("endAt"),
      };
    case "email":
      return {
        ...activity,
        object,
        subject: text("subject"),
        text: known(text("text")),
        direction: oneOf(directions, values.direction),
        status: text("status"),
      };
    case "note":
      return { ...activity, object, body: text("body") };
  }
}

const directions = ["inbound", "outbound"] as const;
const outcomes = ["scheduled", "completed", "rescheduled", "no-show", "cancelled"] as const;

/** What any record may be linked to here; users are named by id in fields and never linked. */
const linkedObjects = ["deal", "account", "contact"] as const satisfies readonly ObjectName[];

function readLinks(stored: StoredRecord, withheld: boolean): Links {
  if (stored.ref.object === "user") return {};
  const entries = linkedObjects.map((object): [ObjectName, Reading<readonly string[]>] => [
    object,
    withheld ? unknown("no permission to read links") : known(idsOf(stored.links, object)),
  ]);
  return Object.fromEntries(entries);
}

function idsOf(links: readonly RecordRef[], object: ObjectName): string[] {
  return links.filter((link) => link.object === object).map((link) => link.id);
}

function pick(values: StoredRecord["values"], names: readonly string[]): Record<string, FieldValue> {
  const present = names.filter((name) => Object.hasOwn(values, name));
  return Object.fromEntries(present.map((name) => [name, values[name] ?? null]));
}

function readText(value: FieldValue | undefined): string | null {
  return value === undefined || value === null ? null : String(value);
}

function readMoney(value: FieldValue | undefined): Money | null {
  const amount = readText(value);
  return amount === null ? null : { amount, currency: "EUR" };
}

function oneOf<T extends string>(allowed: readonly T[], value: FieldValue | undefined): T | null {
  return allowed.find((candidate) => candidate === value) ?? null;
}
