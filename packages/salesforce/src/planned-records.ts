import type { CallOptions, Change, ChangePage, ObjectName } from "@headway/crm";
import type { HttpAnswer } from "@headway/crm/http";
import { type ChildResult, childReadings, childTables } from "./child-readings.ts";
import {
  type ChildTable,
  childrenOfQuery,
  groupChildren,
  type ReadChildren,
  refusalReason,
} from "./child-rows.ts";
import type { Client } from "./client.ts";
import type { CompositePart } from "./composite.ts";
import { dealActivitiesQuery, objectOfTask, readDealActivities } from "./deal-activities.ts";
import { queryPageSize } from "./limits.ts";
import { type ChildReadings, mapRecord } from "./map-record.ts";
import { chunks, goodAnswer, readRows, rowParts, type WantedRows } from "./named-rows.ts";
import { queryPath, readPage } from "./query-pages.ts";
import type { RowPlan } from "./row-plan.ts";

/** Named records by object, with what is known of how to read them. */
export interface PlannedRecords {
  readonly groups: ReadonlyMap<ObjectName, readonly string[]>;
  readonly plans: ReadonlyMap<ObjectName, RowPlan>;
  readonly seesEmails: boolean;
  /** Reads the children that did not all come along. */
  readonly readChildren: ReadChildren;
  /** Tells the changes of a deal's fields from its child rows, where they were asked for. */
  readonly tellChanges?: TellChanges | undefined;
}

/** Reads the changes of a deal's fields from what was read of its child tables. */
export type TellChanges = (
  results: ReadonlyMap<ChildTable, ChildResult>,
) => NonNullable<ChildReadings["fieldHistory"]>;

/** The records of which it is known what is visible, in one request where they are few. */
export async function* pullPlanned(
  client: Client,
  { groups, plans, seesEmails, readChildren, tellChanges }: PlannedRecords,
  budget: () => CallOptions,
): AsyncGenerator<ChangePage> {
  const wanted = wantedRows(groups, plans);
  const deals = (groups.get("deal") ?? []).filter(isId);
  const parts = [...wanted.flatMap(rowParts), ...activityParts(deals, seesEmails)];
  const answers = await client.readParts([...parts, ...childParts(groups, plans)], budget());
  const left = [...groups];
  for (const [index, [object, ids]] of left.entries()) {
    const plan = plans.get(object);
    const rows = wanted.find((one) => one.sobject === plan?.source.sobject);
    if (plan === undefined || rows === undefined) continue;
    const found = await readRows(client, rows, answers, budget);
    const answered = { answers, seesEmails, readChildren, tellChanges };
    const readings = await readNamedChildren(client, plan, ids.filter(isId), answered, budget);
    const changes = ids.map((id) => mapNamed(client, plan, id, found.get(id.slice(0, 15)), readings));
    yield { object, changes, cursor: null, caughtUp: index === left.length - 1 };
  }
}

/** Salesforce refuses a whole query for one text that cannot be an id. */
function isId(text: string): boolean {
  return /^[a-zA-Z0-9]{15}([a-zA-Z0-9]{3})?$/.test(text);
}

/** Tasks and calls are rows of one sobject and are read together. */
function wantedRows(
  groups: ReadonlyMap<ObjectName, readonly string[]>,
  plans: ReadonlyMap<ObjectName, RowPlan>,
): WantedRows[] {
  const bySObject = Map.groupBy([...plans.values()], (plan) => plan.source.sobject);
  return [...bySObject].map(([sobject, own]) => ({
    sobject,
    columns: [...new Set(own.flatMap((plan) => plan.columns))],
    ids: [...new Set(own.flatMap((plan) => groups.get(plan.object) ?? []))].filter(isId),
  }));
}

function activityParts(deals: readonly string[], withEmails: boolean): CompositePart[] {
  return chunks(deals).map((chunk, index) => ({
    id: `Activities_${index}`,
    path: queryPath(dealActivitiesQuery(chunk, withEmails), true),
    isQuery: true,
  }));
}

function childParts(
  groups: ReadonlyMap<ObjectName, readonly string[]>,
  plans: ReadonlyMap<ObjectName, RowPlan>,
): CompositePart[] {
  return [...plans].flatMap(([object, plan]) => {
    const chunk = (groups.get(object) ?? []).filter(isId);
    if (!fitsOnePart(chunk)) return [];
    return childTables(plan).map((table) => ({
      id: childPartId(object, table),
      path: queryPath(childrenOfQuery(table, chunk, queryPageSize), false),
      isQuery: true,
    }));
  });
}

function childPartId(object: ObjectName, table: ChildTable): string {
  return `${object}_${table.sobject}`;
}

function fitsOnePart(ids: readonly string[]): boolean {
  return chunks(ids).length === 1;
}

function mapNamed(
  client: Client,
  plan: RowPlan,
  id: string,
  row: unknown,
  readings: (id: string) => ChildReadings,
): Change {
  const { object } = plan;
  const isOther = plan.source.sobject === "Task" && row !== undefined && objectOfTask(row) !== object;
  if (row === undefined || isOther) return { type: "deleted", ref: { object, id }, at: null };
  return mapRecord(row, plan, client.options.origin, readings);
}

/** What one composite request brought. */
interface Answered {
  readonly answers: ReadonlyMap<string, HttpAnswer>;
  /** Whether e-mails are records here. */
  readonly seesEmails: boolean;
  readonly readChildren: ReadChildren;
  readonly tellChanges: TellChanges | undefined;
}

async function readNamedChildren(
  client: Client,
  plan: RowPlan,
  ids: readonly string[],
  { answers, seesEmails, readChildren, tellChanges }: Answered,
  budget: () => CallOptions,
): Promise<(id: string) => ChildReadings> {
  const tables = new Map<ChildTable, (id: string) => ChildResult>();
  for (const table of childTables(plan)) {
    const answer = answers.get(childPartId(plan.object, table));
    tables.set(table, await readTable(client, table, { ids, answer, readChildren }, budget));
  }
  const activities =
    plan.object === "deal"
      ? await readDealActivities(client, ids, { answers, seesEmails, readChildren }, budget)
      : undefined;
  return (id) => {
    const results = new Map([...tables].map(([table, of]) => [table, of(id)]));
    const told = childReadings(results);
    const own =
      tellChanges && plan.object === "deal" ? { ...told, fieldHistory: tellChanges(results) } : told;
    return activities === undefined ? own : { ...own, links: { ...own.links, ...activities(id) } };
  };
}

/** Children that came with the composite request; where they did not all fit, they are read again alone. */
async function readTable(
  client: Client,
  table: ChildTable,
  {
    ids,
    answer,
    readChildren,
  }: {
    readonly ids: readonly string[];
    readonly answer: HttpAnswer | undefined;
    readonly readChildren: ReadChildren;
  },
  budget: () => CallOptions,
): Promise<(id: string) => ChildResult> {
  try {
    if (answer !== undefined) {
      const page = readPage(goodAnswer(new Map([["children", answer]]), "children", "/query"), queryPageSize);
      const groups = groupChildren(table, page.rows);
      if (page.isLast) return (id) => ({ status: "read", rows: groups.get(id) ?? [] });
    }
  } catch (error) {
    const reason = refusalReason(table, error);
    return () => ({ status: "refused", reason });
  }
  const read = (await readChildren(client, [table], ids, budget)).get(table);
  if (read === undefined || read.status === "refused") {
    const reason = read?.reason ?? `${table.sobject} was not read`;
    return () => ({ status: "refused", reason });
  }
  return (id) => ({ status: "read", rows: read.of(id) });
}
