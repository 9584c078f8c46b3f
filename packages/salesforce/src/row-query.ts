import { type CallOptions, CrmError } from "@headway/crm";
import type { Client } from "./client.ts";
import type { Position } from "./cursor.ts";
import type { TableAsk } from "./page-reader.ts";
import type { QueryPage } from "./query-pages.ts";
import { requireInstant } from "./read-value.ts";
import type { RowPlan } from "./row-plan.ts";
import { allOf, identifier, identifiers, instant, type Soql, soql } from "./soql.ts";
import { isRow, ObjectDescribe, readBody, serverInstant } from "./vendor-answers.ts";

/** The fields these credentials see of one object, and Salesforce's clock. */
export async function readDescribe(
  client: Client,
  sobject: string,
  call: CallOptions,
): Promise<{ describe: ObjectDescribe; serverAt: string | null }> {
  const path = client.path(`/sobjects/${identifier(sobject).text}/describe`);
  const answer = await client.send({ method: "GET", path }, call);
  const describe = readBody(ObjectDescribe, answer.body, `the describe of ${sobject}`);
  return { describe, serverAt: serverInstant(answer) };
}

/**
 * From when the next pass must read: this pass's start by Salesforce's clock, less the overlap.
 * Where an answer carries no `Date`, the newest time of change stands in for the clock.
 */
export async function nextFrom(
  client: Client,
  plan: RowPlan,
  serverAt: string | null,
  call: CallOptions,
): Promise<string> {
  const newest = serverAt ?? (await newestChange(client, plan, call));
  return new Date(Math.max(0, Date.parse(newest) - client.options.overlapMs)).toISOString();
}

async function newestChange(client: Client, plan: RowPlan, call: CallOptions): Promise<string> {
  const from = soql`SELECT Id, SystemModstamp FROM ${identifier(plan.source.sobject)}`;
  const query = soql`${from} ORDER BY SystemModstamp DESC, Id DESC LIMIT 1`;
  const [row] = (await client.query(query, { all: true }, call)).rows;
  return isRow(row) ? requireInstant(row, "SystemModstamp") : new Date(0).toISOString();
}

/** The next rows of the first pass, in the order of their ids, deleted ones left out. */
export function nextById(plan: RowPlan, lastId: string | null, limit: number): TableAsk {
  const query = soql`${select(plan)}${where(byIdConditions(plan, lastId))} ORDER BY Id`;
  const { sobject, archives } = plan.source;
  return { query, all: archives, limit, sobject, order: ["Id"] };
}

/** How many rows {@link nextById} would give in all. */
export function countById(plan: RowPlan, lastId: string | null): TableAsk {
  const { sobject, archives } = plan.source;
  const query = soql`SELECT COUNT() FROM ${identifier(sobject)}${where(byIdConditions(plan, lastId))}`;
  return { query, all: archives, sobject, order: [] };
}

function byIdConditions(plan: RowPlan, lastId: string | null): Soql[] {
  const conditions = [...filterOf(plan)];
  // Only a query over all rows sees archived activities; it also sees deleted ones.
  if (plan.source.archives) conditions.push(soql`IsDeleted = ${false}`);
  if (lastId !== null) conditions.push(soql`Id > ${lastId}`);
  return conditions;
}

/** The next rows changed since, deleted ones among them, in the order of their changes. */
export function readByChange(
  client: Client,
  plan: RowPlan,
  after: { readonly since: string; readonly last: Position | null },
  call: CallOptions,
): Promise<QueryPage> {
  const conditions = [...filterOf(plan), changedAfter(after)];
  const limit = client.options.pageSize;
  const query = soql`${select(plan)}${where(conditions)} ORDER BY SystemModstamp, Id`;
  return client.query(query, { all: true, limit }, call);
}

/** Rows by their ids, deleted and archived ones among them. */
export function byIdsQuery(sobject: string, columns: readonly string[], ids: readonly string[]): Soql {
  return soql`SELECT ${identifiers(columns)} FROM ${identifier(sobject)} WHERE Id IN ${ids}`;
}

function changedAfter({ since, last }: { since: string; last: Position | null }): Soql {
  if (last === null) return soql`SystemModstamp >= ${instant(since)}`;
  const at = instant(last.at);
  return soql`SystemModstamp > ${at} OR (SystemModstamp = ${at} AND Id > ${last.id})`;
}

function select(plan: RowPlan): Soql {
  return soql`SELECT ${identifiers(plan.columns)} FROM ${identifier(plan.source.sobject)}`;
}

function filterOf(plan: RowPlan): readonly Soql[] {
  return plan.source.filter === undefined ? [] : [plan.source.filter];
}

function where(conditions: readonly Soql[]): Soql {
  return conditions.length === 0 ? soql`` : soql` WHERE ${allOf(conditions)}`;
}

/** Throws where a whole page has no id, since paging could not go on. */
export function requireRowId(rows: readonly unknown[]): void {
  if (rows.some((row) => idOf(row) !== null)) return;
  throw new CrmError("malformed-response", {
    crm: "salesforce",
    message: "a page of rows came without a single `Id`; reading cannot go on",
  });
}

/** The id of a row, `null` where it has none. */
export function idOf(row: unknown): string | null {
  return isRow(row) && typeof row.Id === "string" && row.Id !== "" ? row.Id : null;
}
