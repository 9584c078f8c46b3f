import { type DealRecord, known, type Money, type Reading, type StageEntry, unknown } from "@headway/crm";
import { instantText, isMidnightText, normalInstant } from "./calendar.ts";
import type { Base, MapContext } from "./map-record.ts";
import { type Properties, UnreadableValue } from "./read-value.ts";
import { member, rowId } from "./vendor-answers.ts";

/** The deal behind a row that was read with the history of `dealstage`. */
export function mapDeal(base: Base, values: Properties, row: unknown, context: MapContext): DealRecord {
  return {
    ...base,
    object: "deal",
    name: values.text("dealname"),
    pipelineId: values.text("pipeline"),
    stageId: values.text("dealstage"),
    amount: amount(values, context),
    closeDate: closeDate(values, context),
    ownerId: values.text("hubspot_owner_id"),
    nextStep: values.text("hs_next_step"),
    stageHistory: stageHistory(stageVersions(row), context, context.stageDates.get(base.id)),
    ...(context.history === null ? {} : { fieldHistory: context.history(row, base.createdAt, context) }),
  };
}

function amount(values: Properties, context: MapContext): Money | null {
  const decimal = values.decimal("amount");
  if (decimal === null) return null;
  return {
    amount: decimal,
    currency: values.text("deal_currency_code") ?? context.account?.currency ?? null,
  };
}

/**
 * HubSpot keeps the close date as an instant. Exactly midnight UTC is how its API takes a bare day,
 * so it is that day; any other instant is the day it falls on in the account's time zone.
 */
function closeDate(values: Properties, context: MapContext): string | null {
  const instant = values.instant("closedate");
  if (instant === null) return null;
  if (isMidnightText(instant)) return instant.slice(0, 10);
  if (context.account === null)
    throw new UnreadableValue("closedate", "the account's time zone is not known");
  return context.account.dayOf(Date.parse(instant));
}

/** Whether a row's close date needs the account's time zone, or its amount the account's currency. */
export function needsAccount(row: unknown): boolean {
  const values = member(row, "properties");
  const closesAt = member(values, "closedate");
  const instant = typeof closesAt === "string" && closesAt !== "" ? normalInstant(closesAt) : undefined;
  const hasAmount = typeof member(values, "amount") === "string" && member(values, "amount") !== "";
  const hasCurrency = typeof member(values, "deal_currency_code") === "string";
  return (instant !== undefined && !isMidnightText(instant)) || (hasAmount && !hasCurrency);
}

/** Every version of a deal's stage as HubSpot gave it, newest first; `undefined` where it gave none. */
export function stageVersions(row: unknown): readonly unknown[] | undefined {
  const versions = member(member(row, "propertiesWithHistory"), "dealstage");
  return Array.isArray(versions) ? (versions as unknown[]) : undefined;
}

/**
 * HubSpot gives versions newest first; a version that repeats the stage before it is no entry. Dates
 * of stages stand in for what lies before the oldest version.
 */
function stageHistory(
  versions: readonly unknown[] | undefined,
  context: MapContext,
  dates: ReadonlyMap<string, number> = new Map(),
): Reading<readonly StageEntry[]> {
  if (versions === undefined) return unknown("HubSpot gave no history of `dealstage` for this deal");
  const kept = versions.map((version) => stageEntry(version, context)).toReversed();
  const before = dates.size === 0 ? [] : entriesBefore(kept, dates);
  // Instants of one form are in the order of their texts.
  const sorted = [...before, ...kept].sort((one, other) =>
    one.at < other.at ? -1 : Number(one.at > other.at),
  );
  const changes = sorted.filter((entry, index) => entry.stageId !== sorted[index - 1]?.stageId);
  return known(changes.filter((entry) => entry.stageId !== ""));
}

function entriesBefore(kept: readonly StageEntry[], dates: ReadonlyMap<string, number>): StageEntry[] {
  const oldestAt = Math.min(...kept.map((entry) => Date.parse(entry.at)));
  const before = [...dates].filter(([, at]) => at < oldestAt);
  return before.map(([stageId, at]) => ({ stageId, at: instantText(at), byId: null }));
}

function stageEntry(version: unknown, context: MapContext): StageEntry {
  const value = member(version, "value");
  const timestamp = member(version, "timestamp");
  const at = typeof timestamp === "string" ? normalInstant(timestamp) : undefined;
  if (at === undefined) throw new UnreadableValue("dealstage", "its history has an entry without an instant");
  const userId = rowId(version, "updatedByUserId");
  return {
    stageId: typeof value === "string" ? value : "",
    at,
    byId: (userId === null ? undefined : context.ownerIds.get(userId)) ?? null,
  };
}

/** The users a row's history names, whose owner ids must then be known. */
export function usersIn(row: unknown): string[] {
  const ids = (stageVersions(row) ?? []).map((version) => rowId(version, "updatedByUserId"));
  return ids.filter((id) => id !== null);
}
