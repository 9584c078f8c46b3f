import { associationTypeById, plainAssociationType } from "./association-type.ts";
import type { ObjectTable } from "./object-table.ts";
import { type Portal, tableOf } from "./portal.ts";
import type { Link, StoredRecord } from "./record.ts";

function addSide(from: StoredRecord, toType: string, toId: string, typeId: number): void {
  const links = from.links.get(toType);
  const link = links?.find((each) => each.id === toId);
  if (link) {
    if (!link.typeIds.includes(typeId)) link.typeIds = [...link.typeIds, typeId];
  } else if (links) links.push({ id: toId, typeIds: [typeId] });
  else from.links.set(toType, [{ id: toId, typeIds: [typeId] }]);
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
  const fromType = associationTypeById(typeId)?.from ?? "";
  for (const link of record.links.get(toType) ?? []) {
    if (!link.typeIds.includes(typeId)) continue;
    link.typeIds = link.typeIds.filter((each) => each !== typeId);
    const other = tableOf(portal, toType).records.get(link.id);
    if (other) dropType(other, fromType, record.id, inverse);
  }
}

/**
 * Links two records by an association type, on both sides; a primary link is also an unlabelled one.
 * Linking twice is linking once. Modified dates stay.
 */
export function linkRecords(portal: Portal, from: StoredRecord, to: StoredRecord, typeId: number): void {
  const type = associationTypeById(typeId);
  if (!type) throw new Error(`No association type ${typeId}`);
  if (type.label === "Primary") {
    if (type.to === "companies") clearPrimary(portal, from, typeId, "companies", type.inverse);
    else clearPrimary(portal, to, type.inverse, "companies", typeId);
  }
  addSide(from, type.to, to.id, typeId);
  addSide(to, type.from, from.id, type.inverse);
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

/** Removes every link between two records; removing what is not there does nothing. */
export function unlinkRecords(from: StoredRecord, fromType: string, to: StoredRecord, toType: string): void {
  const remove = (record: StoredRecord, type: string, id: string): void => {
    const links = record.links.get(type);
    const at = links?.findIndex((each) => each.id === id) ?? -1;
    if (at >= 0) links?.splice(at, 1);
  };
  remove(from, toType, to.id);
  remove(to, fromType, from.id);
}

/** The links of a record to live records of one type, in the order in which they were made. */
export function liveLinks(portal: Portal, record: StoredRecord, toType: string): readonly Link[] {
  const links = record.links.get(toType);
  if (!links) return [];
  const table = tableOf(portal, toType);
  if (table.archived.length === 0) return links;
  return links.filter((link) => table.records.get(link.id)?.archivedAt === undefined);
}
