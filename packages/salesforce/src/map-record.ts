import {
  type Change,
  type CrmRecord,
  type FieldChange,
  type FieldValue,
  known,
  type ObjectName,
  type Reading,
  type RecordBase,
  type StageEntry,
  unknown,
} from "@headway/crm";
import { readLinks } from "./links.ts";
import { mapCall, mapEmail, mapMeeting, mapTask } from "./map-activity.ts";
import {
  readDay,
  readFlag,
  readMoney,
  readScalar,
  readText,
  requireInstant,
  requireText,
  UnreadableValue,
} from "./read-value.ts";
import type { RowPlan } from "./row-plan.ts";
import { isRow, type Row } from "./vendor-answers.ts";

/** The pipeline of deals without a record type: the org's one list of stages. Those with one have its sales process. */
export const pipelineId = "Opportunity";

/** What belongs to a record but comes from other rows than its own. */
export interface ChildReadings {
  /** Of a deal. */
  readonly stageHistory?: Reading<readonly StageEntry[]>;
  /** Of a deal, where it was asked for. */
  readonly fieldHistory?: Reading<readonly FieldChange[]>;
  /** Links that no lookup field of the record itself holds. */
  readonly links?: { readonly [Name in ObjectName]?: Reading<readonly string[]> };
}

/**
 * Turns one row into what happened to its record. Pure; never throws for what Salesforce sent: a row
 * that cannot be read becomes `unreadable`, and the others are not affected.
 *
 * @param origin Scheme and host of the org, for the record's address.
 */
export function mapRecord(
  value: unknown,
  plan: RowPlan,
  origin: string,
  children: (id: string) => ChildReadings,
): Change {
  const row: Row = isRow(value) ? value : {};
  try {
    const id = requireText(row, "Id");
    if (readFlag(row, "IsDeleted")) return mapRemoval(row, plan.object, id);
    return { type: "upserted", record: mapRow(row, plan, origin, children(id)) };
  } catch (error) {
    if (!(error instanceof UnreadableValue)) throw error;
    const id = typeof row.Id === "string" && row.Id !== "" ? row.Id : null;
    return { type: "unreadable", object: plan.object, id, field: error.field, reason: error.reason };
  }
}

/** A deleted row that names a master was merged into it. */
function mapRemoval(row: Row, object: ObjectName, id: string): Change {
  const into = readText(row, "MasterRecordId");
  if (into !== null) return { type: "merged", ref: { object, id }, into: { object, id: into } };
  return { type: "deleted", ref: { object, id }, at: requireInstant(row, "SystemModstamp") };
}

function mapRow(row: Row, plan: RowPlan, origin: string, children: ChildReadings): CrmRecord {
  const base = mapBase(row, plan, origin, children);
  switch (plan.object) {
    case "deal":
      return mapDeal(row, base, children);
    case "account":
      return {
        ...base,
        object: "account",
        name: readText(row, "Name"),
        domain: readText(row, "Website"),
        ownerId: readText(row, "OwnerId"),
      };
    case "contact":
      return mapContact(row, base);
    case "user":
      return {
        ...base,
        object: "user",
        name: readText(row, "Name"),
        email: readText(row, "Email"),
        active: readFlag(row, "IsActive"),
      };
    case "task":
      return mapTask(row, base);
    case "call":
      return mapCall(row, base);
    case "meeting":
      return mapMeeting(row, base);
    case "email":
      return mapEmail(row, base, plan.visible);
    case "note":
      throw new UnreadableValue("Id", "notes are not read from Salesforce");
  }
}

/** What every record has, before its object is known to the type checker. */
export type BaseOf = Omit<RecordBase<ObjectName>, "object">;

function mapBase(row: Row, plan: RowPlan, origin: string, children: ChildReadings): BaseOf {
  const id = requireText(row, "Id");
  const createdAt = requireInstant(row, "CreatedDate");
  const isUntouched = row.SystemModstamp === row.CreatedDate;
  return {
    id,
    createdAt,
    modifiedAt: isUntouched ? createdAt : requireInstant(row, "SystemModstamp"),
    url: `${origin}/${id}`,
    links: linksOf(row, plan, children),
    fields: mapFields(row, plan),
  };
}

function linksOf(row: Row, plan: RowPlan, children: ChildReadings): BaseOf["links"] {
  const own = readLinks(row, plan.source.links, plan.visible);
  return children.links === undefined ? own : Object.assign(own, children.links);
}

/** Shared by all records that nothing was asked of by name: thousands come at a time. */
const noFields: Readonly<Record<string, FieldValue>> = Object.freeze({});

function mapFields(row: Row, plan: RowPlan): Readonly<Record<string, FieldValue>> {
  if (plan.asked.length === 0) return noFields;
  const entries = plan.asked.flatMap(({ name, vendor, type }): [string, FieldValue][] => {
    const value = readScalar(row, vendor, type);
    return value === undefined ? [] : [[name, value]];
  });
  return Object.fromEntries(entries);
}

function mapDeal(row: Row, base: BaseOf, children: ChildReadings): CrmRecord {
  return {
    ...base,
    object: "deal",
    name: readText(row, "Name"),
    pipelineId: readText(row, "RecordTypeId") ?? pipelineId,
    stageId: readText(row, "StageName"),
    amount: readMoney(row, "Amount"),
    closeDate: readDay(row, "CloseDate"),
    ownerId: readText(row, "OwnerId"),
    nextStep: readText(row, "NextStep"),
    stageHistory: children.stageHistory ?? unknown("the stage history was not read"),
    ...(children.fieldHistory === undefined ? {} : { fieldHistory: children.fieldHistory }),
  };
}

function mapContact(row: Row, base: BaseOf): CrmRecord {
  return {
    ...base,
    object: "contact",
    firstName: readText(row, "FirstName"),
    lastName: readText(row, "LastName"),
    email: readText(row, "Email"),
    title: readText(row, "Title"),
    ownerId: readText(row, "OwnerId"),
  };
}

/**
 * The stages a deal entered, oldest first, from rows of OpportunityHistory. Every row is a snapshot,
 * so rows that repeat the stage before them (a new amount, a new close date) are left out.
 */
export function mapStageHistory(rows: readonly Row[]): Reading<readonly StageEntry[]> {
  try {
    const entries = rows.map((row) => ({ id: requireText(row, "Id"), entry: mapStageEntry(row) }));
    entries.sort((one, other) => compare(one.entry.at, other.entry.at) || compare(one.id, other.id));
    const stages = entries.map(({ entry }) => entry);
    return known(stages.filter((entry, index) => entry.stageId !== stages[index - 1]?.stageId));
  } catch (error) {
    if (!(error instanceof UnreadableValue)) throw error;
    return unknown(`a row of the stage history could not be read: \`${error.field}\` ${error.reason}`);
  }
}

function mapStageEntry(row: Row): StageEntry {
  return {
    stageId: requireText(row, "StageName"),
    at: requireInstant(row, "CreatedDate"),
    byId: readText(row, "CreatedById"),
  };
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
