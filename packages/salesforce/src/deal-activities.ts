import { type CallOptions, known, type Links, type ObjectName, type Reading, unknown } from "@headway/crm";
import { type HttpAnswer, readShape } from "@headway/crm/http";
import { type ChildTable, type ReadChildren, refusalReason } from "./child-rows.ts";
import type { Client } from "./client.ts";
import { chunks, goodAnswer } from "./named-rows.ts";
import { readPage } from "./query-pages.ts";
import { idOf } from "./row-query.ts";
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
function readActivityLinks(row: unknown): Links {
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
function isWhole(row: unknown): boolean {
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
async function readManyActivities(
  client: Client,
  ids: readonly string[],
  { seesEmails: withEmails, readChildren }: Pick<ActivityAnswers, "seesEmails" | "readChildren">,
  budget: () => CallOptions,
): Promise<(id: string) => Links> {
  const tables = withEmails ? [taskTable, eventTable, emailTable] : [taskTable, eventTable];
  const read = await readChildren(client, tables, ids, budget);
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
function unreadActivityLinks(reason: string): Links {
  return { task: unknown(reason), call: unknown(reason), meeting: unknown(reason), email: unknown(reason) };
}

const noEmails = unknown("e-mails are not records in this org, or not visible to these credentials");

/** Salesforce sends `null` for no children. More than one answer holds are left to {@link readManyActivities}. */
function readChildren(row: unknown, name: string): Reading<readonly unknown[]> {
  const value = isRow(row) ? row[name] : undefined;
  if (value === null) return known([]);
  const read = readShape(QueryAnswer, value);
  if (!read.fits) return unknown(`the deal came without its \`${name}\``);
  return known(read.value.records);
}

function idsOf(
  rows: Reading<readonly unknown[]>,
  matches: (row: unknown) => boolean = () => true,
): Reading<readonly string[]> {
  if (rows.status === "unknown") return rows;
  const ids = rows.value.filter(matches).map((row) => (isRow(row) ? row.Id : undefined));
  return known(ids.filter((id): id is string => typeof id === "string"));
}

/** What one composite request brought of activities, and how to read what it did not. */
interface ActivityAnswers {
  readonly answers: ReadonlyMap<string, HttpAnswer>;
  readonly seesEmails: boolean;
  readonly readChildren: ReadChildren;
}

/** The activity links of deals, from the composite answer that asked for them; long ones are read alone. */
export async function readDealActivities(
  client: Client,
  ids: readonly string[],
  { answers, ...reading }: ActivityAnswers,
  budget: () => CallOptions,
): Promise<(id: string) => Links> {
  const links = new Map<string, Links>();
  const many: string[] = [];
  for (const [index, chunk] of chunks(ids).entries()) {
    try {
      const page = readPage(goodAnswer(answers, `Activities_${index}`, "/queryAll"));
      const rows = new Map(page.rows.map((row) => [idOf(row)?.slice(0, 15), row]));
      for (const id of chunk) {
        const row = rows.get(id.slice(0, 15));
        if (row !== undefined && isWhole(row)) links.set(id, readActivityLinks(row));
        else if (row !== undefined || !page.isLast) many.push(id);
      }
    } catch (error) {
      const reason = refusalReason({ sobject: "the activities of deals" }, error);
      for (const id of chunk) links.set(id, unreadActivityLinks(reason));
    }
  }
  const manyOf = await readManyActivities(client, many, reading, budget);
  return (id) => links.get(id) ?? manyOf(id);
}
