import { categoryOf, linkTypeOf } from "./association-label.ts";
import { plainAssociationType } from "./association-type.ts";
import { arrayAt, type JsonObject, objectAt, textAt } from "./json.ts";
import { linkRecords } from "./link.ts";
import type { ObjectTable } from "./object-table.ts";
import { type Portal, tableOf } from "./portal.ts";
import type { StoredRecord, WriteContext } from "./record.ts";
import { invalid } from "./refusal.ts";

/** A link that a write asks for, checked. */
export interface WantedLink {
  readonly to: StoredRecord;
  readonly typeIds: readonly number[];
}

/** The type ids that an association spec names, all leading from `from` (and to `to`, where given). */
export function wantedTypeIds(portal: Portal, raw: unknown, from: string, to?: string): number[] {
  return arrayAt(raw, "types").map((each) => {
    const spec = objectAt(each, "types");
    const typeId = Number(textAt(spec.associationTypeId));
    const type = linkTypeOf(portal, typeId);
    const known = type?.from === from && (to === undefined || type.to === to);
    if (!known || spec.associationCategory !== categoryOf(portal, typeId)) {
      throw invalid(`One or more association types are not valid for ${from}: ${spec.associationTypeId}`);
    }
    return typeId;
  });
}

function wantedLink(portal: Portal, table: ObjectTable, raw: unknown): WantedLink {
  const association = objectAt(raw, "association");
  const typeIds = wantedTypeIds(portal, association.types, table.type.name);
  const toType = linkTypeOf(portal, typeIds[0] ?? 0)?.to;
  if (!toType) throw invalid("Invalid input JSON: Some required fields were not set: [types]");
  const id = textAt(objectAt(association.to, "to").id) ?? "";
  const to = tableOf(portal, toType).records.get(id);
  if (!to || to.archivedAt !== undefined)
    throw invalid(`Invalid association: ${toType} ${id} does not exist`);
  return { to, typeIds };
}

/** The associations of a create (`associations: [{to: {id}, types}]`), checked before anything is written. */
export function wantedLinks(portal: Portal, table: ObjectTable, input: JsonObject): WantedLink[] {
  return arrayAt(input.associations, "associations").map((each) => wantedLink(portal, table, each));
}

/** Makes the links of a create. */
export function makeLinks(
  portal: Portal,
  record: StoredRecord,
  links: readonly WantedLink[],
  context: WriteContext,
): void {
  for (const link of links) {
    for (const typeId of link.typeIds) linkRecords(portal, record, link.to, typeId, context);
  }
}

/** The unlabelled type between two objects, or HubSpot's 400. */
export function requirePlainType(from: string, to: string): number {
  const type = plainAssociationType(from, to);
  if (!type) throw invalid(`No default association type from ${from} to ${to}`);
  return type.typeId;
}
