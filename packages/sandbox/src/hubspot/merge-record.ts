import { associationTypeById } from "./association-type.ts";
import { linkRecords, unlinkRecords } from "./link.ts";
import { type ObjectTable, removeById, unindexUnique } from "./object-table.ts";
import { type Portal, tableOf } from "./portal.ts";
import type { StoredRecord } from "./record.ts";
import { invalid } from "./refusal.ts";
import { changeRecord, type WriteContext } from "./write-record.ts";

/**
 * Merges `other` into `primary`: values that `primary` lacks and all links move over, `hs_merged_object_ids`
 * names the merged id, and that id leads to `primary` from then on. It is in no list any more, archived or not.
 * HubSpot may also mint a new id for the result; this sandbox keeps the primary one (unverified).
 */
export function mergeRecords(
  portal: Portal,
  table: ObjectTable,
  [primary, other]: readonly [StoredRecord, StoredRecord],
  context: WriteContext,
): void {
  if (primary === other) throw invalid("A record cannot be merged into itself");
  for (const [toType, links] of [...other.links]) {
    const toTable = tableOf(portal, toType);
    for (const { id, typeIds } of [...links]) {
      const to = toTable.records.get(id);
      if (!to) continue;
      unlinkRecords(other, table.type.name, to, toType);
      const plain = typeIds.find((typeId) => associationTypeById(typeId)?.label === null);
      if (plain) linkRecords(portal, primary, to, plain);
    }
  }
  removeById(table.live, other);
  unindexUnique(table, other);
  table.records.set(other.id, primary);
  primary.mergedIds = [...(primary.mergedIds ?? []), ...(other.mergedIds ?? []), other.id];
  const moved = [...other.values].filter(([name]) => !primary.values.has(name));
  changeRecord(portal, table, primary, new Map(moved), context);
}
