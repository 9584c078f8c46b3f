import type { StageEntry } from "@headway/crm";
import { readId } from "./read-cell.ts";
import { RowFault } from "./row-fault.ts";
import { instantOf, type RowReading } from "./row-reading.ts";
import { type Cells, requireText } from "./source-rows.ts";

/**
 * Adds a row of Salesforce's OpportunityHistory to what is known of its deal. Every row is a snapshot, so one that
 * repeats the stage of another at a later time says nothing new; that is seen once all are sorted. Throws `RowFault`.
 */
export function readStageHistory(
  row: Cells,
  reading: RowReading,
  into: Map<string, StageEntry[]>,
): { readonly object: "stage-history"; readonly type: "read" } {
  const dealId = readId(requireText(row, "id"));
  const at = instantOf(row, "createdAt", reading);
  if (at === null) throw new RowFault(row.header("createdAt"), "the cell is empty");
  const entries = into.get(dealId) ?? [];
  into.set(dealId, entries);
  entries.push({ stageId: requireText(row, "stage"), at, byId: null });
  return { object: "stage-history", type: "read" };
}

/** The stages that were entered, oldest first: a row that repeats the one before it is no entry. */
export function enteredStages(entries: readonly StageEntry[]): StageEntry[] {
  const sorted = [...entries].sort((one, other) => (one.at < other.at ? -1 : Number(one.at > other.at)));
  return sorted.filter((entry, index) => entry.stageId !== sorted[index - 1]?.stageId);
}
