import { comparable, compileFilterGroups, type Predicate } from "./filter.ts";
import { arrayAt, isObject, type JsonObject, textAt, textsAt } from "./json.ts";
import { hasLag, type ObjectTable } from "./object-table.ts";
import { pageSize } from "./page-size.ts";
import type { Portal } from "./portal.ts";
import { readValue } from "./read-value.ts";
import { indexedView, type RecordView, type StoredRecord } from "./record.ts";
import { invalid } from "./refusal.ts";
import { renderRecord, selection } from "./render-record.ts";
import { type KeptOrder, keptOrder, type Range, rangeOf } from "./search-range.ts";

const PAGE_LIMIT = 200;
const RESULT_CAP = 10_000;
const QUERY_LIMIT = 3_000;

interface Sort {
  readonly property: string;
  readonly descending: boolean;
}

interface Match {
  readonly record: StoredRecord;
  readonly view: RecordView;
}

function sortOf(raw: unknown): Sort | undefined {
  const sorts = arrayAt(raw, "sorts");
  if (sorts.length > 1) throw invalid("Only one sort is allowed");
  const [sort] = sorts;
  if (sort === undefined) return undefined;
  if (typeof sort === "string") {
    return { property: sort.replace(/^-/, ""), descending: sort.startsWith("-") };
  }
  const property = isObject(sort) ? textAt(sort.propertyName) : undefined;
  if (!property || !isObject(sort)) throw invalid("Invalid sort: propertyName is missing");
  return { property, descending: sort.direction === "DESCENDING" };
}

function pageOf(body: JsonObject): { limit: number; after: number } {
  const limit = Number(textAt(body.limit) ?? 10);
  const after = Number(textAt(body.after) ?? 0);
  if (!Number.isInteger(limit) || limit < 0 || limit > PAGE_LIMIT) {
    throw invalid(`limit must be between 0 and ${PAGE_LIMIT}`);
  }
  if (!Number.isInteger(after) || after < 0)
    throw invalid("after must be a number that a previous page gave");
  if (after + limit > RESULT_CAP) {
    throw invalid(`Paging through results is limited to ${RESULT_CAP} for any given query`);
  }
  return { limit, after };
}

function withQuery(
  portal: Portal,
  table: ObjectTable,
  query: string | undefined,
  rest: Predicate,
): Predicate {
  if (!query) return rest;
  if (query.length > QUERY_LIMIT) throw invalid(`query must be at most ${QUERY_LIMIT} characters`);
  const wanted = query.toLowerCase();
  const names = table.type.searchedProperties;
  return (record, view) =>
    rest(record, view) &&
    names.some((name) => readValue(portal, table, record, name, view)?.toLowerCase().includes(wanted));
}

/** What was found, in order; a page of it is all that is rendered. */
interface Found {
  readonly total: number;
  page(start: number, size: number): Match[];
}

function foundAmong(matches: readonly Match[]): Found {
  return { total: matches.length, page: (start, size) => matches.slice(start, start + size) };
}

function matchesOf(portal: Portal, candidates: Iterable<StoredRecord>, passes: Predicate): Match[] {
  const now = portal.settings.now();
  const matches: Match[] = [];
  for (const record of candidates) {
    const view = record.indexed ? indexedView(record, now) : record;
    if (view && passes(record, view)) matches.push({ record, view });
  }
  return matches;
}

function sortMatches(portal: Portal, table: ObjectTable, matches: Match[], sort: Sort | undefined): Match[] {
  const key = comparable(portal, table, sort?.property ?? "hs_object_id");
  const sign = sort?.descending ? -1 : 1;
  const keyed = matches.map((match) => ({ match, key: key(match.record, match.view) }));
  keyed.sort((a, b) => {
    if (a.key === b.key) return a.match.record.numericId - b.match.record.numericId;
    if (a.key === undefined) return 1;
    if (b.key === undefined) return -1;
    return a.key < b.key ? -sign : sign;
  });
  return keyed.map((each) => each.match);
}

/** Walks a kept order. Records that the index sees otherwise are looked at one by one and sorted in. */
function walk(portal: Portal, table: ObjectTable, order: KeptOrder, passes: Predicate, range: Range): Found {
  const inRange = order.records.slice(range.from, range.to);
  const settled = matchesOf(
    portal,
    inRange.filter((record) => !record.indexed),
    passes,
  );
  const lagging = matchesOf(portal, table.lagging, passes).filter(
    ({ record }) => record.archivedAt === undefined && table.records.get(record.id) === record,
  );
  const byKey = (a: Match, b: Match) =>
    order.key(a.view) - order.key(b.view) || a.record.numericId - b.record.numericId;
  return foundAmong([...settled, ...lagging].sort(byKey));
}

/** The whole of a stretch: no record of it has to be looked at. */
function stretch(order: KeptOrder, { from, to }: Range): Found {
  return {
    total: to - from,
    page: (start, size) =>
      order.records
        .slice(Math.min(to, from + start), Math.min(to, from + start + size))
        .map((record) => ({ record, view: record })),
  };
}

/** The filters of a search: groups, or one list of filters beside them, which counts as a group. */
function groupsOf(body: JsonObject): readonly unknown[] {
  const groups = arrayAt(body.filterGroups, "filterGroups");
  const filters = arrayAt(body.filters, "filters");
  return filters.length === 0 ? groups : [...groups, { filters }];
}

function find(portal: Portal, table: ObjectTable, body: JsonObject): Found {
  const sort = sortOf(body.sorts);
  const groups = groupsOf(body);
  const passes = withQuery(portal, table, textAt(body.query), compileFilterGroups(portal, table, groups));
  const order = sort?.descending ? undefined : keptOrder(table, sort?.property ?? "hs_object_id");
  if (!order) return foundAmong(sortMatches(portal, table, matchesOf(portal, table.live, passes), sort));
  const range = rangeOf(order, groups) ?? { from: 0, to: order.records.length, rest: [{}] };
  const lagging = hasLag(table, portal.settings.now());
  if (!lagging && range.rest.length === 0 && !textAt(body.query)) return stretch(order, range);
  return walk(portal, table, order, passes, range);
}

/**
 * Answers a search. It sees records as the index does (`indexLagMs` late), never archived ones, and gives
 * at most 200 a page and 10,000 a query. `after` is an offset (recorded `search-contacts-1-first-page`).
 */
export function search(portal: Portal, table: ObjectTable, body: JsonObject) {
  const { limit, after } = pageOf(body);
  const found = find(portal, table, body);
  const size = pageSize(portal, `search ${table.type.name} ${after} ${found.total}`, limit, 1);
  const page = found.page(after, size);
  const chosen = selection(portal, table, { properties: textsAt(body.properties, "properties") });
  const next = after + page.length;
  return {
    total: found.total,
    results: page.map(({ record, view }) => renderRecord(portal, table, record, chosen, view)),
    ...(next < found.total && page.length > 0 ? { paging: { next: { after: String(next) } } } : {}),
  };
}
