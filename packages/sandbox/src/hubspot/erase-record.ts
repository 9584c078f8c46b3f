import { unlinkRecords } from "./link.ts";
import { type ObjectTable, removeById, unindexUnique } from "./object-table.ts";
import { type Portal, tableOf } from "./portal.ts";
import type { StoredRecord, WriteContext } from "./record.ts";
import { tellOf } from "./write-record.ts";

/**
 * Deletes a record for good, as for a person's privacy: neither live nor archived nor found by any id. Listeners
 * are told of a deletion and of the privacy behind it (sync-and-reliability:P1).
 */
export function eraseRecord(
  portal: Portal,
  table: ObjectTable,
  record: StoredRecord,
  context: WriteContext,
): void {
  for (const [toType, links] of [...record.links]) {
    for (const { id } of [...links]) {
      const to = tableOf(portal, toType).records.get(id);
      if (to) unlinkRecords(portal, [record, table.type.name], [to, toType], context);
    }
  }
  removeById(record.archivedAt === undefined ? table.live : table.archived, record);
  unindexUnique(table, record);
  for (const id of [record.id, ...(record.mergedIds ?? [])]) table.records.delete(id);
  table.lagging.delete(record);
  table.changeCount++;
  tellOf(portal, table, record, "deletion", context);
  tellOf(portal, table, record, "privacyDeletion", context);
}
