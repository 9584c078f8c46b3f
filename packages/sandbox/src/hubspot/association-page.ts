import type { Context } from "hono";
import { categoryOf, linkTypeOf } from "./association-label.ts";
import { findRecord } from "./find-record.ts";
import { liveLinks } from "./link.ts";
import type { ObjectTable } from "./object-table.ts";
import { type Portal, tableOf } from "./portal.ts";
import type { Link, StoredRecord } from "./record.ts";

/** The two objects of an association call. */
export interface Side {
  readonly from: ObjectTable;
  readonly to: ObjectTable;
}

/** The objects that a path names. */
export function sidesOf(portal: Portal, context: Context): Side {
  return {
    from: tableOf(portal, context.req.param("from") ?? ""),
    to: tableOf(portal, context.req.param("to") ?? ""),
  };
}

/** The record whose links are asked for. The id of a merged record leads to none (hubspot changelog on merges). */
export function linkedRecord(portal: Portal, table: ObjectTable, id: string): StoredRecord | undefined {
  const record = findRecord(portal, table, id);
  return record?.id === id ? record : undefined;
}

function renderLink(portal: Portal, link: Link) {
  const associationTypes = link.typeIds.map((typeId) => ({
    category: categoryOf(portal, typeId),
    typeId,
    label: linkTypeOf(portal, typeId)?.label ?? null,
  }));
  return { toObjectId: Number(link.id), associationTypes };
}

/** As v3 gives it: once per type, by the name of the type. */
function renderLegacyLink(portal: Portal, link: Link) {
  return link.typeIds.map((typeId) => ({ id: link.id, type: linkTypeOf(portal, typeId)?.name ?? "" }));
}

/** Which links of a record are wanted, and in which version's words. */
export interface LinkQuery {
  readonly after: string | undefined;
  readonly size: number;
  readonly version: "v3" | "v4";
}

/** One page of links; `after` is the id of the next linked record. */
export function linkPage(portal: Portal, { from, to }: Side, record: StoredRecord, query: LinkQuery) {
  const links = liveLinks(portal, record, to.type.name);
  const found = query.after === undefined ? 0 : links.findIndex((link) => link.id === query.after);
  const start = Math.max(0, found);
  const page = links.slice(start, start + query.size);
  const next = links[start + query.size];
  const path = `/crm/${query.version}/objects/${from.type.name}/${record.id}/associations/${to.type.name}`;
  const link = `https://api.hubapi.com${path}?after=${next?.id}`;
  const render = (each: Link): readonly unknown[] =>
    query.version === "v3" ? renderLegacyLink(portal, each) : [renderLink(portal, each)];
  return {
    links: page.flatMap(render),
    paging: next ? { paging: { next: { after: next.id, link } } } : {},
  };
}
