import { comparable, compileFilterGroups, idFloor, type Predicate } from "./filter.ts";
import { arrayAt, isObject, type JsonObject, textAt, textsAt } from "./json.ts";
import { byModified, hasLag, lowerBound, type ObjectTable } from "./object-table.ts";
import type { Portal } from "./portal.ts";
import { readValue } from "./read-value.ts";
import { indexedView, type RecordView, type StoredRecord } from "./record.ts";
import { invalid } from "./refusal.ts";
import { renderRecord, selection } from "./render-record.ts";

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
  const names = table.type.defaultProperties;
  return (record, view) =>
    rest(record, view) &&
    names.some((name) => readValue(portal, table, record, name, view)?.toLowerCase().includes(wanted));
}

/** Candidates in an order that is already the wanted one, or undefined when matches must be sorted. */
function ordered(
  table: ObjectTable,
  sort: Sort | undefined,
  floor: number,
): readonly StoredRecord[] | undefined {
  if (!sort || (sort.property === "hs_object_id" && !sort.descending)) {
    return floor === 0 ? table.live : table.live.slice(lowerBound(table.live, floor));
  }
  if (sort.property === table.type.modifiedProperty && !sort.descending) return byModified(table);
  return undefined;
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

/**
 * Answers a search. It sees records as the index does (`indexLagMs` late), never archived ones, and gives
 * at most 200 a page and 10,000 a query. `after` is an offset (recorded `search-contacts-1-first-page`).
 */
export function search(portal: Portal, table: ObjectTable, body: JsonObject) {
  const { limit, after } = pageOf(body);
  const sort = sortOf(body.sorts);
  const filter = compileFilterGroups(portal, table, body.filterGroups);
  const passes = withQuery(portal, table, textAt(body.query), filter);
  const lagging = hasLag(table, portal.settings.now());
  const inOrder = lagging ? undefined : ordered(table, sort, idFloor(body.filterGroups));
  const found = matchesOf(portal, inOrder ?? table.live, passes);
  const matches = inOrder ? found : sortMatches(portal, table, found, sort);
  const page = matches.slice(after, after + limit);
  const chosen = selection(portal, table, { properties: textsAt(body.properties, "properties") });
  const next = after + page.length;
  return {
    total: matches.length,
    results: page.map(({ record, view }) => renderRecord(portal, table, record, chosen, view)),
    ...(next < matches.length && page.length > 0 ? { paging: { next: { after: String(next) } } } : {}),
  };
}
