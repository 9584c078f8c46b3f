import { type CallOptions, known, type Reading, unknown } from "@headway/crm";
import { type ChildTable, readChildrenOf } from "./child-rows.ts";
import type { Client } from "./client.ts";
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
  tell: (result) => ({ stageHistory: readStages(result) }),
};

/** People on a deal. */
export const roleTable: ChildTable = {
  sobject: "OpportunityContactRole",
  parent: "OpportunityId",
  columns: ["ContactId"],
  tell: (result) => ({ links: { contact: readContacts(result, "ContactId") } }),
};

const relations: Pick<ChildTable, "columns" | "tell"> = {
  columns: ["RelationId"],
  tell: (result) => ({ links: { contact: readContacts(result, "RelationId") } }),
};

/** People in an e-mail's From, To and Cc lines, where Salesforce recognised them. */
export const emailRelationTable: ChildTable = {
  sobject: "EmailMessageRelation",
  parent: "EmailMessageId",
  ...relations,
};

/** Everybody on an activity, where the org lets several people share one. */
const activityRelationTables: Readonly<Record<string, ChildTable>> = {
  Task: { sobject: "TaskRelation", parent: "TaskId", ...relations },
  Event: { sobject: "EventRelation", parent: "EventId", ...relations },
};

/** Which child tables complete the records of a plan. `WhoCount` shows only where activities are shared. */
export function childTables({ object, source, visible, changeTables }: RowPlan): readonly ChildTable[] {
  if (object === "deal") {
    const [stages = historyTable, ...others] = changeTables;
    return [stages, roleTable, ...others];
  }
  if (object === "email") return [emailRelationTable];
  const related = activityRelationTables[source.sobject];
  return related !== undefined && visible.has("WhoCount") ? [related] : [];
}

/** Turns what was read of each child table into readings of the record. */
export function childReadings(results: ReadonlyMap<ChildTable, ChildResult>): ChildReadings {
  const readings = [...results].map(([table, result]) => table.tell?.(result, results));
  return Object.assign({}, ...readings) as ChildReadings;
}

/** The stage history in rows of a table that has one. */
export function readStages(result: ChildResult): NonNullable<ChildReadings["stageHistory"]> {
  return result.status === "read" ? mapStageHistory(result.rows) : unknown(result.reason);
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
