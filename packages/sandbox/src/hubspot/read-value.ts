import { CONTACT_VALUES } from "./contact-value.ts";
import { DEAL_VALUES } from "./deal-value.ts";
import { instantText } from "./instant.ts";
import type { ObjectTable } from "./object-table.ts";
import type { Portal } from "./portal.ts";
import { type PropertyVersion, type RecordView, type StoredRecord, versionsOf } from "./record.ts";
import { stageValue } from "./stage-value.ts";

type Derived = (portal: Portal, record: StoredRecord, view: RecordView) => string | null;

/** Properties of every object that are not stored. */
const SYSTEM: Readonly<Record<string, Derived>> = {
  hs_object_id: (_, record) => record.id,
  hs_object_source: (_, record) => record.createdBy.type,
  hs_object_source_label: (_, record) => record.createdBy.type,
  hs_object_source_id: (_, record) => record.createdBy.id ?? null,
  hs_created_by_user_id: (_, record) => record.createdBy.userId?.toString() ?? null,
  hs_merged_object_ids: (_, record) => record.mergedIds?.join(";") ?? null,
};

/**
 * The value of a property on the wire: a string, or null when it holds nothing.
 * `view` is the state to read, by default the current one.
 */
export function readValue(
  portal: Portal,
  table: ObjectTable,
  record: StoredRecord,
  name: string,
  view: RecordView = record,
): string | null {
  const stored = view.values.get(name);
  if (stored !== undefined) return stored;
  if (name === table.type.createdProperty) return instantText(view.createdAt);
  if (name === table.type.modifiedProperty) return instantText(view.updatedAt);
  const system = SYSTEM[name];
  if (system) return system(portal, record, view);
  if (table.type.name === "contacts") return CONTACT_VALUES[name]?.(record, view) ?? null;
  if (table.type.name !== "deals") return null;
  const calculated = DEAL_VALUES[name];
  return calculated ? calculated(portal, record, view) : (stageValue(portal, record, name) ?? null);
}

/** The versions of a property, newest first; the two dates have their present value alone. */
export function readVersions(
  table: ObjectTable,
  record: StoredRecord,
  name: string,
): readonly PropertyVersion[] {
  const { createdProperty, modifiedProperty } = table.type;
  if (name !== createdProperty && name !== modifiedProperty) return versionsOf(record, name);
  const at = name === createdProperty ? record.createdAt : record.updatedAt;
  return [{ value: instantText(at), at, source: record.createdBy }];
}
