import type { Org } from "../org.ts";
import type { Row } from "../store/row.ts";
import { parseQuery } from "./parse-query.ts";
import { longTextCount, projectionOf } from "./projection.ts";
import { malformedQuery } from "./query-error.ts";
import { queryScope, resolvePath, type Scope } from "./resolve-path.ts";
import { type ResultContext, type ResultPage, resultPage } from "./result.ts";
import { selectRows } from "./select-rows.ts";
import type { Query, SelectItem } from "./syntax.ts";

/** How a query is asked. */
export interface QueryOptions {
  /** `queryAll`: deleted and archived rows too. */
  readonly all: boolean;
  /** Rows to a page as asked for, before Salesforce's own bounds. */
  readonly batchSize: number;
}

const longTextPageSize = 200;

function countPage(
  scope: Scope,
  rows: readonly Row[],
  items: readonly (SelectItem & { type: "count" })[],
): ResultPage {
  const [only] = items;
  if (items.length === 1 && only && !only.path) return { totalSize: rows.length, done: true, records: [] };
  const record: ResultPage["records"][number] = { attributes: { type: "AggregateResult" } };
  for (const [index, item] of items.entries()) {
    if (!item.path) throw malformedQuery("COUNT() must be the only element in the SELECT clause");
    const { read } = resolvePath(scope, item.path);
    record[item.alias ?? `expr${index}`] = rows.filter((row) => read(row) !== null).length;
  }
  return { totalSize: 1, done: true, records: [record] };
}

function counts(query: Query): (SelectItem & { type: "count" })[] {
  const items = query.select.filter((item) => item.type === "count");
  if (items.length > 0 && items.length < query.select.length) {
    throw malformedQuery("Grouped query fields must be grouped or aggregated");
  }
  return items;
}

/** Answers a query with its first page; throws an `ApiError` where Salesforce would refuse it. */
export function runQuery(context: ResultContext, text: string, options: QueryOptions): ResultPage {
  const query = parseQuery(text);
  const scope = queryScope(context.org, text, query.from);
  const counted = counts(query);
  if (counted.length > 0) return countPage(scope, selectRows(scope, query, { all: options.all }), counted);
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
