import { rulesBroken } from "./check-rules.ts";
import { checkValues, invalidProperties, type PropertyProblem } from "./check-value.ts";
import { instantText } from "./instant.ts";
import {
  indexUnique,
  insertById,
  type ObjectTable,
  removeById,
  unindexUnique,
  uniqueKey,
} from "./object-table.ts";
import type { Portal } from "./portal.ts";
import {
  delayIndex,
  type RecordView,
  type StoredRecord,
  viewOf,
  type WriteContext,
  writeValue,
} from "./record.ts";
import { invalid, Refusal } from "./refusal.ts";

/** Property values as they come in; null and the empty string empty a property. */
export type RawProperties = Readonly<Record<string, unknown>>;

/** Properties without which a create is refused: a task needs its due date (hubspot facts §5). */
const REQUIRED: Readonly<Record<string, readonly string[]>> = { tasks: ["hs_timestamp"] };

function stageProblem(portal: Portal, values: ReadonlyMap<string, string>): PropertyProblem | undefined {
  const name = values.get("dealstage");
  const pipeline = values.get("pipeline");
  const stage = name === undefined ? undefined : portal.stages.get(name);
  if (!name || !pipeline || !stage || stage.pipeline.id === pipeline) return undefined;
  const options = portal.pipelines.find((each) => each.id === pipeline)?.stages.map((each) => each.id);
  const message = `${name} was not one of the allowed options: [${options?.join(", ")}]`;
  return { isValid: false, message, error: "INVALID_OPTION", name: "dealstage" };
}

function checkUnique(table: ObjectTable, values: ReadonlyMap<string, string>, ownId?: string): void {
  for (const [name, ids] of table.unique) {
    const value = values.get(name);
    const holder = value ? ids.get(uniqueKey(value)) : undefined;
    if (holder === undefined || holder === ownId) continue;
    if (table.type.name === "contacts" && name === "email") {
      throw new Refusal(409, {
        message: `Contact already exists. Existing ID: ${holder}`,
        category: "CONFLICT",
        context: { existingId: [holder] },
      });
    }
    const message = `A record with ${name}=${value} already exists. Existing ID: ${holder}`;
    throw invalidProperties([{ isValid: false, message, error: "CONFLICTING_UNIQUE_VALUE", name }]);
  }
}

/** Checks a write against the whole record that it would make. Throws what HubSpot would answer. */
export function checkedValues(
  portal: Portal,
  table: ObjectTable,
  properties: RawProperties,
  existing?: StoredRecord,
): Map<string, string> {
  const { values, problems } = checkValues(portal, table.type.name, properties);
  if (table.type.name === "deals") {
    const stage = stageProblem(
      portal,
      new Map([...(existing?.values ?? [["pipeline", "default"]]), ...values]),
    );
    if (stage && problems.length === 0) problems.push(stage);
  }
  problems.push(...rulesBroken(portal, table.type.name, values, existing));
  if (problems.length > 0) throw invalidProperties(problems);
  const missing = (REQUIRED[table.type.name] ?? []).filter(
    (name) => !(values.get(name) ?? existing?.values.get(name)),
  );
  if (missing.length > 0) {
    throw invalid(
      `Error creating ${table.type.singular.toUpperCase()}. Some required properties were not set.`,
      {
        context: { properties: missing },
      },
    );
  }
  checkUnique(table, values, existing?.id);
  return values;
}

/** Tells listeners what became of a record's properties. */
function tellValues(
  { changes }: Portal,
  { type: object }: ObjectTable,
  record: StoredRecord,
  values: Iterable<readonly [name: string, value: string]>,
  { source, at }: WriteContext,
): void {
  const id = record.numericId;
  for (const [name, value] of values) {
    changes.tell({ type: "propertyChange", object, id, name, value, source, at });
  }
}

/** Tells listeners that a record came or went. */
export function tellOf(
  { changes }: Portal,
  table: ObjectTable,
  record: StoredRecord,
  type: "creation" | "deletion" | "restore" | "privacyDeletion",
  { source, at }: WriteContext,
): void {
  if (changes.heard) changes.tell({ type, object: table.type, id: record.numericId, source, at });
}

function completion(table: ObjectTable, values: Map<string, string>, at: number): void {
  const status = table.type.name === "tasks" ? values.get("hs_task_status") : undefined;
  if (status) values.set("hs_task_completion_date", status === "COMPLETED" ? instantText(at) : "");
}

/** Adds a record from checked values; `context.at` is its creation. */
export function addRecord(
  portal: Portal,
  table: ObjectTable,
  values: Map<string, string>,
  context: WriteContext,
): StoredRecord {
  if (table.type.name === "deals" && !values.get("pipeline")) values.set("pipeline", "default");
  completion(table, values, context.at);
  const numericId = table.nextId++;
  const filled = [...values].filter(([, value]) => value !== "");
  const record: StoredRecord = {
    id: String(numericId),
    numericId,
    createdAt: context.at,
    updatedAt: context.at,
    archivedAt: undefined,
    createdBy: context.source,
    values: new Map(filled),
    changes: undefined,
    links: new Map(),
    mergedIds: undefined,
    indexed: undefined,
  };
  table.records.set(record.id, record);
  insertById(table.live, record);
  indexUnique(table, record);
  table.changeCount++;
  markLag(portal, table, record, null);
  tellOf(portal, table, record, "creation", context);
  if (portal.changes.heard) tellValues(portal, table, record, filled, context);
  return record;
}

function markLag(portal: Portal, table: ObjectTable, record: StoredRecord, before: RecordView | null): void {
  const { indexLagMs, now } = portal.settings;
  const lagMs = typeof indexLagMs === "number" ? indexLagMs : indexLagMs(record.id);
  if (lagMs <= 0 && !record.indexed) return;
  delayIndex(record, before, now(), lagMs);
  table.lagging.add(record);
}

/** Writes checked values to a record. Any write moves the modified date, also one that changes nothing. */
export function changeRecord(
  portal: Portal,
  table: ObjectTable,
  record: StoredRecord,
  values: Map<string, string>,
  context: WriteContext,
): void {
  const before = portal.settings.indexLagMs === 0 ? record : viewOf(record);
  completion(table, values, context.at);
  unindexUnique(table, record);
  const changed = [...values].filter(([name, value]) => (record.values.get(name) ?? "") !== value);
  for (const [name, value] of changed) {
    writeValue(record, name, { value, at: context.at, source: context.source }, portal.settings.historyLimit);
  }
  indexUnique(table, record);
  record.updatedAt = Math.max(record.updatedAt, context.at);
  table.changeCount++;
  markLag(portal, table, record, before);
  if (portal.changes.heard) tellValues(portal, table, record, changed, context);
}

/** Archives a record; its modified date stays (hubspot facts §2). Archiving twice is archiving once. */
export function archiveRecord(
  portal: Portal,
  table: ObjectTable,
  record: StoredRecord,
  context: WriteContext,
): void {
  if (record.archivedAt !== undefined) return;
  record.archivedAt = context.at;
  removeById(table.live, record);
  insertById(table.archived, record);
  unindexUnique(table, record);
  table.changeCount++;
  tellOf(portal, table, record, "deletion", context);
}

/** Brings an archived record back as it was; its modified date stays (unverified). */
export function restoreRecord(
  portal: Portal,
  table: ObjectTable,
  record: StoredRecord,
  context: WriteContext,
): void {
  if (record.archivedAt === undefined) return;
  record.archivedAt = undefined;
  removeById(table.archived, record);
  insertById(table.live, record);
  indexUnique(table, record);
  table.changeCount++;
  tellOf(portal, table, record, "restore", context);
}
