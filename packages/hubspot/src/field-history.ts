import {
  type FieldChange,
  type FieldValue,
  type HistoryField,
  known,
  quoteVendor,
  type Reading,
  unknown,
} from "@headway/crm";
import { isMidnightText, normalInstant } from "./calendar.ts";
import type { MapContext } from "./map-record.ts";
import { plainDecimal, UnreadableValue } from "./read-value.ts";
import { member, rowId } from "./vendor-answers.ts";

/** HubSpot's properties of a deal behind the fields whose changes can be asked for. */
export const historyProperties: Readonly<Record<HistoryField, string>> = {
  stageId: "dealstage",
  amount: "amount",
  closeDate: "closedate",
  nextStep: "hs_next_step",
  ownerId: "hubspot_owner_id",
};

/** Whose changes of which fields are asked for. */
export interface AskedHistory {
  readonly fields: readonly HistoryField[];
  /** The app that this adapter writes as; `null` where HubSpot does not tell. */
  readonly ownAppId: string | null;
}

/** From so many versions on HubSpot may have dropped older ones (20 by its older documents; none are published now). */
const possiblyCut = 20;
/** A value given as the deal is made has the deal's time, give or take. */
const creationMs = 60_000;

/**
 * The changes of a deal's fields, oldest first, from the versions that came with its row. Every version
 * names its value alone, so what it replaced is the version before it. Where older versions may have been
 * dropped, the oldest kept says only what the next one replaced. Values that the deal was made with are
 * changes from `null`.
 */
export function mapHistory(
  row: unknown,
  createdAt: string,
  asked: AskedHistory,
  context: MapContext,
): Reading<readonly FieldChange[]> {
  try {
    const changes = asked.fields.flatMap((field) => changesOf(row, createdAt, field, asked, context));
    // Instants of one form are in the order of their texts.
    return known(changes.sort((one, other) => (one.at < other.at ? -1 : Number(one.at > other.at))));
  } catch (error) {
    if (!(error instanceof UnreadableValue)) throw error;
    return unknown(`the history of \`${error.field}\` could not be read: ${quoteVendor(error.message)}`);
  }
}

function changesOf(
  row: unknown,
  createdAt: string,
  field: HistoryField,
  asked: AskedHistory,
  context: MapContext,
): FieldChange[] {
  const property = historyProperties[field];
  const versions = versionsIn(row, property);
  if (versions === undefined) throw new UnreadableValue(property, "HubSpot gave none for this deal");
  const kept = versions.toReversed().map((version) => ({
    at: instantOf(version, property),
    byId: userOf(version, context),
    to: canonicalValue(version, field, context),
    ...authorship(version, asked.ownAppId),
  }));
  const isCut =
    kept.length >= possiblyCut && Date.parse(kept[0]?.at ?? "") > Date.parse(createdAt) + creationMs;
  const changes = kept.map((change, index) => ({ field, from: kept[index - 1]?.to ?? null, ...change }));
  return changes.slice(isCut ? 1 : 0).filter((change) => change.from !== change.to);
}

/** All versions of a property, newest first. A property that is empty and has none never had any. */
function versionsIn(row: unknown, property: string): readonly unknown[] | undefined {
  const histories = member(row, "propertiesWithHistory");
  const versions = member(histories, property);
  if (Array.isArray(versions)) return versions as unknown[];
  const value = member(member(row, "properties"), property);
  const isEmpty = value === null || value === undefined || value === "";
  return isEmpty && typeof histories === "object" && histories !== null ? [] : undefined;
}

function instantOf(version: unknown, property: string): string {
  const timestamp = member(version, "timestamp");
  const at = typeof timestamp === "string" ? normalInstant(timestamp) : undefined;
  if (at === undefined) throw new UnreadableValue(property, "an entry has no instant");
  return at;
}

function userOf(version: unknown, context: MapContext): string | null {
  const userId = rowId(version, "updatedByUserId");
  return (userId === null ? undefined : context.ownerIds.get(userId)) ?? null;
}

function canonicalValue(version: unknown, field: HistoryField, context: MapContext): FieldValue {
  const value = member(version, "value");
  if (value === null || value === undefined || value === "") return null;
  const property = historyProperties[field];
  if (typeof value !== "string") throw new UnreadableValue(property, "an entry's value is no text");
  if (field === "amount") return plainDecimal(value) ?? refuse(property, "an entry is no decimal number");
  return field === "closeDate" ? dayOf(value, context) : value;
}

/** The day as {@link mapDeal} reads it from the property itself. */
function dayOf(value: string, context: MapContext): string {
  const instant = normalInstant(value) ?? refuse("closedate", "an entry is no instant");
  if (isMidnightText(instant)) return instant.slice(0, 10);
  if (context.account === null) return refuse("closedate", "the account's time zone is not known");
  return context.account.dayOf(Date.parse(instant));
}

function refuse(property: string, reason: string): never {
  throw new UnreadableValue(property, reason);
}

/**
 * Writes over the API come from `INTEGRATION` or `API` with the app's id, where HubSpot gives one; people,
 * imports, workflows and calculations have sources of their own (hubspot facts §4).
 */
function authorship(version: unknown, ownAppId: string | null): { byUs?: boolean } {
  const sourceType = member(version, "sourceType");
  if (typeof sourceType !== "string" || sourceType === "") return {};
  if (!/^(?:INTEGRATION|API)/.test(sourceType)) return { byUs: false };
  const sourceId = rowId(version, "sourceId");
  return sourceId === null || ownAppId === null ? {} : { byUs: sourceId === ownAppId };
}

/** Whether a row's history of close dates needs the account's time zone. */
export function historyNeedsZone(row: unknown, asked: AskedHistory | null): boolean {
  if (asked === null || !asked.fields.includes("closeDate")) return false;
  const values = (versionsIn(row, "closedate") ?? []).map((version) => member(version, "value"));
  return values.some((value) => {
    const instant = typeof value === "string" ? normalInstant(value) : undefined;
    return instant !== undefined && !isMidnightText(instant);
  });
}

/** The users whom the histories asked for name. */
export function usersInHistory(row: unknown, asked: AskedHistory | null): string[] {
  const properties = (asked?.fields ?? []).map((field) => historyProperties[field]);
  const versions = properties.flatMap((property) => versionsIn(row, property) ?? []);
  return versions.map((version) => rowId(version, "updatedByUserId")).filter((id) => id !== null);
}
