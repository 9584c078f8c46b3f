import type { Org } from "../org.ts";
import { dateText, parseInstant, stampText } from "../store/instant.ts";
import type { FieldValue, FieldValues, Row } from "../store/row.ts";
import { personValues } from "./person-account.ts";

/** A record about to be written: as it was, what is given, and both together. */
export interface Draft {
  readonly before: Row | undefined;
  readonly given: FieldValues;
  readonly after: FieldValues;
}

type Derive = (org: Org, draft: Draft) => Record<string, FieldValue>;

/** The stage of this name; undefined for a text that is no stage, which an unrestricted picklist allows. */
export function findStage(org: Org, name: FieldValue | undefined): Row | undefined {
  if (typeof name !== "string") return undefined;
  return org.table("OpportunityStage").matching("MasterLabel", [name])[0];
}

function stageValues(org: Org, { before, given, after }: Draft): Record<string, FieldValue> {
  if (before && before.StageName === after.StageName) return {};
  const stage = findStage(org, after.StageName);
  return {
    Probability: given.Probability ?? stage?.DefaultProbability ?? before?.Probability ?? null,
    ForecastCategory: stage?.ForecastCategory ?? "Pipeline",
    ForecastCategoryName: given.ForecastCategoryName ?? stage?.ForecastCategoryName ?? "Pipeline",
    IsClosed: stage?.IsClosed === true,
    IsWon: stage?.IsWon === true,
    ...(before ? { LastStageChangeDate: stampText(org.now()) } : {}),
  };
}

/** Year and quarter of a close date; the fiscal year is the calendar's. */
export function fiscalValues(closeDate: FieldValue | undefined): Record<string, FieldValue> {
  if (typeof closeDate !== "string") return {};
  const year = Number(closeDate.slice(0, 4));
  const quarter = Math.ceil(Number(closeDate.slice(5, 7)) / 3);
  return { FiscalYear: year, FiscalQuarter: quarter, Fiscal: `${year} ${quarter}` };
}

/** Amount times probability, in the currency's hundredths. */
export function expectedRevenue(
  amount: FieldValue | undefined,
  probability: FieldValue | undefined,
): number | null {
  if (typeof amount !== "number" || typeof probability !== "number") return null;
  return Number(((amount * probability) / 100).toFixed(2));
}

function pushes({ before, after }: Draft): number {
  const count = typeof before?.PushCount === "number" ? before.PushCount : 0;
  const month = (date: FieldValue | undefined) => (typeof date === "string" ? date.slice(0, 7) : "");
  return before && month(after.CloseDate) > month(before.CloseDate) ? count + 1 : count;
}

function deriveOpportunity(org: Org, draft: Draft): Record<string, FieldValue> {
  const staged = stageValues(org, draft);
  const probability = staged.Probability ?? draft.after.Probability;
  return {
    ...staged,
    ...fiscalValues(draft.after.CloseDate),
    ExpectedRevenue: expectedRevenue(draft.after.Amount, probability),
    PushCount: pushes(draft),
  };
}

function derivePerson(_org: Org, { after }: Draft): Record<string, FieldValue> {
  return { Name: [after.FirstName, after.LastName].filter((part) => typeof part === "string").join(" ") };
}

/** The account that an activity belongs to by what it is about, else by whom it is with. */
export function activityAccountId(
  org: Org,
  whatId: FieldValue | undefined,
  whoId: FieldValue | undefined,
): string | null {
  for (const id of [whatId, whoId]) {
    if (typeof id !== "string") continue;
    const row = org.find(id);
    const accountId = row?.Id.startsWith("001") ? row.Id : row?.AccountId;
    if (typeof accountId === "string") return accountId;
  }
  return null;
}

function deriveTask(org: Org, { before, after }: Draft): Record<string, FieldValue> {
  const statuses = org.table("TaskStatus").rows;
  const status = after.Status ?? statuses.find((row) => row.IsDefault === true)?.MasterLabel ?? null;
  const isClosed = statuses.some((row) => row.MasterLabel === status && row.IsClosed === true);
  const completedAt = before?.IsClosed === true ? before.CompletedDateTime : after.CompletedDateTime;
  return {
    Status: status,
    Priority: after.Priority ?? "Normal",
    TaskSubtype: after.TaskSubtype ?? "Task",
    IsHighPriority: after.Priority === "High",
    IsClosed: isClosed,
    CompletedDateTime: isClosed ? (completedAt ?? stampText(org.now())) : null,
    AccountId: activityAccountId(org, after.WhatId, after.WhoId),
  };
}

function deriveEvent(org: Org, { given, after }: Draft): Record<string, FieldValue> {
  const start = given.StartDateTime ?? given.ActivityDateTime ?? after.StartDateTime;
  const startAt = typeof start === "string" ? parseInstant(start) : undefined;
  const accountId = activityAccountId(org, after.WhatId, after.WhoId);
  if (startAt === undefined) return { AccountId: accountId };
  const endAt = typeof given.EndDateTime === "string" ? parseInstant(given.EndDateTime) : undefined;
  const minutes = given.DurationInMinutes ?? after.DurationInMinutes;
  const duration =
    endAt !== undefined ? (endAt - startAt) / 60_000 : typeof minutes === "number" ? minutes : 60;
  return {
    AccountId: accountId,
    StartDateTime: stampText(startAt),
    ActivityDateTime: stampText(startAt),
    ActivityDate: dateText(startAt),
    DurationInMinutes: duration,
    EndDateTime: stampText(startAt + duration * 60_000),
  };
}

/** A person's address is her own as it is now; an address without a person is what was given. */
function deriveRelation(org: Org, { after }: Draft): Record<string, FieldValue> {
  const id = typeof after.RelationId === "string" ? after.RelationId : undefined;
  if (id === undefined) return { RelationObjectType: null };
  const object = org.schema.ofId(id)?.name ?? null;
  return {
    RelationObjectType: object,
    RelationAddress: org.find(id)?.Email ?? after.RelationAddress ?? null,
  };
}

const derivations: Readonly<Record<string, Derive>> = {
  Account: (org, { after }) => personValues(org, after),
  Opportunity: deriveOpportunity,
  Contact: derivePerson,
  User: derivePerson,
  Task: deriveTask,
  Event: deriveEvent,
  EmailMessageRelation: deriveRelation,
  EmailMessage: (_org, { after }) => ({ Status: after.Status ?? (after.Incoming === true ? "0" : "3") }),
};

/** What Salesforce itself sets on a record of this object when it is written. */
export function deriveValues(org: Org, object: string, draft: Draft): Record<string, FieldValue> {
  return derivations[object]?.(org, draft) ?? {};
}
