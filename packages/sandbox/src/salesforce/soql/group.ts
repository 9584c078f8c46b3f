import { rowComparison, type SortKey } from "../store/ordering.ts";
import type { FieldValue, Row } from "../store/row.ts";
import { malformedQuery } from "./query-error.ts";
import { type ResolvedPath, resolvePath, type Scope } from "./resolve-path.ts";
import type { ResultPage } from "./result.ts";
import { selectRows } from "./select-rows.ts";
import type { Aggregate, Path, Query } from "./syntax.ts";

const maximumGroups = 2000;

type Value = (rows: readonly Row[]) => FieldValue;
type ResultRow = ResultPage["records"][number];

/** Whether a query works values out of many rows. */
export function isGrouped(query: Query): boolean {
  return query.groupBy.length > 0 || query.select.some((item) => item.type === "aggregate");
}

function total(values: readonly FieldValue[]): number {
  return values.reduce<number>((sum, value) => sum + (typeof value === "number" ? value : 0), 0);
}

function extreme(values: readonly FieldValue[], isBetter: (left: FieldValue, right: FieldValue) => boolean) {
  return values.reduce<FieldValue>(
    (best, value) => (best === null || isBetter(value, best) ? value : best),
    null,
  );
}

const functions: Readonly<Record<Aggregate["function"], (values: readonly FieldValue[]) => FieldValue>> = {
  count: (values) => values.length,
  count_distinct: (values) => new Set(values).size,
  min: (values) => extreme(values, (value, best) => value !== null && best !== null && value < best),
  max: (values) => extreme(values, (value, best) => value !== null && best !== null && value > best),
  sum: (values) => (values.length === 0 ? null : total(values)),
  avg: (values) => (values.length === 0 ? null : total(values) / values.length),
};

/** A value of a group's rows; those without the field do not count. */
function aggregateValue(scope: Scope, aggregate: Aggregate): Value {
  if (!aggregate.path) return (rows) => rows.length;
  const { read } = resolvePath(scope, aggregate.path);
  return (rows) => functions[aggregate.function](rows.map(read).filter((value) => value !== null));
}

const samePath = (left: Path, right: Path): boolean =>
  left.parts.join(".").toLowerCase() === right.parts.join(".").toLowerCase();

/** A field that all rows of a group share; throws for one that is not grouped by. */
function groupedValue(scope: Scope, query: Query, path: Path): { value: Value; resolved: ResolvedPath } {
  const resolved = resolvePath(scope, path);
  if (!query.groupBy.some((each) => samePath(each, path))) {
    throw malformedQuery(`Field must be grouped or aggregated: ${path.parts.join(".")}`);
  }
  return { resolved, value: ([row]) => (row ? resolved.read(row) : null) };
}

/** What each group shows, by the names it is shown under. */
function shownValues(scope: Scope, query: Query): [name: string, value: Value][] {
  let unnamed = 0;
  return query.select.map((item): [string, Value] => {
    if (item.type === "aggregate") {
      if (!item.path) throw malformedQuery("COUNT() must be the only element in the SELECT clause");
      if (item.alias) return [item.alias, aggregateValue(scope, item)];
      unnamed += 1;
      return [`expr${unnamed - 1}`, aggregateValue(scope, item)];
    }
    if (item.type !== "field") throw malformedQuery("Grouped query fields must be grouped or aggregated");
    const { value, resolved } = groupedValue(scope, query, item.path);
    return [item.alias ?? resolved.field.name, value];
  });
}

function groupRows(scope: Scope, query: Query, rows: readonly Row[]): (readonly Row[])[] {
  if (query.groupBy.length === 0) return [rows];
  const reads = query.groupBy.map((path) => resolvePath(scope, path).read);
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = JSON.stringify(reads.map((read) => read(row)));
    const known = groups.get(key);
    if (known) known.push(row);
    else groups.set(key, [row]);
  }
  return [...groups.values()];
}

/** Groups in the order that the query asks for, else in that of what they are grouped by. */
function sorted(scope: Scope, query: Query, groups: readonly (readonly Row[])[]): (readonly Row[])[] {
  const orders = query.orderBy.map((item): SortKey & { value: Value } => {
    const value = item.aggregate
      ? aggregateValue(scope, item.aggregate)
      : groupedValue(scope, query, item.path).value;
    return { value, read: () => null, descending: item.descending, nullsLast: item.nullsLast };
  });
  const grouped = query.groupBy.map((path) => ({
    value: groupedValue(scope, query, path).value,
    descending: false,
    nullsLast: true,
  }));
  const keys = orders.length > 0 ? orders : grouped;
  const rows = groups.map((group, index) => {
    const values = keys.map(({ value }, at) => [`key${at}`, value(group)] as const);
    return { group, row: { ...Object.fromEntries(values), Id: String(index).padStart(6, "0") } };
  });
  const compare = rowComparison(
    keys.map(({ descending, nullsLast }, at) => ({
      read: (row) => row[`key${at}`] ?? null,
      descending,
      nullsLast,
    })),
  );
  return rows.sort((left, right) => compare(left.row, right.row)).map(({ group }) => group);
}

/** Answers a query with aggregates: all of its groups on one page. */
export function groupedPage(scope: Scope, query: Query, all: boolean): ResultPage {
  const [only] = query.select;
  if (query.select.length === 1 && only?.type === "aggregate" && !only.path) {
    return { totalSize: selectRows(scope, query, { all }).length, done: true, records: [] };
  }
  const shown = shownValues(scope, query);
  const wanted = query.groupBy.length === 0 ? query : { ...query, limit: undefined, offset: 0 };
  const rows = selectRows(scope, { ...wanted, orderBy: [] }, { all });
  const groups = sorted(scope, query, groupRows(scope, query, rows));
  const limit = query.groupBy.length === 0 ? undefined : query.limit;
  const cut = groups.slice(query.offset, limit === undefined ? undefined : query.offset + limit);
  if (cut.length > maximumGroups) {
    throw malformedQuery("Aggregate query does not support queryMore(), use LIMIT to restrict the results");
  }
  const records = cut.map((group): ResultRow => {
    const values = shown.map(([name, value]) => [name, value(group)] as const);
    return { attributes: { type: "AggregateResult" }, ...Object.fromEntries(values) };
  });
  return { totalSize: records.length, done: true, records };
}
