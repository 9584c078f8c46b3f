import { type CallOptions, CrmError } from "@headway/crm";
import type { HttpAnswer } from "@headway/crm/http";
import type { Client } from "./client.ts";
import { missingPart } from "./composite.ts";
import { longestPath } from "./limits.ts";
import { mapError } from "./map-error.ts";
import { type Soql, soql } from "./soql.ts";
import { QueryAnswer, readBody } from "./vendor-answers.ts";

/** One page of rows. */
export interface QueryPage {
  readonly rows: readonly unknown[];
  /** True when the query has no more rows; `false` also where Salesforce cut the page short by itself. */
  readonly isLast: boolean;
  /** What a `COUNT()` says; absent for rows. */
  readonly total?: number;
}

/** A page that is wanted. */
export interface QueryAsk {
  /** Without a `LIMIT` of its own. */
  readonly query: Soql;
  /** Deleted and archived rows too. */
  readonly all: boolean;
  /** Rows to a page; without it, Salesforce's `done` alone says which page is the last. */
  readonly limit?: number;
}

/** What became of one of several pages asked for together. */
export type QueryOutcome =
  | { readonly status: "read"; readonly page: QueryPage }
  | { readonly status: "failed"; readonly error: unknown };

/** The path of one page, below the version. */
function askPath({ query, all, limit }: QueryAsk): string {
  return queryPath(limit === undefined ? query : soql`${query} LIMIT ${limit}`, all);
}

/** The path of a query, below the version. */
export function queryPath(query: Soql, all: boolean): string {
  const encoded = encodeURIComponent(query.text).replaceAll("%20", "+");
  return `${all ? "/queryAll" : "/query"}?q=${encoded}`;
}

/** Reads a page of a query whose `LIMIT` is known; without one, `done` alone decides. */
export function readPage(answer: HttpAnswer, limit = Number.POSITIVE_INFINITY): QueryPage {
  const { done, records, totalSize } = readBody(QueryAnswer, answer.body, "a query");
  if (!done && records.length === 0) {
    throw new CrmError("malformed-response", {
      crm: "salesforce",
      message: "a query answered no rows and said that there are more; going on would never end",
    });
  }
  const page = { rows: records, isLast: done && records.length < limit };
  return records.length === 0 && totalSize !== undefined ? { ...page, total: totalSize } : page;
}

/** Reads one page, by the address where it fits there, else by a composite request. */
export async function queryOne(client: Client, ask: QueryAsk, call: CallOptions): Promise<QueryPage> {
  const path = askPath(ask);
  if (path.length <= longestPath) {
    return readPage(await client.send({ method: "GET", path: client.path(path) }, call), ask.limit);
  }
  const answers = await client.readParts([{ id: "query", path, isQuery: true }], call);
  return readPart(client, answers.get("query"), { ...ask, id: "query" });
}

/**
 * Reads several pages in one request, each with an outcome of its own, in the order asked. What is
 * about the request as a whole (no answer, no time left, a limit) is thrown. A single page is a plain query.
 */
export async function queryTogether(
  client: Client,
  asks: readonly QueryAsk[],
  call: () => CallOptions,
): Promise<readonly QueryOutcome[]> {
  const [only] = asks;
  if (only === undefined) return [];
  if (asks.length === 1) return [await settled(() => queryOne(client, only, call()))];
  const named = asks.map((ask, index) => ({ ...ask, id: `query${index}` }));
  const parts = named.map((ask) => ({ id: ask.id, path: askPath(ask), isQuery: true }));
  const answers = await client.readParts(parts, call());
  const outcomes: QueryOutcome[] = [];
  for (const ask of named) {
    const outcome = await settled(async () => readPart(client, answers.get(ask.id), ask));
    // Renewing a session happens to whole requests only, so this part is asked once more by itself.
    const again = isSessionLost(outcome) ? await settled(() => queryOne(client, ask, call())) : outcome;
    outcomes.push(again);
  }
  return outcomes;
}

/** The page, or its error thrown. */
export function pageOf(outcome: QueryOutcome): QueryPage {
  if (outcome.status === "failed") throw outcome.error;
  return outcome.page;
}

function readPart(
  client: Client,
  answer: HttpAnswer | undefined,
  ask: QueryAsk & { readonly id: string },
): QueryPage {
  if (answer === undefined) throw missingPart(ask.id);
  const path = client.path(askPath(ask));
  const error = mapError(answer, { method: "GET", path });
  if (error !== undefined) throw error;
  return readPage(answer, ask.limit);
}

async function settled(work: () => Promise<QueryPage>): Promise<QueryOutcome> {
  try {
    return { status: "read", page: await work() };
  } catch (error) {
    return { status: "failed", error };
  }
}

function isSessionLost(outcome: QueryOutcome): boolean {
  return (
    outcome.status === "failed" && CrmError.is(outcome.error) && outcome.error.code === "unauthenticated"
  );
}
