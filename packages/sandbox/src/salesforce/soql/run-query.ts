import type { Org } from "../org.ts";
import { groupedPage, isGrouped } from "./group.ts";
import { parseQuery } from "./parse-query.ts";
import { longTextCount, projectionOf } from "./projection.ts";
import { queryScope } from "./resolve-path.ts";
import { type ResultContext, type ResultPage, resultPage } from "./result.ts";
import { selectRows } from "./select-rows.ts";

/** How a query is asked. */
export interface QueryOptions {
  /** `queryAll`: deleted and archived rows too. */
  readonly all: boolean;
  /** Rows to a page as asked for, before Salesforce's own bounds. */
  readonly batchSize: number;
}

const longTextPageSize = 200;

/** Answers a query with its first page; throws an `ApiError` where Salesforce would refuse it. */
export function runQuery(context: ResultContext, text: string, options: QueryOptions): ResultPage {
  const query = parseQuery(text);
  const scope = queryScope(context.org, text, query.from);
  if (isGrouped(query)) return groupedPage(scope, query, options.all);
  const projection = projectionOf(scope, query);
  const rows = selectRows(scope, query, { all: options.all });
  const small = longTextCount(scope, projection) >= 2;
  const pageSize = Math.min(options.batchSize, small ? longTextPageSize : options.batchSize);
  return resultPage(context, { rows, projection, all: options.all, pageSize }, 0);
}

/** The object that a query is about, for the request log; undefined if the query cannot be read. */
export function queriedObject(org: Org, text: string): string | undefined {
  try {
    const name = parseQuery(text).from.parts.join(".");
    return org.schema.object(name)?.name ?? name;
  } catch {
    return undefined;
  }
}
