import { linkTypeOf } from "./association-label.ts";
import { SILENT } from "./change-feed.ts";
import { linkRecords, unlinkRecords } from "./link.ts";
import { type ObjectTable, removeById, unindexUnique } from "./object-table.ts";
import { type Portal, tableOf } from "./portal.ts";
import { type StoredRecord, versionsOf, type WriteContext } from "./record.ts";
import { invalid } from "./refusal.ts";
import { addRecord, changeRecord } from "./write-record.ts";

/** Moves every link of a record; `keepsPrimary` says whether its primary company stays primary. */
function moveLinks(
  portal: Portal,
  typeName: string,
  [from, to]: readonly [StoredRecord, StoredRecord],
  { keepsPrimary, context }: { readonly keepsPrimary: boolean; readonly context: WriteContext },
): void {
  for (const [toType, links] of [...from.links]) {
    for (const { id, typeIds } of [...links]) {
      const end = tableOf(portal, toType).records.get(id);
      if (!end) continue;
      unlinkRecords(portal, [from, typeName], [end, toType], context);
      const kept = typeIds.filter((each) => keepsPrimary || linkTypeOf(portal, each)?.label !== "Primary");
      for (const typeId of kept) linkRecords(portal, to, end, typeId, context);
    }
  }
}

/** A new record in the place of `primary`, with its values and their history. */
function successor(portal: Portal, table: ObjectTable, primary: StoredRecord, context: WriteContext) {
  const silent = { ...portal, changes: SILENT };
  const made = addRecord(silent, table, new Map(primary.values), { ...context, source: primary.createdBy });
  const names = [...primary.values.keys(), ...(primary.changes?.keys() ?? [])];
  made.changes = new Map(names.map((name) => [name, [...versionsOf(primary, name)]]));
  made.createdAt = primary.createdAt;
  return made;
}

/** Takes a record out of every list; its id, and those merged into it before, lead to `into` from then on. */
function retire(table: ObjectTable, record: StoredRecord, into: StoredRecord): string[] {
  removeById(table.live, record);
  unindexUnique(table, record);
  table.lagging.delete(record);
  const ids = [...(record.mergedIds ?? []), record.id];
  for (const id of ids) table.records.set(id, into);
  return ids;
}

/**
 * Merges `other` into `primary`: values that `primary` lacks and all links move over, `hs_merged_object_ids`
 * names the ids that ended, and those lead to the result. By `mergedIds: "new"` the result is a record of a new id
 * and both given ones end (hubspot facts §2: both happen). Ended records are in no list, archived or not.
 */
export function mergeRecords(
  portal: Portal,
  table: ObjectTable,
  [primary, other]: readonly [StoredRecord, StoredRecord],
  context: WriteContext,
): StoredRecord {
  if (primary === other) throw invalid("A record cannot be merged into itself");
  const isNew = portal.settings.mergedIds === "new";
  const typeName = table.type.name;
  const result = isNew ? successor(portal, table, primary, context) : primary;
  if (isNew) moveLinks(portal, typeName, [primary, result], { keepsPrimary: true, context });
  moveLinks(portal, typeName, [other, result], { keepsPrimary: false, context });
  const ended = [...(isNew ? retire(table, primary, result) : []), ...retire(table, other, result)];
  result.mergedIds = [...(isNew ? [] : (primary.mergedIds ?? [])), ...ended];
  const moved = [...other.values].filter(([name]) => !primary.values.has(name));
  changeRecord(portal, table, result, new Map(moved), context);
  portal.changes.tell({
    type: "merge",
    object: table.type,
    id: result.numericId,
    primaryId: primary.numericId,
    mergedIds: [other.numericId],
    moved: moved.length,
    ...context,
  });
  return result;
}
