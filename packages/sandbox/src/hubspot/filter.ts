import { instantOf } from "./instant.ts";
import { arrayAt, objectAt, textAt, textsAt } from "./json.ts";
import type { ObjectTable } from "./object-table.ts";
import { catalogueOf, type Portal } from "./portal.ts";
import { readValue } from "./read-value.ts";
import type { RecordView, StoredRecord } from "./record.ts";
import { invalid } from "./refusal.ts";

/** Whether a record, in the state that the index sees, passes. */
export type Predicate = (record: StoredRecord, view: RecordView) => boolean;

/** A property of a record in comparable form; undefined when it holds nothing. */
type Comparable = (record: StoredRecord, view: RecordView) => number | string | undefined;

const MAX_GROUPS = 5;
const MAX_PER_GROUP = 6;
const MAX_FILTERS = 18;

/** How values of a property compare: numbers and dates by size, everything else as text without case. */
export function comparable(portal: Portal, table: ObjectTable, name: string): Comparable {
  if (name === "hs_object_id") return (record) => record.numericId;
  if (name === table.type.createdProperty) return (_, view) => view.createdAt;
  if (name === table.type.modifiedProperty) return (_, view) => view.updatedAt;
  const parse = parser(portal, table, name);
  return (record, view) => {
    const value = readValue(portal, table, record, name, view);
    return value === null ? undefined : parse(value);
  };
}

function parser(portal: Portal, table: ObjectTable, name: string): (text: string) => number | string {
  const property = catalogueOf(portal, table.type.name).properties.get(name);
  if (!property || property.archived) {
    throw invalid(`There was a problem with the request. Property "${name}" does not exist.`);
  }
  if (property.type === "number") return (text) => Number(text);
  if (property.type === "date" || property.type === "datetime")
    return (text) => instantOf(text) ?? Number.NaN;
  return (text) => text.toLowerCase();
}

function operand(text: string | undefined, parse: (text: string) => number | string, field: string) {
  const value = text === undefined ? Number.NaN : parse(text);
  if (typeof value === "number" && Number.isNaN(value))
    throw invalid(`Invalid filter: ${field} is missing or not valid`);
  return value;
}

function tokens(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}*]+/u)
    .filter(Boolean);
}

function containsToken(value: string, wanted: string): boolean {
  const have = tokens(value);
  return tokens(wanted).every((token) => {
    const pattern = new RegExp(`^${token.replaceAll("*", ".*")}$`, "u");
    return have.some((each) => pattern.test(each));
  });
}

type Comparison = (value: number | string) => boolean;

/** The operators that look at a value; a record without one passes NEQ and NOT_IN alone. */
function comparison(
  filter: Readonly<Record<string, unknown>>,
  parse: (text: string) => number | string,
): Comparison {
  const value = () => operand(textAt(filter.value), parse, "value");
  const one = (test: (have: number | string, wanted: number | string) => boolean): Comparison => {
    const wanted = value();
    return (have) => test(have, wanted);
  };
  switch (filter.operator) {
    case "EQ":
      return one((have, wanted) => have === wanted);
    case "NEQ":
      return one((have, wanted) => have !== wanted);
    case "LT":
      return one((have, wanted) => have < wanted);
    case "LTE":
      return one((have, wanted) => have <= wanted);
    case "GT":
      return one((have, wanted) => have > wanted);
    case "GTE":
      return one((have, wanted) => have >= wanted);
    case "BETWEEN": {
      const low = value();
      const high = operand(textAt(filter.highValue), parse, "highValue");
      return (have) => have >= low && have <= high;
    }
    case "IN":
    case "NOT_IN": {
      const values = new Set(textsAt(filter.values, "values").map((text) => operand(text, parse, "values")));
      if (values.size === 0) throw invalid("Invalid filter: values is missing or empty");
      return filter.operator === "IN" ? (have) => values.has(have) : (have) => !values.has(have);
    }
    case "CONTAINS_TOKEN":
    case "NOT_CONTAINS_TOKEN": {
      const wanted = textAt(filter.value) ?? "";
      const contains = filter.operator === "CONTAINS_TOKEN";
      return (have) => containsToken(String(have), wanted) === contains;
    }
    default:
      throw invalid(`Invalid filter: unknown operator ${String(filter.operator)}`);
  }
}

const PASSES_WITHOUT_VALUE = new Set(["NEQ", "NOT_IN", "NOT_CONTAINS_TOKEN", "NOT_HAS_PROPERTY"]);

function filterParser(portal: Portal, table: ObjectTable, name: string): (text: string) => number | string {
  const { createdProperty, modifiedProperty } = table.type;
  if (name === createdProperty || name === modifiedProperty) return (text) => instantOf(text) ?? Number.NaN;
  return parser(portal, table, name);
}

function predicate(portal: Portal, table: ObjectTable, raw: unknown): Predicate {
  const filter = objectAt(raw, "filter");
  const name = textAt(filter.propertyName);
  if (!name) throw invalid("Invalid filter: propertyName is missing");
  const parse = filterParser(portal, table, name);
  const read = comparable(portal, table, name);
  const passesWithout = PASSES_WITHOUT_VALUE.has(String(filter.operator));
  if (filter.operator === "HAS_PROPERTY") return (record, view) => read(record, view) !== undefined;
  if (filter.operator === "NOT_HAS_PROPERTY") return (record, view) => read(record, view) === undefined;
  const test = comparison(filter, parse);
  return (record, view) => {
    const value = read(record, view);
    return value === undefined ? passesWithout : test(value);
  };
}

function checkSizes(groups: readonly (readonly unknown[])[]): void {
  if (groups.length > MAX_GROUPS) throw invalid(`Too many filter groups: at most ${MAX_GROUPS} are allowed`);
  if (groups.some((filters) => filters.length > MAX_PER_GROUP)) {
    throw invalid(`Too many filters in a group: at most ${MAX_PER_GROUP} are allowed`);
  }
  if (groups.flat().length > MAX_FILTERS)
    throw invalid(`Too many filters: at most ${MAX_FILTERS} are allowed`);
}

/** Filter groups, joined by OR, as one predicate. Refuses what HubSpot refuses (hubspot facts §1). */
export function compileFilterGroups(portal: Portal, table: ObjectTable, raw: unknown): Predicate {
  const groups = arrayAt(raw, "filterGroups").map((group) =>
    arrayAt(objectAt(group, "filterGroup").filters, "filters"),
  );
  checkSizes(groups);
  const compiled = groups.map((filters) => filters.map((each) => predicate(portal, table, each)));
  if (compiled.length === 0) return () => true;
  return (record, view) => compiled.some((all) => all.every((passes) => passes(record, view)));
}
