import { type FieldChange, type FieldValue, known, type Reading, unknown } from "@headway/crm";
import { type ChildResult, readStages } from "./child-readings.ts";
import type { ChildTable } from "./child-rows.ts";
import { headwayName } from "./field-names.ts";
import type { ChildReadings } from "./map-record.ts";
import { decimalText, readText, requireInstant, requireText, UnreadableValue } from "./read-value.ts";
import type { Row } from "./vendor-answers.ts";

/** The snapshots of a deal with the values that every org keeps: two of them differ where something changed. */
export const snapshotTable: ChildTable = {
  sobject: "OpportunityHistory",
  parent: "OpportunityId",
  columns: ["StageName", "CreatedDate", "CreatedById", "Amount", "CloseDate"],
  tell: (result, results) => ({
    stageHistory: readStages(result),
    fieldHistory: readChanges(result, results.get(trackedTable)),
  }),
};

/** Changes of the fields that an administrator chose to track; kept for 18 months, 24 among all rows. */
export const trackedTable: ChildTable = {
  sobject: "OpportunityFieldHistory",
  parent: "OpportunityId",
  columns: ["Field", "OldValue", "NewValue", "CreatedDate", "CreatedById"],
  all: true,
};

/** The tables that tell the changes of deals, in place of the stage history alone. @param tracks Whether fields are tracked. */
export function changeTables(tracks: boolean): readonly ChildTable[] {
  return tracks ? [snapshotTable, trackedTable] : [snapshotTable];
}

/** Without tracked fields there are those of the snapshots; where they may not be read, nothing is whole. */
function readChanges(
  snapshots: ChildResult,
  tracked: ChildResult | undefined,
): NonNullable<ChildReadings["fieldHistory"]> {
  if (snapshots.status === "refused") return unknown(snapshots.reason);
  if (tracked?.status === "refused") return unknown(tracked.reason);
  const history = mapFieldHistory(snapshots.rows, tracked?.rows ?? [], null);
  if (history.status === "unknown") return history;
  // Stages have a history of their own.
  return known(history.value.filter(({ field }) => field !== "stageId"));
}

const snapshotFields = { StageName: "stageId", Amount: "amount", CloseDate: "closeDate" } as const;

/**
 * The changes of a deal's fields, oldest first: of stage, amount and close date from its snapshots, of
 * the others from the tracked ones.
 *
 * @param tracked Rows of {@link trackedTable}; empty where no field is tracked.
 * @param ownUserId The user that these credentials act as: what it changed is `byUs`. `null`: not known.
 */
export function mapFieldHistory(
  snapshots: readonly Row[],
  tracked: readonly Row[],
  ownUserId: string | null,
): Reading<readonly FieldChange[]> {
  try {
    const changes = [
      ...snapshotChanges(snapshots, ownUserId),
      ...tracked.flatMap((row) => trackedChange(row, ownUserId)),
    ];
    return known(changes.sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0)));
  } catch (error) {
    if (!(error instanceof UnreadableValue)) throw error;
    return unknown(`a row of the field history could not be read: \`${error.field}\` ${error.reason}`);
  }
}

function snapshotChanges(rows: readonly Row[], ownUserId: string | null): FieldChange[] {
  const inOrder = rows
    .map((row) => ({ row, at: requireInstant(row, "CreatedDate"), id: requireText(row, "Id") }))
    .sort((one, other) => (one.at === other.at ? (one.id < other.id ? -1 : 1) : one.at < other.at ? -1 : 1));
  return inOrder.flatMap(({ row, at }, index) => {
    const before = inOrder[index - 1]?.row;
    if (before === undefined) return [];
    return Object.entries(snapshotFields).flatMap(([vendor, field]): FieldChange[] => {
      const [from, to] = [snapshotValue(vendor, before), snapshotValue(vendor, row)];
      return from === to ? [] : [{ field, at, ...author(row, ownUserId), from, to }];
    });
  });
}

/**
 * Rows that say only that a deal was made, and those of fields that the snapshots tell, are left out. Of a
 * new owner Salesforce keeps a row with names besides the one with ids, which alone counts.
 */
function trackedChange(row: Row, ownUserId: string | null): FieldChange[] {
  const vendor = requireText(row, "Field");
  const isOwner = ["Owner", "OwnerId"].includes(vendor);
  if (["created", "opportunityCreatedFromLead", ...Object.keys(snapshotFields)].includes(vendor)) return [];
  if (isOwner && ![row.OldValue, row.NewValue].every(isOwnerId)) return [];
  const [from, to] = [valueText(row.OldValue), valueText(row.NewValue)];
  const at = requireInstant(row, "CreatedDate");
  const field = headwayName("deal", isOwner ? "OwnerId" : vendor);
  return [{ field, at, ...author(row, ownUserId), from, to }];
}

/** A user or a queue, or nobody. */
function isOwnerId(value: unknown): boolean {
  return value === null || (typeof value === "string" && /^00[5G]\w{12}(\w{3})?$/.test(value));
}

/** Ids of 15 and of 18 characters name the same user. */
function author(row: Row, ownUserId: string | null): Pick<FieldChange, "byId" | "byUs"> {
  const byId = readText(row, "CreatedById");
  if (byId === null || ownUserId === null) return { byId };
  return { byId, byUs: byId.slice(0, 15) === ownUserId.slice(0, 15) };
}

/** Amounts as decimal text whatever the transport: REST gives them as numbers, bulk as text such as `12.50`. */
function snapshotValue(vendor: string, row: Row): FieldValue {
  const value = valueText(row[vendor]);
  const isDecimal =
    vendor === "Amount" && typeof value === "string" && /^-?\d{1,20}(?:\.\d{1,20})?$/.test(value);
  return isDecimal ? decimalText(Number(value)) : value;
}

/** Texts as they are, numbers as decimal text, as amounts are everywhere. */
function valueText(value: unknown): FieldValue {
  if (value === null || value === undefined || value === "") return null;
  if (typeof value === "boolean") return value;
  return typeof value === "number" ? decimalText(value) : String(value);
}
