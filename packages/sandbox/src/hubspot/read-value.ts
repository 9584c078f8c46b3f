import { instantText } from "./instant.ts";
import type { ObjectTable } from "./object-table.ts";
import type { Portal } from "./portal.ts";
import { type PropertyVersion, type RecordView, type StoredRecord, versionsOf } from "./record.ts";

type Derived = (portal: Portal, record: StoredRecord, view: RecordView) => string | null;

function stageOf(portal: Portal, view: RecordView) {
  return portal.stages.get(view.values.get("dealstage") ?? "")?.stage;
}

/** Properties of every object that are not stored. */
const SYSTEM: Readonly<Record<string, Derived>> = {
  hs_object_id: (_, record) => record.id,
  hs_object_source: (_, record) => record.createdBy.type,
  hs_object_source_label: (_, record) => record.createdBy.type,
  hs_object_source_id: (_, record) => record.createdBy.id ?? null,
  hs_created_by_user_id: (_, record) => record.createdBy.userId?.toString() ?? null,
  hs_merged_object_ids: (_, record) => record.mergedIds?.join(";") ?? null,
};

/** Calculated properties of deals. */
const DEAL: Readonly<Record<string, Derived>> = {
  hs_is_closed: (portal, _, view) => String(stageOf(portal, view)?.closed ?? false),
  hs_is_closed_won: (portal, _, view) => {
    const stage = stageOf(portal, view);
    return String(stage?.closed === true && stage.probability === 1);
  },
  hs_deal_stage_probability: (portal, _, view) => stageOf(portal, view)?.probability.toString() ?? null,
};

const STAGE_DATE = /^hs_v2_date_(entered|exited)_(.+)$/;

function stageDate(record: StoredRecord, name: string): string | null | undefined {
  const match = STAGE_DATE.exec(name);
  if (!match) return undefined;
  const versions = versionsOf(record, "dealstage");
  const index = versions.findIndex((version) => version.value === match[2]);
  const version = match[1] === "entered" ? versions[index] : index > 0 ? versions[index - 1] : undefined;
  return version ? instantText(version.at) : null;
}

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
  if (table.type.name !== "deals") return null;
  const calculated = DEAL[name];
  return calculated ? calculated(portal, record, view) : (stageDate(record, name) ?? null);
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
