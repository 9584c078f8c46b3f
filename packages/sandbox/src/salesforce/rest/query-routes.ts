import { ApiError } from "../api-error.ts";
import { resultPage } from "../soql/result.ts";
import { queriedObject, runQuery } from "../soql/run-query.ts";
import { toolingOrg } from "../tooling/tooling-org.ts";
import type { ApiAnswer, ApiContext, Route } from "./api-request.ts";

const defaultBatch = 2000;
const smallestBatch = 200;

/** Rows to a page by `Sforce-Query-Options: batchSize=N`, never outside 200 to 2,000. */
function batchSize(headers: Headers): number {
  const asked = /batchSize\s*=\s*(\d+)/i.exec(headers.get("sforce-query-options") ?? "")?.[1];
  if (!asked) return defaultBatch;
  return Math.min(defaultBatch, Math.max(smallestBatch, Number(asked)));
}

function answerQuery(context: ApiContext, all: boolean): ApiAnswer {
  const text = context.request.query.get("q");
  if (text === null) throw new ApiError(400, "MALFORMED_QUERY", "SOQL query is missing: parameter q");
  const options = { all, batchSize: batchSize(context.request.headers) };
  return { status: 200, body: runQuery(context.results, text, options) };
}

function answerMore(context: ApiContext): ApiAnswer {
  const found = context.locators.find(context.parts[0] ?? "");
  if (!found) throw new ApiError(400, "INVALID_QUERY_LOCATOR", "invalid query locator");
  return { status: 200, body: resultPage(context.results, found.results, found.position) };
}

/** A query of the Tooling API: the org's objects and fields as they are now, on one page. */
function answerTooling(context: ApiContext): ApiAnswer {
  const text = context.request.query.get("q");
  if (text === null) throw new ApiError(400, "MALFORMED_QUERY", "SOQL query is missing: parameter q");
  const org = toolingOrg(context.org);
  const results = { ...context.results, org, version: `${context.request.version}/tooling` };
  const page = runQuery(results, text, { all: false, batchSize: defaultBatch });
  const object = queriedObject(org, text) ?? null;
  return {
    status: 200,
    body: { size: page.records.length, ...page, queryLocator: null, entityTypeName: object },
  };
}

function operation(name: string): (context: ApiContext) => string {
  return ({ org, request }) => `${name} ${queriedObject(org, request.query.get("q") ?? "") ?? ""}`.trim();
}

/** `query`, `queryAll` and the pages after the first. */
export const queryRoutes: readonly Route[] = [
  {
    method: "GET",
    path: /^\/query\/?$/,
    operation: operation("query"),
    handle: (context) => answerQuery(context, false),
  },
  {
    method: "GET",
    path: /^\/queryAll\/?$/i,
    operation: operation("query-all"),
    handle: (context) => answerQuery(context, true),
  },
  {
    method: "GET",
    path: /^\/tooling\/query\/?$/,
    operation: () => "tooling-query",
    handle: answerTooling,
  },
  { method: "GET", path: /^\/query(?:All)?\/([^/]+)$/i, operation: () => "query-more", handle: answerMore },
];
