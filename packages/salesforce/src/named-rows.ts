import { type CallOptions, CrmError } from "@headway/crm";
import type { HttpAnswer } from "@headway/crm/http";
import type { Client } from "./client.ts";
import type { CompositePart } from "./composite.ts";
import { idsPerQuery } from "./limits.ts";
import { mapError } from "./map-error.ts";
import { queryPath, readPage } from "./query-pages.ts";
import { byIdsQuery } from "./row-query.ts";

/** A part that describes one object, named after it. */
export function describePart(sobject: string): CompositePart {
  return { id: sobject, path: `/sobjects/${sobject}/describe`, isQuery: false };
}

/** The good answer to a part; throws its error. */
export function goodAnswer(answers: ReadonlyMap<string, HttpAnswer>, id: string, path: string): HttpAnswer {
  const answer = answers.get(id);
  if (answer === undefined) {
    throw new CrmError("malformed-response", {
      crm: "salesforce",
      message: `no answer to the part \`${id}\``,
    });
  }
  const error = mapError(answer, { method: "GET", path });
  if (error !== undefined) throw error;
  return answer;
}

/** Rows of one sobject to read by id, whatever objects of ours they become. */
export interface WantedRows {
  readonly sobject: string;
  readonly columns: readonly string[];
  readonly ids: readonly string[];
}

/** A few users or accounts are read one by one, which does not count as a query. */
const mostSingleRows = 10;
const singleRowObjects = ["User", "Account"];

/** The parts that read these rows. */
export function rowParts(wanted: WantedRows): CompositePart[] {
  const { sobject, columns, ids } = wanted;
  if (singleRowObjects.includes(sobject) && ids.length <= mostSingleRows) {
    const fields = columns.join(",");
    return ids.map((id, index) => ({
      id: `${sobject}_${index}`,
      path: `/sobjects/${sobject}/${id}?fields=${fields}`,
      isQuery: false,
    }));
  }
  return chunks(ids).map((chunk, index) => ({
    id: `${sobject}_${index}`,
    path: queryPath(byIdsQuery(sobject, columns, chunk), true),
    isQuery: true,
  }));
}

/** The rows, by the first 15 characters of their ids; ids that nothing came for are absent. */
export async function readRows(
  client: Client,
  wanted: WantedRows,
  answers: ReadonlyMap<string, HttpAnswer>,
  budget: () => CallOptions,
): Promise<ReadonlyMap<string, unknown>> {
  const rows = new Map<string, unknown>();
  for (const part of rowParts(wanted)) {
    const answer = answers.get(part.id);
    if (!part.isQuery && answer?.status === 404) continue;
    const { body, headers, status } = goodAnswer(answers, part.id, part.path);
    const found = part.isQuery ? readPage({ status, headers, body }).rows : [body];
    for (const row of found) rows.set(shortId(row), row);
  }
  await readRest(client, wanted, rows, answers, budget);
  return rows;
}

/**
 * Salesforce may cut a page short by itself, and shows a deleted record only to a query: what is left
 * is asked for until it is complete.
 */
async function readRest(
  client: Client,
  wanted: WantedRows,
  rows: Map<string, unknown>,
  answers: ReadonlyMap<string, HttpAnswer>,
  budget: () => CallOptions,
): Promise<void> {
  const parts = rowParts(wanted).filter((part) => part.isQuery);
  const isCut = parts.some((part) => !readPage(goodAnswer(answers, part.id, part.path)).isLast);
  const isWhole = parts.length > 0 && !isCut;
  if (isWhole || wanted.sobject === "User") return;
  for (const chunk of chunks(wanted.ids)) {
    for (let isLast = false; !isLast; ) {
      const left = chunk.filter((id) => !rows.has(id.slice(0, 15)));
      if (left.length === 0) break;
      const page = await client.query(
        byIdsQuery(wanted.sobject, wanted.columns, left),
        { all: true },
        budget(),
      );
      for (const row of page.rows) rows.set(shortId(row), row);
      isLast = page.isLast;
    }
  }
}

function shortId(row: unknown): string {
  const id = typeof row === "object" && row !== null && "Id" in row ? row.Id : "";
  return typeof id === "string" ? id.slice(0, 15) : "";
}

/** Ids in lists short enough for one query. */
export function chunks(ids: readonly string[]): string[][] {
  const lists: string[][] = [];
  for (let start = 0; start < ids.length; start += idsPerQuery)
    lists.push(ids.slice(start, start + idsPerQuery));
  return lists;
}
