import type { Org } from "../org.ts";
import type { FieldValue, Row } from "../store/row.ts";
import type { ChildProjection, Projection, TypedParent } from "./projection.ts";
import { parentOf } from "./resolve-path.ts";
import { selectRows } from "./select-rows.ts";

/** A record as an answer carries it: `attributes`, fields, parents and lists of children. */
export interface ResultRecord {
  [name: string]: FieldValue | ResultRecord | ResultPage | { type: string; url?: string };
}

/** One page of a query's answer. */
export interface ResultPage {
  readonly totalSize: number;
  readonly done: boolean;
  readonly nextRecordsUrl?: string;
  readonly records: readonly ResultRecord[];
}

/** A query's rows as they were when it was asked, and what to show of them. */
export interface ResultSet {
  readonly rows: readonly Row[];
  readonly projection: Projection;
  /** Whether deleted and archived children show. */
  readonly all: boolean;
  readonly pageSize: number;
}

/** What a page is made with: the org, the version in record addresses, a keeper of what does not fit. */
export interface ResultContext {
  readonly org: Org;
  readonly version: string;
  /** Keeps a result set to be read on from a position; gives the address of the rest. */
  readonly keep: (results: ResultSet, position: number) => string;
}

/** The address of a record. */
export function recordUrl(version: string, object: string, id: string): string {
  return `/services/data/${version}/sobjects/${object}/${id}`;
}

interface Rendered {
  readonly record: ResultRecord;
  /** The record itself and the child records with it: what counts toward a page. */
  readonly size: number;
}

function renderChildren(
  context: ResultContext,
  results: ResultSet,
  row: Row,
  child: ChildProjection,
): ResultPage | null {
  const { org } = context;
  const among = org.table(child.scope.object.name).matching(child.lookup.name, [row.Id]);
  const own = among.filter((each) => each[child.lookup.name] === row.Id);
  const rows = selectRows(child.scope, child.query, { all: results.all, among: own });
  if (rows.length === 0) return null;
  const children: ResultSet = { ...results, rows, projection: child.projection };
  return resultPage(context, children, 0);
}

/** What to show of a parent; undefined where its object is none that the query names. */
function parentProjection(
  { org }: ResultContext,
  entry: TypedParent | { readonly type: "parent"; readonly projection: Projection },
  parent: Row,
): Projection | undefined {
  if (entry.type === "parent") return entry.projection;
  return entry.byObject.get(org.schema.ofId(parent.Id)?.name ?? "") ?? entry.otherwise;
}

function renderRecord(
  context: ResultContext,
  results: ResultSet,
  row: Row,
  projection: Projection,
): Rendered {
  const object = context.org.schema.ofId(row.Id)?.name ?? projection.type;
  const url = recordUrl(context.version, object, row.Id);
  const record: ResultRecord = { attributes: { type: projection.type, url } };
  let size = 1;
  for (const [name, entry] of projection.entries) {
    if (entry.type === "field") record[name] = entry.read(row);
    else if (entry.type === "parent" || entry.type === "typed-parent") {
      const parent = parentOf(context.org, row, entry.step);
      const shown = parent && parentProjection(context, entry, parent);
      record[name] = parent && shown ? renderRecord(context, results, parent, shown).record : null;
    } else {
      const page = renderChildren(context, results, row, entry);
      record[name] = page;
      size += page?.records.length ?? 0;
    }
  }
  return { record, size };
}

/**
 * The page of a result set from a position on. Child records count toward the page, so that pages with
 * children hold fewer records, but never less than one.
 */
export function resultPage(context: ResultContext, results: ResultSet, position: number): ResultPage {
  const records: ResultRecord[] = [];
  let at = position;
  let size = 0;
  for (; at < results.rows.length && size < results.pageSize; at += 1) {
    const row = results.rows[at];
    if (!row) break;
    const rendered = renderRecord(context, results, row, results.projection);
    if (records.length > 0 && size + rendered.size > results.pageSize) break;
    records.push(rendered.record);
    size += rendered.size;
  }
  const totalSize = results.rows.length;
  if (at >= totalSize) return { totalSize, done: true, records };
  return { totalSize, done: false, nextRecordsUrl: context.keep(results, at), records };
}
