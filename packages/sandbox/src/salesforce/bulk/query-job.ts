import { ApiError } from "../api-error.ts";
import type { Org } from "../org.ts";
import { parseQuery } from "../soql/parse-query.ts";
import { queryScope, resolvePath, type Scope, visibleField } from "../soql/resolve-path.ts";
import { selectRows } from "../soql/select-rows.ts";
import type { Query, SelectItem } from "../soql/syntax.ts";
import type { CsvFormat } from "./csv.ts";
import { type Column, type ResultTable, resultTable } from "./result-table.ts";

/** A query job made out: what it is about, and the work to do when its time comes. */
export interface PlannedQuery {
  readonly object: string;
  readonly run: () => ResultTable;
}

/** Objects that Salesforce keeps out of the Bulk API. */
const unsupported = new Set(["TaskStatus"]);

function refuse(errorCode: string, message: string): never {
  throw new ApiError(400, errorCode, message);
}

function columnOf(scope: Scope, item: SelectItem): Column {
  if (item.type === "subquery") return refuse("API_ERROR", "Nested SOQL not supported in Bulk Query");
  if (item.type !== "field")
    return refuse("API_ERROR", "Aggregate Relationships not supported in Bulk Query");
  const { steps, field, read } = resolvePath(scope, item.path);
  const name = [...steps.map((step) => step.relationship), field.name].join(".");
  return { name, field, read };
}

/** Only `FIELDS(STANDARD)` is bounded enough for the Bulk API. */
function allColumns(scope: Scope, kind: "all" | "standard" | "custom"): Column[] {
  if (kind !== "standard")
    refuse("API_ERROR", "The SOQL FIELDS function is not supported with unbounded sets");
  return scope.object.fields
    .filter((field) => !field.custom && visibleField(scope.org, scope.object, field.name))
    .map(({ name }) => columnOf(scope, { type: "field", path: { parts: [name], at: 0 }, alias: undefined }));
}

function requireSupported(scope: Scope, query: Query): void {
  const { name } = scope.object;
  if (unsupported.has(name)) {
    refuse("INVALIDENTITY", `Entity '${name}' is not supported by the Bulk API.`);
  }
  if (query.groupBy.length > 0) refuse("API_ERROR", "GROUP BY not supported in Bulk Query");
  if (query.offset > 0) refuse("API_ERROR", "OFFSET not supported in Bulk Query");
}

/** Makes out the query of a job; throws an `ApiError` for what the Bulk API does not read. */
export function planQuery(org: Org, soql: string, all: boolean, format: CsvFormat): PlannedQuery {
  const query = parseQuery(soql);
  const scope = queryScope(org, soql, query.from);
  requireSupported(scope, query);
  const columns = query.select.flatMap((item) =>
    item.type === "all-fields" ? allColumns(scope, item.kind) : [columnOf(scope, item)],
  );
  return {
    object: scope.object.name,
    run: () => resultTable(columns, selectRows(scope, query, { all }), org.freeze(), format),
  };
}
