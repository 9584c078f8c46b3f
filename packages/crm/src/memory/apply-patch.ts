import { type Patch, type PushOutcome, patchObject } from "../patch.ts";
import { taskKeyField } from "../provision.ts";
import type { RecordRef } from "../record-ref.ts";
import type { FieldValue } from "../records.ts";
import type { FieldKind } from "../schema.ts";
import type { MemoryConnection } from "./memory-connection.ts";
import { fieldsOf, memoryPipeline } from "./standard-field.ts";
import {
  createRecord,
  customFieldsOf,
  findRecord,
  linkRecords,
  type MemoryState,
  setValues,
} from "./state.ts";

type TaskPatch = Extract<Patch, { type: "upsert-task" }>;
type Refusal = Extract<PushOutcome, { status: "refused" }>;

/** What the memory CRM does with one patch: all of it or nothing. */
export function applyPatch(connection: MemoryConnection, patch: Patch): PushOutcome {
  const object = patchObject(patch);
  if (!connection.capabilities.writableObjects.includes(object)) {
    return refused("unsupported", `${object} records cannot be written here`);
  }
  return patch.type === "update"
    ? update(connection, patch.ref, patch.fields)
    : upsertTask(connection, patch);
}

function update(
  { state, faults }: MemoryConnection,
  ref: RecordRef,
  fields: Readonly<Record<string, FieldValue>>,
): PushOutcome {
  const record = findRecord(state, ref);
  if (record === undefined) return refused("not-found", `there is no ${ref.object}/${ref.id}`);
  const refusal = firstRefusal(state, ref.object, fields);
  if (refusal !== undefined) return refusal;
  if (faults.ofRecord("refuse-one-row", ref)) return refused("invalid", "a rule of this CRM says no");
  setValues(state, record, fields, true);
  return { status: "written", ref, created: false };
}

function upsertTask({ state }: MemoryConnection, { key, task }: TaskPatch): PushOutcome {
  if (!customFieldsOf(state, "task").has(taskKeyField.name)) {
    return refused("invalid", `\`${taskKeyField.name}\` is not provisioned`, taskKeyField.name);
  }
  const missing = task.links.find((link) => findRecord(state, link) === undefined);
  if (missing !== undefined) return refused("not-found", `there is no ${missing.object}/${missing.id}`);
  const values = { subject: task.subject, body: task.body, dueOn: task.dueOn, ownerId: task.ownerId };
  const done = task.status === undefined ? {} : { status: task.status };
  const found = [...state.records.values()].find(
    (record) => record.end === null && record.values[taskKeyField.name] === key,
  );
  const stored = found
    ? setValues(state, found, { ...values, ...done }, true)
    : createRecord(state, "task", { ...values, status: "open", ...done, [taskKeyField.name]: key });
  for (const link of task.links) linkRecords(state, stored.ref, link);
  return { status: "written", ref: stored.ref, created: found === undefined };
}

function firstRefusal(
  state: MemoryState,
  object: RecordRef["object"],
  fields: Readonly<Record<string, FieldValue>>,
): Refusal | undefined {
  const schema = fieldsOf(state, object);
  for (const [name, value] of Object.entries(fields)) {
    const field = schema.find((candidate) => candidate.name === name);
    if (field === undefined) return refused("invalid", `${object} has no field \`${name}\``, name);
    if (!field.writable) return refused("invalid", `\`${name}\` cannot be written`, name);
    if (field.kind !== "other" && !fits(field.kind, value)) {
      return refused("invalid", `\`${name}\` takes a ${field.kind}`, name);
    }
    if (name === "stageId" && !memoryPipeline.stages.some((stage) => stage.id === value)) {
      return refused("invalid", `there is no stage \`${String(value)}\``, name);
    }
  }
  return undefined;
}

/** Numbers may come as decimal text, so that amounts never pass through a float. */
const shapes: Readonly<Record<FieldKind, (value: string) => boolean>> = {
  text: (value) => value.length <= 255,
  "long-text": () => true,
  number: (value) => /^-?\d+(\.\d+)?$/.test(value),
  date: (value) => /^\d{4}-\d{2}-\d{2}$/.test(value),
  instant: (value) => !Number.isNaN(Date.parse(value)),
  boolean: () => false,
};

function fits(kind: FieldKind, value: FieldValue): boolean {
  if (value === null) return true;
  if (kind === "boolean") return typeof value === "boolean";
  if (kind === "number" && typeof value === "number") return Number.isFinite(value);
  return typeof value === "string" && shapes[kind](value);
}

function refused(code: Refusal["code"], reason: string, field?: string): Refusal {
  return { status: "refused", code, reason, ...(field === undefined ? {} : { field }) };
}
