import { linkTypeOf } from "./association-label.ts";
import { instantText } from "./instant.ts";
import { liveLinks } from "./link.ts";
import type { ObjectTable } from "./object-table.ts";
import { catalogueOf, type Portal, requireType } from "./portal.ts";
import { readValue, readVersions } from "./read-value.ts";
import type { PropertyVersion, RecordView, StoredRecord } from "./record.ts";

/** What a read asks to see of a record. */
export interface Selection {
  /** Property names, sorted, all existing. */
  readonly properties: readonly string[];
  readonly withHistory: readonly string[];
  /** Plural object names. */
  readonly associations: readonly string[];
}

/** Content of e-mails needs a scope of its own (hubspot facts §5). */
const EMAIL_CONTENT = new Set(["hs_email_text", "hs_email_html", "hs_email_subject"]);

function readable(portal: Portal, table: ObjectTable, name: string): boolean {
  const property = catalogueOf(portal, table.type.name).properties.get(name);
  if (!property || property.archived) return false;
  return !EMAIL_CONTENT.has(name) || portal.caller.scopes.includes("sales-email-read");
}

/** Works out once per request what to show: unknown properties are left out, as HubSpot does. */
export function selection(
  portal: Portal,
  table: ObjectTable,
  asked: {
    properties?: readonly string[];
    withHistory?: readonly string[];
    associations?: readonly string[];
  },
): Selection {
  const { createdProperty, modifiedProperty, defaultProperties } = table.type;
  const withHistory = (asked.withHistory ?? []).filter((name) => readable(portal, table, name));
  const named = asked.properties?.length ? asked.properties : withHistory.length ? [] : defaultProperties;
  const always = [createdProperty, modifiedProperty, "hs_object_id"];
  const names = new Set([
    ...always,
    ...withHistory,
    ...named.filter((name) => readable(portal, table, name)),
  ]);
  const associations = (asked.associations ?? []).map((name) => requireType(name).name);
  return { properties: [...names].sort(), withHistory, associations: [...new Set(associations)] };
}

/** One version on the wire (`ValueWithTimestamp`, recorded `contacts-with-history`). */
function renderVersion(version: PropertyVersion) {
  const { id, type, userId } = version.source;
  return {
    value: version.value,
    timestamp: instantText(version.at),
    sourceType: type,
    ...(id === undefined ? {} : { sourceId: id }),
    ...(userId === undefined ? {} : { updatedByUserId: userId }),
  };
}

function renderLinks(portal: Portal, table: ObjectTable, record: StoredRecord, toType: string) {
  const links = liveLinks(portal, record, toType);
  const shown = links.slice(0, portal.settings.inlineAssociationLimit);
  const results = shown.flatMap((link) =>
    link.typeIds.map((typeId) => ({ id: link.id, type: linkTypeOf(portal, typeId)?.name ?? "" })),
  );
  const next = links[shown.length];
  if (!next) return { results };
  const path = `/crm/v4/objects/${table.type.name}/${record.id}/associations/${toType}`;
  return {
    results,
    paging: { next: { after: next.id, link: `https://api.hubapi.com${path}?after=${next.id}` } },
  };
}

function renderAssociations(
  portal: Portal,
  table: ObjectTable,
  record: StoredRecord,
  names: readonly string[],
) {
  const entries = names
    .filter((name) => liveLinks(portal, record, name).length > 0)
    .map((name) => [name, renderLinks(portal, table, record, name)] as const);
  return entries.length > 0 ? { associations: Object.fromEntries(entries) } : {};
}

/** A record on the wire: values are strings or null. `view` is what the search index sees of it. */
export function renderRecord(
  portal: Portal,
  table: ObjectTable,
  record: StoredRecord,
  chosen: Selection,
  view: RecordView = record,
) {
  const properties: Record<string, string | null> = {};
  for (const name of chosen.properties) properties[name] = readValue(portal, table, record, name, view);
  const history = chosen.withHistory.map(
    (name) => [name, readVersions(table, record, name).map(renderVersion)] as const,
  );
  return {
    id: record.id,
    properties,
    ...(history.length > 0 ? { propertiesWithHistory: Object.fromEntries(history) } : {}),
    createdAt: instantText(view.createdAt),
    updatedAt: instantText(view.updatedAt),
    archived: record.archivedAt !== undefined,
    ...(record.archivedAt === undefined ? {} : { archivedAt: instantText(record.archivedAt) }),
    ...renderAssociations(portal, table, record, chosen.associations),
    url: `https://app.hubspot.com/contacts/${portal.settings.portalId}/record/${table.type.typeId}/${record.id}`,
  };
}

/** The answer to a write: what was written and the system properties, not the whole record (recorded PATCH). */
export function renderWritten(
  portal: Portal,
  table: ObjectTable,
  record: StoredRecord,
  names: Iterable<string>,
) {
  const { createdProperty, modifiedProperty } = table.type;
  const system = ["hs_object_id", "hs_object_source", "hs_object_source_id", "hs_object_source_label"];
  const always = [...(table.type.answeredOnWrite ?? []), createdProperty, modifiedProperty];
  const properties = [...new Set([...names, ...system, ...always])].sort();
  const rendered = renderRecord(portal, table, record, { properties, withHistory: [], associations: [] });
  const filled = Object.entries(rendered.properties).filter(([, value]) => value !== null);
  return { ...rendered, properties: Object.fromEntries(filled) };
}
