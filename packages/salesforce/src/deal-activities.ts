import { type CallOptions, known, type Links, type ObjectName, type Reading, unknown } from "@headway/crm";
import { type ChildTable, readChildrenOf } from "./child-rows.ts";
import type { Client } from "./client.ts";
import { type Soql, soql } from "./soql.ts";
import { isRow, QueryAnswer } from "./vendor-answers.ts";

/** Asks deals for the ids of their activities, in one query. @param withEmails Only where e-mails are records here. */
export function dealActivitiesQuery(ids: readonly string[], withEmails: boolean): Soql {
  const living = soql`WHERE IsDeleted = ${false}`;
  const emails = withEmails ? soql`, (SELECT Id FROM Emails ${living})` : soql``;
  return soql`SELECT Id, (SELECT Id, TaskSubtype FROM Tasks ${living}), (SELECT Id FROM Events ${living})${emails} FROM Opportunity WHERE Id IN ${ids}`;
}

/** What object a Task is to Headway; `undefined` for a logged e-mail, which is read as EmailMessage. */
export function objectOfTask(row: unknown): ObjectName | undefined {
  const subtype = isRow(row) ? row.TaskSubtype : undefined;
  if (subtype === "Call") return "call";
  return subtype === "Email" || subtype === "ListEmail" ? undefined : "task";
}

/** The activity links of one deal, from its row of {@link dealActivitiesQuery}. */
export function readActivityLinks(row: unknown): Links {
  const tasks = readChildren(row, "Tasks");
  const ofTasks = (object: ObjectName): Reading<readonly string[]> =>
    idsOf(tasks, (task) => objectOfTask(task) === object);
  return {
    task: ofTasks("task"),
    call: ofTasks("call"),
    meeting: idsOf(readChildren(row, "Events")),
    email: isRow(row) && "Emails" in row ? idsOf(readChildren(row, "Emails")) : noEmails,
  };
}

/** Whether a row of {@link dealActivitiesQuery} holds every activity of its deal. */
export function isWhole(row: unknown): boolean {
  return ["Tasks", "Events", "Emails"].every((name) => {
    const value = isRow(row) ? row[name] : undefined;
    return value === null || value === undefined || (isRow(value) && value.done === true);
  });
}

const taskTable: ChildTable = { sobject: "Task", parent: "WhatId", columns: ["TaskSubtype"], all: true };
const eventTable: ChildTable = { sobject: "Event", parent: "WhatId", columns: [], all: true };
const emailTable: ChildTable = { sobject: "EmailMessage", parent: "RelatedToId", columns: [], all: true };

/**
 * The activity links of deals that have more of them than one answer holds, read as tables of their own.
 * What is refused is `unknown`, and of its own object only.
 */
export async function readManyActivities(
  client: Client,
  ids: readonly string[],
  withEmails: boolean,
  budget: () => CallOptions,
): Promise<(id: string) => Links> {
  const tables = withEmails ? [taskTable, eventTable, emailTable] : [taskTable, eventTable];
  const read = await readChildrenOf(client, tables, ids, budget);
  const rowsOf = (table: ChildTable, id: string): Reading<readonly unknown[]> => {
    const rows = read.get(table);
    if (rows === undefined || rows.status === "refused") return unknown(rows?.reason ?? noEmails.reason);
    return known(rows.of(id));
  };
  return (id) => {
    const tasks = rowsOf(taskTable, id);
    return {
      task: idsOf(tasks, (task) => objectOfTask(task) === "task"),
      call: idsOf(tasks, (task) => objectOfTask(task) === "call"),
      meeting: idsOf(rowsOf(eventTable, id)),
      email: withEmails ? idsOf(rowsOf(emailTable, id)) : noEmails,
    };
  };
}

/** The same links where the query was refused. */
export function unreadActivityLinks(reason: string): Links {
  return { task: unknown(reason), call: unknown(reason), meeting: unknown(reason), email: unknown(reason) };
}

const noEmails = unknown("e-mails are not records in this org, or not visible to these credentials");

/** Salesforce sends `null` for no children. */
function readChildren(row: unknown, name: string): Reading<readonly unknown[]> {
  const value = isRow(row) ? row[name] : undefined;
  if (value === null) return known([]);
  const parsed = QueryAnswer.safeParse(value);
  if (!parsed.success) return unknown(`the deal came without its \`${name}\``);
  if (!parsed.data.done) return unknown(`the deal has more \`${name}\` than one answer holds`);
  return known(parsed.data.records);
}

function idsOf(
  rows: Reading<readonly unknown[]>,
  matches: (row: unknown) => boolean = () => true,
): Reading<readonly string[]> {
  if (rows.status === "unknown") return rows;
  const ids = rows.value.filter(matches).map((row) => (isRow(row) ? row.Id : undefined));
  return known(ids.filter((id): id is string => typeof id === "string"));
}
