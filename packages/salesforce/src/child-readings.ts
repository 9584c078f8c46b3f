import { type CallOptions, known, type Reading, unknown } from "@headway/crm";
import { type ChildTable, readChildrenOf } from "./child-rows.ts";
import type { Client } from "./client.ts";
import { mapFieldHistory, snapshotTable, trackedTable } from "./field-history.ts";
import { objectOfId } from "./links.ts";
import { type ChildReadings, mapStageHistory } from "./map-record.ts";
import type { RowPlan } from "./row-plan.ts";
import { idOf } from "./row-query.ts";
import { isRow, type Row } from "./vendor-answers.ts";

/** The rows of one child table that hang on one record, or why they could not be read. */
export type ChildResult =
  | { readonly status: "read"; readonly rows: readonly Row[] }
  | { readonly status: "refused"; readonly reason: string };

/** One snapshot per change of a deal; always on, without any setup in the org. */
export const historyTable: ChildTable = {
  sobject: "OpportunityHistory",
  parent: "OpportunityId",
  columns: ["StageName", "CreatedDate", "CreatedById"],
};

/** People on a deal. */
export const roleTable: ChildTable = {
  sobject: "OpportunityContactRole",
  parent: "OpportunityId",
  columns: ["ContactId"],
};

/** People in an e-mail's From, To and Cc lines, where Salesforce recognised them. */
export const emailRelationTable: ChildTable = {
  sobject: "EmailMessageRelation",
  parent: "EmailMessageId",
  columns: ["RelationId"],
};

/** Everybody on an activity, where the org lets several people share one. */
const activityRelationTables: Readonly<Record<string, ChildTable>> = {
  Task: { sobject: "TaskRelation", parent: "TaskId", columns: ["RelationId"] },
  Event: { sobject: "EventRelation", parent: "EventId", columns: ["RelationId"] },
};

/** Which child tables complete the records of a plan. `WhoCount` shows only where activities are shared. */
export function childTables({ object, source, visible, fieldHistory }: RowPlan): readonly ChildTable[] {
  if (object === "deal" && fieldHistory === "none") return [historyTable, roleTable];
  if (object === "deal")
    return fieldHistory === "snapshots"
      ? [snapshotTable, roleTable]
      : [snapshotTable, roleTable, trackedTable];
  if (object === "email") return [emailRelationTable];
  const relations = activityRelationTables[source.sobject];
  return relations !== undefined && visible.has("WhoCount") ? [relations] : [];
}

/** Turns what was read of each child table into readings of the record. */
export function childReadings(results: ReadonlyMap<ChildTable, ChildResult>): ChildReadings {
  const readings = [...results].map(([table, result]): ChildReadings => {
    if (table === historyTable) return { stageHistory: readStages(result) };
    if (table === snapshotTable)
      return {
        stageHistory: readStages(result),
        fieldHistory: readChanges(result, results.get(trackedTable)),
      };
    if (table === trackedTable) return {};
    const field = table === roleTable ? "ContactId" : "RelationId";
    return { links: { contact: readContacts(result, field) } };
  });
  return Object.assign({}, ...readings) as ChildReadings;
}

function readStages(result: ChildResult): NonNullable<ChildReadings["stageHistory"]> {
  return result.status === "read" ? mapStageHistory(result.rows) : unknown(result.reason);
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

function readContacts(result: ChildResult, field: string): Reading<readonly string[]> {
  if (result.status === "refused") return unknown(result.reason);
  const ids = result.rows.map((row) => row[field]);
  const contacts = ids.filter((id): id is string => typeof id === "string" && objectOfId(id) === "contact");
  return known([...new Set(contacts)]);
}

/** The children of the rows of one page that are still there. */
export async function readChildren(
  client: Client,
  plan: RowPlan,
  rows: readonly unknown[],
  budget: () => CallOptions,
): Promise<(id: string) => ChildReadings> {
  const living = rows.filter((row) => isRow(row) && row.IsDeleted !== true);
  const ids = living.map(idOf).filter((id) => id !== null);
  const tables = ids.length === 0 ? [] : childTables(plan);
  const results = await readChildrenOf(client, tables, ids, budget);
  return (id) => {
    const own = [...results].map(([table, result]): [ChildTable, ChildResult] => [
      table,
      result.status === "read" ? { status: "read", rows: result.of(id) } : result,
    ]);
    return childReadings(new Map(own));
  };
}
