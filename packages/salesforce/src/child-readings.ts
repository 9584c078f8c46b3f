import { known, type ObjectName, type Reading, unknown } from "@headway/crm";
import type { ChildTable } from "./child-rows.ts";
import { objectOfId } from "./links.ts";
import { type ChildReadings, mapStageHistory } from "./map-record.ts";
import type { Row } from "./vendor-answers.ts";

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

/** Which child tables complete the records of an object. */
export function childTables(object: ObjectName): readonly ChildTable[] {
  if (object === "deal") return [historyTable, roleTable];
  return object === "email" ? [emailRelationTable] : [];
}

/** Turns what was read of each child table into readings of the record. */
export function childReadings(results: ReadonlyMap<ChildTable, ChildResult>): ChildReadings {
  const history = results.get(historyTable);
  const roles = results.get(roleTable);
  const relations = results.get(emailRelationTable);
  return {
    ...(history === undefined ? {} : { stageHistory: readStages(history) }),
    ...(roles === undefined ? {} : { links: { contact: readContacts(roles, "ContactId") } }),
    ...(relations === undefined ? {} : { links: { contact: readContacts(relations, "RelationId") } }),
  };
}

function readStages(result: ChildResult): NonNullable<ChildReadings["stageHistory"]> {
  return result.status === "read" ? mapStageHistory(result.rows) : unknown(result.reason);
}

function readContacts(result: ChildResult, field: string): Reading<readonly string[]> {
  if (result.status === "refused") return unknown(result.reason);
  const ids = result.rows.map((row) => row[field]);
  const contacts = ids.filter((id): id is string => typeof id === "string" && objectOfId(id) === "contact");
  return known([...new Set(contacts)]);
}
