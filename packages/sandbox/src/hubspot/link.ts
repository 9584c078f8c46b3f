import { linkTypeOf } from "./association-label.ts";
import { type AssociationType, plainAssociationType } from "./association-type.ts";
import type { ObjectTable } from "./object-table.ts";
import { objectTypeOf } from "./object-type.ts";
import { type Portal, tableOf } from "./portal.ts";
import type { Link, StoredRecord, WriteContext } from "./record.ts";

/** Adds one side of a link; says whether it is new. */
function addSide(from: StoredRecord, toType: string, toId: string, typeId: number): boolean {
  const links = from.links.get(toType);
  const link = links?.find((each) => each.id === toId);
  if (link?.typeIds.includes(typeId)) return false;
  if (link) link.typeIds = [...link.typeIds, typeId];
  else if (links) links.push({ id: toId, typeIds: [typeId] });
  else from.links.set(toType, [{ id: toId, typeIds: [typeId] }]);
  return true;
}

function appendSide(from: StoredRecord, toType: string, toId: string, typeIds: readonly number[]): void {
  const links = from.links.get(toType);
  if (links) links.push({ id: toId, typeIds });
  else from.links.set(toType, [{ id: toId, typeIds }]);
}

function dropType(from: StoredRecord, toType: string, toId: string, typeId: number): void {
  const link = from.links.get(toType)?.find((each) => each.id === toId);
  if (link) link.typeIds = link.typeIds.filter((each) => each !== typeId);
}

/** Takes the primary mark off whatever held it: a record has one primary company. */
function clearPrimary(
  portal: Portal,
  record: StoredRecord,
  typeId: number,
  toType: string,
  inverse: number,
): void {
  const fromType = linkTypeOf(portal, typeId)?.from ?? "";
  for (const link of record.links.get(toType) ?? []) {
    if (!link.typeIds.includes(typeId)) continue;
    link.typeIds = link.typeIds.filter((each) => each !== typeId);
    const other = tableOf(portal, toType).records.get(link.id);
    if (other) dropType(other, fromType, record.id, inverse);
  }
}

/** Tells listeners of both directions of a link, as HubSpot does. */
function tellLink(
  { changes }: Portal,
  [from, to]: readonly [StoredRecord, StoredRecord],
  type: AssociationType,
  removed: boolean,
  { source, at }: WriteContext,
): void {
  const [object, other] = [objectTypeOf(type.from), objectTypeOf(type.to)];
  if (!object || !other) return;
  const told = { type: "associationChange", primary: type.label === "Primary", removed, source, at } as const;
  const [id, toId] = [from.numericId, to.numericId];
  changes.tell({ ...told, object, id, to: other, toId, typeId: type.typeId });
  changes.tell({ ...told, object: other, id: toId, to: object, toId: id, typeId: type.inverse });
}

/**
 * Links two records by an association type, on both sides; a primary link is also an unlabelled one.
 * Linking twice is linking once. Modified dates stay.
 */
export function linkRecords(
  portal: Portal,
  from: StoredRecord,
  to: StoredRecord,
  typeId: number,
  context: WriteContext,
): void {
  const type = linkTypeOf(portal, typeId);
  if (!type) throw new Error(`No association type ${typeId}`);
  if (type.label === "Primary") {
    if (type.to === "companies") clearPrimary(portal, from, typeId, "companies", type.inverse);
    else clearPrimary(portal, to, type.inverse, "companies", typeId);
  }
  const isNew = addSide(from, type.to, to.id, typeId);
  addSide(to, type.from, from.id, type.inverse);
  if (isNew && portal.changes.heard) tellLink(portal, [from, to], type, false, context);
  const plain = plainAssociationType(type.from, type.to);
  if (!plain || plain.typeId === typeId) return;
  addSide(from, type.to, to.id, plain.typeId);
  addSide(to, type.from, from.id, plain.inverse);
}

/** Links two records that are known not to be linked, without looking: for loading many. */
export function appendLink(
  table: ObjectTable,
  from: StoredRecord,
  toTable: ObjectTable,
  to: StoredRecord,
  types: { readonly forward: readonly number[]; readonly backward: readonly number[] },
): void {
  appendSide(from, toTable.type.name, to.id, types.forward);
  appendSide(to, table.type.name, from.id, types.backward);
}

function removeSide(record: StoredRecord, type: string, id: string): boolean {
  const links = record.links.get(type);
  const at = links?.findIndex((each) => each.id === id) ?? -1;
  if (at >= 0) links?.splice(at, 1);
  return at >= 0;
}

/** Removes every link between two records; removing what is not there does nothing. */
export function unlinkRecords(
  portal: Portal,
  [from, fromType]: readonly [StoredRecord, string],
  [to, toType]: readonly [StoredRecord, string],
  context: WriteContext,
): void {
  const wasThere = removeSide(from, toType, to.id);
  removeSide(to, fromType, from.id);
  const type = plainAssociationType(fromType, toType);
  if (wasThere && type && portal.changes.heard) tellLink(portal, [from, to], type, true, context);
}

/** The links of a record to live records of one type, in the order in which they were made. */
export function liveLinks(portal: Portal, record: StoredRecord, toType: string): readonly Link[] {
  const links = record.links.get(toType);
  if (!links) return [];
  const table = tableOf(portal, toType);
  if (table.archived.length === 0) return links;
  return links.filter((link) => table.records.get(link.id)?.archivedAt === undefined);
}
