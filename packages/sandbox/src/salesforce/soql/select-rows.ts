import { instantText } from "../store/instant.ts";
import { rowComparison, type SortKey } from "../store/ordering.ts";
import type { FieldValue, Row } from "../store/row.ts";
import { compileCondition } from "./compile-condition.ts";
import { isComputed } from "./computed-field.ts";
import { fieldBounds, narrowing } from "./narrow.ts";
import { invalidUse, malformedQuery } from "./query-error.ts";
import { resolvePath, type Scope } from "./resolve-path.ts";
import { withoutSemiJoins } from "./semi-join.ts";
import type { Query } from "./syntax.ts";

/** What a query takes rows from. */
export interface RowSource {
  /** Deleted and archived rows too, as `queryAll` does. */
  readonly all: boolean;
  /** Start from these rows instead of the whole table. */
  readonly among?: readonly Row[];
}

const boundTypes = new Set(["id", "reference", "date", "datetime"]);

interface Order {
  readonly keys: readonly SortKey[];
  /** Identifies the order if it can be kept; undefined if it depends on parents or on computed fields. */
  readonly name: string | undefined;
  /** The first field, if a span of it can be found by bisection. */
  readonly bisected: string | undefined;
}

function foldedReader(read: (row: Row) => FieldValue, isText: boolean): (row: Row) => FieldValue {
  if (!isText) return read;
  return (row) => {
    const value = read(row);
    return typeof value === "string" ? value.toLowerCase() : value;
  };
}

function orderOf(scope: Scope, query: Query): Order {
  const resolved = query.orderBy.map((item) => ({ item, path: resolvePath(scope, item.path) }));
  const keys = resolved.map(({ item, path }) => {
    if (!path.field.sortable) {
      throw invalidUse(
        scope.query,
        item.path.at,
        `field '${path.field.name}' can not be sorted in a query call`,
      );
    }
    const isText = ["string", "email", "combobox", "picklist", "url", "phone"].includes(path.field.type);
    return { read: foldedReader(path.read, isText), descending: item.descending, nullsLast: item.nullsLast };
  });
  const own = resolved.every(
    ({ path }) => path.steps.length === 0 && !isComputed(path.object.name, path.field.name),
  );
  const name = resolved
    .map(({ item, path }) => `${path.field.name} ${item.descending} ${item.nullsLast}`)
    .join(",");
  const [first] = resolved;
  const bisected =
    first && !first.item.descending && !first.item.nullsLast && boundTypes.has(first.path.field.type);
  return { keys, name: own ? name : undefined, bisected: bisected ? first.path.field.name : undefined };
}

/** Index of the first row whose value is not below `low`; nulls come first. */
function firstAtLeast(rows: readonly Row[], read: (row: Row) => FieldValue, low: string): number {
  let [from, to] = [0, rows.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    const row = rows[middle];
    const value = row ? read(row) : null;
    if (value === null || value < low) from = middle + 1;
    else to = middle;
  }
  return from;
}

function sortedRows(scope: Scope, order: Order, rows: readonly Row[] | undefined): readonly Row[] {
  const table = scope.org.table(scope.object.name);
  if (order.keys.length === 0 || (order.name === "Id false false" && !rows)) {
    return rows ? [...rows].sort(rowComparison([])) : table.rows;
  }
  const compare = rowComparison(order.keys);
  if (!rows && order.name) return table.ordered(order.name, compare);
  return [...(rows ?? table.rows)].sort(compare);
}

/** Field history leaves `query` after 18 months and `queryAll` after 24. */
function historyHides(scope: Scope, all: boolean): (row: Row) => boolean {
  const oldest = new Date(scope.org.now());
  oldest.setUTCMonth(oldest.getUTCMonth() - (all ? 24 : 18));
  const from = instantText(oldest.getTime());
  return (row) => (row.IsDeleted === true && !all) || String(row.CreatedDate) < from;
}

function hides(scope: Scope, all: boolean): (row: Row) => boolean {
  if (scope.object.name === "OpportunityFieldHistory") return historyHides(scope, all);
  if (all) return () => false;
  const archive = scope.org.schema.field(scope.object.name, "IsArchived");
  if (!archive || !scope.org.features.archive) return (row) => row.IsDeleted === true;
  const isArchived = resolvePath(scope, { parts: ["IsArchived"], at: 0 }).read;
  return (row) => row.IsDeleted === true || isArchived(row) === true;
}

/** The rows that a query is about, in its order, cut to its offset and limit. */
export function selectRows(scope: Scope, query: Query, source: RowSource): Row[] {
  if (query.allRows) throw malformedQuery("ALL ROWS not allowed in this context");
  const where = query.where && withoutSemiJoins(scope, query.where, selectRows);
  const meets = where ? compileCondition(scope, where) : () => true;
  const order = orderOf(scope, query);
  const narrow = source.among ? undefined : narrowing(scope, where);
  const among =
    source.among ?? (narrow && scope.org.table(scope.object.name).matching(narrow.field, narrow.values));
  const rows = sortedRows(scope, order, among);
  const hidden = hides(scope, source.all);
  const [key] = order.keys;
  const bounded = key && order.bisected ? order.bisected : undefined;
  const bounds = bounded ? fieldBounds(where, bounded) : undefined;
  const start = key && bounds?.low !== undefined ? firstAtLeast(rows, key.read, bounds.low) : 0;
  const wanted = query.limit === undefined ? Number.POSITIVE_INFINITY : query.limit + query.offset;
  const found: Row[] = [];
  for (let at = start; at < rows.length && found.length < wanted; at += 1) {
    const row = rows[at];
    if (!row) break;
    if (key && bounds?.high !== undefined && String(key.read(row) ?? "") > bounds.high) break;
    if (!hidden(row) && meets(row)) found.push(row);
  }
  return query.offset > 0 ? found.slice(query.offset) : found;
}
