import type { CrmErrorCode } from "./crm-error.ts";
import type { ObjectName } from "./record-ref.ts";
import type { CrmSchema, FieldKind, FieldSchema } from "./schema.ts";

/** A field of Headway's own. Its name starts with `headway_`; the adapter turns it into the vendor's form. */
export interface FieldDefinition {
  readonly object: ObjectName;
  readonly name: `headway_${string}`;
  readonly label: string;
  readonly kind: FieldKind;
  readonly description: string;
  /** True for the one field that makes tasks upsertable: the CRM must refuse a second record with the same value. */
  readonly unique?: boolean;
}

/** The field that carries a task's `key`; every adapter upserts tasks by this one. `invariant:W1` */
export const taskKeyField: FieldDefinition = {
  object: "task",
  name: "headway_key",
  label: "Headway key",
  kind: "text",
  description: "Says which rule, record and period this task stands for, so that it is made only once.",
  unique: true,
};

/** One change to the CRM's schema. */
export type ProvisionStep =
  | { readonly type: "create-field"; readonly field: FieldDefinition }
  | { readonly type: "remove-field"; readonly field: FieldDefinition };

/**
 * How one step ended. `already-there`: a field of that name and kind existed; nothing was written.
 * `refused` leaves everything as it was: a field of that name but another kind is never retyped.
 */
export type ProvisionOutcome =
  | { readonly status: "created"; readonly step: ProvisionStep; readonly note?: string }
  | { readonly status: "already-there"; readonly step: ProvisionStep; readonly note?: string }
  | { readonly status: "removed"; readonly step: ProvisionStep }
  | {
      readonly status: "refused";
      readonly step: ProvisionStep;
      readonly code: CrmErrorCode;
      readonly reason: string;
    };

/** A step beside what the schema already shows for it. */
export interface PlannedStep {
  readonly step: ProvisionStep;
  readonly status: "needed" | "already-there" | "conflict" | "unknown";
  readonly reason?: string;
}

/**
 * Compares the fields wanted with the schema read. Pure; writes nothing.
 * `conflict`: the name is taken by another kind or is not writable. `unknown`: the object's schema
 * could not be read, with the reason.
 */
export function planProvision(schema: CrmSchema, wanted: readonly FieldDefinition[]): PlannedStep[] {
  return wanted.map((field) => planField(schema, field));
}

function planField(schema: CrmSchema, field: FieldDefinition): PlannedStep {
  const step: ProvisionStep = { type: "create-field", field };
  const object = schema.objects[field.object];
  if (object === undefined) {
    return { step, status: "unknown", reason: `this CRM has no \`${field.object}\` records` };
  }
  if (object.status === "unknown") return { step, status: "unknown", reason: object.reason };
  const found = object.value.fields.find((candidate) => candidate.name === field.name);
  if (found === undefined) return { step, status: "needed" };
  return compareField(step, field, found);
}

function compareField(step: ProvisionStep, field: FieldDefinition, found: FieldSchema): PlannedStep {
  if (found.kind !== field.kind) {
    const reason = `\`${field.name}\` on ${field.object} exists as ${found.kind}, expected ${field.kind}`;
    return { step, status: "conflict", reason };
  }
  if (!found.writable) {
    return {
      step,
      status: "conflict",
      reason: `\`${field.name}\` is not writable: ${found.reason ?? "no reason given"}`,
    };
  }
  return { step, status: "already-there" };
}
