import { instantOf } from "./instant.ts";
import { arrayAt, type JsonObject, objectAt, textAt } from "./json.ts";
import { byModified, type ObjectTable } from "./object-table.ts";
import type { RecordView, StoredRecord } from "./record.ts";

/** A kept order of the live records that a search can walk instead of sorting. */
export interface KeptOrder {
  readonly property: string;
  readonly records: readonly StoredRecord[];
  key(view: RecordView): number;
}

/** The kept order for an ascending sort by id or modified date, if it is one. */
export function keptOrder(table: ObjectTable, property: string): KeptOrder | undefined {
  if (property === "hs_object_id") {
    return { property, records: table.live, key: (view) => view.numericId };
  }
  if (property !== table.type.modifiedProperty) return undefined;
  return { property, records: byModified(table), key: (view) => view.updatedAt };
}

/** The stretch of a kept order that filters leave, and the filters that it does not account for. */
export interface Range {
  readonly from: number;
  readonly to: number;
  readonly rest: readonly JsonObject[];
}

type Bounds = readonly [low: number, high: number];

const EVERYTHING: Bounds = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];

/** The whole numbers that a filter lets through, both ends included; undefined where it is no stretch. */
function boundsOf(filter: JsonObject): Bounds | undefined {
  const value = instantOf(textAt(filter.value) ?? "");
  if (value === undefined) return undefined;
  const high = instantOf(textAt(filter.highValue) ?? "");
  const bounds: Readonly<Record<string, Bounds | undefined>> = {
    EQ: [value, value],
    GT: [value + 1, EVERYTHING[1]],
    GTE: [value, EVERYTHING[1]],
    LT: [EVERYTHING[0], value - 1],
    LTE: [EVERYTHING[0], value],
    BETWEEN: high === undefined ? undefined : [value, high],
  };
  return bounds[String(filter.operator)];
}

function firstFrom(order: KeptOrder, wanted: number): number {
  let low = 0;
  let high = order.records.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const record = order.records[middle];
    if (record && order.key(record) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Where the matches of one filter group can lie. Several groups leave everything. */
export function rangeOf(order: KeptOrder, groups: unknown): Range | undefined {
  const all = arrayAt(groups, "filterGroups");
  if (all.length > 1) return undefined;
  const filters = all.flatMap((group) => arrayAt(objectAt(group, "filterGroup").filters, "filters"));
  const rest: JsonObject[] = [];
  let [low, high] = EVERYTHING;
  for (const filter of filters.map((each) => objectAt(each, "filter"))) {
    const bounds = filter.propertyName === order.property ? boundsOf(filter) : undefined;
    if (bounds) [low, high] = [Math.max(low, bounds[0]), Math.min(high, bounds[1])];
    else rest.push(filter);
  }
  const from = firstFrom(order, low);
  return { from, to: Math.max(from, firstFrom(order, high + 1)), rest };
}
