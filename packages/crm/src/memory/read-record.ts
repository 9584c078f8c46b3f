import type { HistoryField } from "../pull.ts";
import { known, type Reading, unknown } from "../reading.ts";
import type { ObjectName, RecordRef } from "../record-ref.ts";
import type { CrmRecord, DealRecord, FieldValue, Links } from "../records.ts";
import { readActivity } from "./read-activity.ts";
import type { StoredRecord } from "./state.ts";
import { readMoney, readText } from "./stored-value.ts";

/** What a pull asked for, and what it may not have. */
export interface ReadOptions {
  /** Names of fields that exist here; one without a value reads as `null`. */
  readonly fields: readonly string[];
  readonly linksWithheld: boolean;
  /** Named deals and accounts also say which activities hang on them. */
  readonly withActivities?: boolean;
  /** Fields of deals whose changes are told; none where none were asked for. */
  readonly history?: readonly HistoryField[];
}

/** A stored record in canonical form. */
export function readRecord(stored: StoredRecord, options: ReadOptions): CrmRecord {
  const { object } = stored.ref;
  const text = (name: string): string | null => readText(stored.values[name]);
  const common = readCommon(stored, options);
  const owned = { ...common, ownerId: text("ownerId") };
  switch (object) {
    case "deal":
      return {
        ...owned,
        object,
        name: text("name"),
        pipelineId: text("pipelineId"),
        stageId: text("stageId"),
        amount: readMoney(stored.values.amount),
        closeDate: text("closeDate"),
        nextStep: text("nextStep"),
        stageHistory: known(stored.stageHistory),
        ...readHistory(stored, options.history ?? []),
      };
    case "account":
      return { ...owned, object, name: text("name"), domain: text("domain") };
    case "contact": {
      const names = { firstName: text("firstName"), lastName: text("lastName") };
      return { ...owned, object, ...names, email: text("email"), title: text("title") };
    }
    case "user": {
      const active = stored.values.active !== false;
      return { ...common, object, name: text("name"), email: text("email"), active };
    }
    default: {
      const occurredAt = text("occurredAt") ?? common.createdAt;
      return readActivity(object, { ...owned, occurredAt }, stored.values);
    }
  }
}

function readHistory({ changes }: StoredRecord, asked: readonly string[]): Pick<DealRecord, "fieldHistory"> {
  if (asked.length === 0) return {};
  const own = changes.filter(({ field }) => asked.includes(field));
  return {
    fieldHistory: known(
      own.map((change) => ({ ...change, from: readText(change.from), to: readText(change.to) })),
    ),
  };
}

function readCommon(stored: StoredRecord, options: ReadOptions) {
  return {
    id: stored.ref.id,
    createdAt: new Date(stored.createdAt).toISOString(),
    modifiedAt: new Date(stored.modifiedAt).toISOString(),
    links: readLinks(stored, options),
    fields: pick(stored.values, options.fields),
  };
}

/** What any record may be linked to here; users are named by id in fields and never linked. */
const linkedObjects = ["deal", "account", "contact"] as const satisfies readonly ObjectName[];

const hangingObjects = ["task", "call", "meeting", "email", "note"] as const satisfies readonly ObjectName[];

function readLinks(stored: StoredRecord, options: ReadOptions): Links {
  const { object: own } = stored.ref;
  if (own === "user") return {};
  const hanging = options.withActivities === true && (own === "deal" || own === "account");
  const withheld = options.linksWithheld;
  const objects = hanging ? [...linkedObjects, ...hangingObjects] : linkedObjects;
  const entries = objects.map((object): [ObjectName, Reading<readonly string[]>] => [
    object,
    withheld ? unknown("no permission to read links") : known(idsOf(stored.links, object)),
  ]);
  return Object.fromEntries(entries);
}

function idsOf(links: readonly RecordRef[], object: ObjectName): string[] {
  return links.filter((link) => link.object === object).map((link) => link.id);
}

function pick(values: StoredRecord["values"], names: readonly string[]): Record<string, FieldValue> {
  return Object.fromEntries(names.map((name) => [name, values[name] ?? null]));
}
