import { type ObjectTable, uniqueKey } from "./object-table.ts";
import type { Portal } from "./portal.ts";
import type { StoredRecord } from "./record.ts";
import { invalid } from "./refusal.ts";

/**
 * The record with this id, or with this value of a unique property. Archived records are seen only where
 * `archived` asks for them, and then live ones are not.
 */
export function findRecord(
  portal: Portal,
  table: ObjectTable,
  id: string,
  options: { readonly idProperty?: string | undefined; readonly archived?: boolean } = {},
): StoredRecord | undefined {
  const record = table.records.get(recordId(portal, table, id, options.idProperty) ?? "");
  return record && (record.archivedAt !== undefined) === (options.archived ?? false) ? record : undefined;
}

function recordId(portal: Portal, table: ObjectTable, id: string, idProperty: string | undefined) {
  if (idProperty === undefined) return id;
  const ids = table.unique.get(idProperty);
  if (ids) return ids.get(uniqueKey(id));
  throw invalid(
    `Unable to perform update/upsert by non-unique ${table.type.typeId} property ${idProperty} in portal ID ${portal.settings.portalId}`,
  );
}
