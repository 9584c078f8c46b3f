import type { Org } from "../org.ts";
import { dateText, stampText } from "../store/instant.ts";
import type { FieldValue, FieldValues, Row } from "../store/row.ts";
import { followPerson } from "./person-account.ts";
import { RowError } from "./row-error.ts";

const tracked = ["StageName", "Amount", "CloseDate", "Probability"];

/** Writes the snapshot of an opportunity that its history keeps, as of an instant and by a user. */
export function addHistory(
  org: Org,
  opportunity: FieldValues & { Id: string },
  stamp: string,
  userId: string,
  before?: FieldValues,
): void {
  org.insert("OpportunityHistory", {
    OpportunityId: opportunity.Id,
    StageName: opportunity.StageName ?? null,
    Amount: opportunity.Amount ?? null,
    ExpectedRevenue: opportunity.ExpectedRevenue ?? null,
    CloseDate: opportunity.CloseDate ?? null,
    Probability: opportunity.Probability ?? null,
    ForecastCategory: opportunity.ForecastCategory ?? null,
    PrevAmount: before?.Amount ?? null,
    PrevCloseDate: before?.CloseDate ?? null,
    IsDeleted: false,
    CreatedDate: stamp,
    CreatedById: userId,
    SystemModstamp: stamp,
  });
}

/** One row of field history: what a tracked field held before and holds now. */
function addFieldHistory(org: Org, row: Row, name: string, values: FieldValues, userId: string): void {
  org.insert("OpportunityFieldHistory", {
    OpportunityId: row.Id,
    Field: name,
    DataType: historyType(org, name),
    OldValue: values.old ?? null,
    NewValue: values.new ?? null,
    IsDeleted: false,
    CreatedDate: stampText(org.now()),
    CreatedById: userId,
  });
}

/** A new owner leaves two rows, one with names and one with ids. */
function addOwnerHistory(org: Org, row: Row, ids: FieldValues, userId: string): void {
  const nameOf = (id: FieldValue | undefined) =>
    typeof id === "string" ? (org.find(id)?.Name ?? null) : null;
  addFieldHistory(org, row, "Owner", { old: nameOf(ids.old), new: nameOf(ids.new) }, userId);
  addFieldHistory(org, row, "Owner", ids, userId);
}

/** The first row of a record says only that it was made; long texts are told to have changed, not how. */
function followFields(org: Org, row: Row, before: FieldValues | undefined, userId: string): void {
  if (org.features.trackedFields.length === 0) return;
  if (!before) {
    addFieldHistory(org, row, "created", {}, userId);
    return;
  }
  for (const asked of org.features.trackedFields) {
    const field = org.schema.field("Opportunity", asked);
    if (!field || (before[field.name] ?? null) === (row[field.name] ?? null)) continue;
    const shown = field.length <= 255;
    const values = shown ? { old: before[field.name] ?? null, new: row[field.name] ?? null } : {};
    if (field.name === "OwnerId") addOwnerHistory(org, row, values, userId);
    else addFieldHistory(org, row, field.name, values, userId);
  }
}

function historyType(org: Org, name: string): string {
  const types: Readonly<Record<string, string>> = {
    reference: "EntityId",
    currency: "Currency",
    date: "DateOnly",
    datetime: "DateTime",
    double: "Double",
    percent: "Percent",
    boolean: "Boolean",
    picklist: "DynamicEnum",
  };
  return types[org.schema.field("Opportunity", name)?.type ?? ""] ?? "Text";
}

function followOpportunity(org: Org, row: Row, before: FieldValues | undefined, userId: string): void {
  followFields(org, row, before, userId);
  if (before && tracked.every((name) => (before[name] ?? null) === (row[name] ?? null))) return;
  addHistory(org, row, stampText(org.now()), userId, before);
}

function lastActivityDate(org: Org, parentId: string, lookup: string): string | null {
  const today = dateText(org.now());
  const tasks = org
    .table("Task")
    .matching(lookup, [parentId])
    .filter((row) => row.IsClosed === true);
  const events = org.table("Event").matching(lookup, [parentId]);
  const dates = [...tasks, ...events.filter((row) => String(row.ActivityDate ?? "9") <= today)]
    .filter((row) => row[lookup] === parentId && row.IsDeleted !== true)
    .map((row) => row.ActivityDate)
    .filter((date) => typeof date === "string");
  return dates.sort().at(-1) ?? null;
}

/** Keeps `LastActivityDate` true. It is the system that changes it: only `SystemModstamp` moves. */
function refreshLastActivity(org: Org, parentId: FieldValue | undefined, lookup: string): void {
  const parent = typeof parentId === "string" ? org.find(parentId) : undefined;
  const definition = parent && org.schema.ofId(parent.Id);
  if (!parent || !definition) return;
  const date = lastActivityDate(org, parent.Id, lookup);
  if ((parent.LastActivityDate ?? null) === date) return;
  const stamp = stampText(org.now());
  org.table(definition.name).change(parent, { LastActivityDate: date, SystemModstamp: stamp });
}

function followActivity(org: Org, row: Row, before: FieldValues | undefined): void {
  for (const lookup of ["WhatId", "WhoId", "AccountId"]) {
    for (const id of new Set([row[lookup], before?.[lookup]])) refreshLastActivity(org, id, lookup);
  }
}

/** Who holds which permission set decides what the integration user may see. */
function followAssignment(org: Org, row: Row, integrationUserId: string): void {
  const set = typeof row.PermissionSetId === "string" ? org.find(row.PermissionSetId) : undefined;
  if (!set || row.AssigneeId !== integrationUserId) return;
  if (row.IsDeleted === true) org.access.unassign(String(set.Name));
  else org.access.assign(String(set.Name));
}

/** Refuses a second assignment of one permission set to one user. */
export function requireNewAssignment(org: Org, values: FieldValues): void {
  const twin = org
    .table("PermissionSetAssignment")
    .rows.find(
      (row) => row.AssigneeId === values.AssigneeId && row.PermissionSetId === values.PermissionSetId,
    );
  if (!twin) return;
  const message = `Duplicate PermissionSetAssignment.  Assignee: ${String(values.AssigneeId).slice(0, 15)}; Permission Set: ${String(values.PermissionSetId).slice(0, 15)}`;
  throw new RowError("DUPLICATE_VALUE", message, ["AssigneeId", "PermissionSetId"]);
}

/** What else happens in the org once a record has been written or deleted. */
export function followUp(
  org: Org,
  object: string,
  row: Row,
  before: FieldValues | undefined,
  userId: string,
): void {
  if (object === "Opportunity" && row.IsDeleted !== true) followOpportunity(org, row, before, userId);
  if (object === "Account") followPerson(org, row);
  if (object === "Task" || object === "Event") followActivity(org, row, before);
  if (object === "PermissionSetAssignment") followAssignment(org, row, org.integrationUserId());
}
