import type { Org } from "../org.ts";
import type { Field } from "../schema/field.ts";
import type { ObjectDefinition } from "../schema/object-definition.ts";
import type { FieldValue } from "../store/row.ts";
import { coerceValue } from "./coerce-value.ts";
import { RowError } from "./row-error.ts";

/** Who writes. The API is bound by field-level security and read-only fields; a privileged hand is not. */
export interface Actor {
  readonly userId: string;
  readonly privileged: boolean;
  /** Whether the call overrules alerts of duplicate rules. */
  readonly allowsDuplicates?: boolean;
  /** How many rows the call writes; one unless told. */
  readonly rowsInCall?: number;
}

/** Whether a record is being made or changed. */
export type WriteKind = "create" | "update";

function findField(org: Org, actor: Actor, object: ObjectDefinition, name: string): Field {
  const found = org.schema.field(object.name, name);
  const hidden = found && !actor.privileged && !org.access.of(object.name, found).readable;
  if (found && !hidden) return found;
  throw new RowError("INVALID_FIELD", `No such column '${name}' on sobject of type ${object.name}`);
}

function isWritable(
  org: Org,
  actor: Actor,
  object: ObjectDefinition,
  field: Field,
  kind: WriteKind,
): boolean {
  if (actor.privileged) return true;
  const open = kind === "create" ? field.createable : field.updateable;
  return open && org.access.of(object.name, field).editable;
}

function refuseUnwritable(names: readonly string[]): void {
  if (names.length === 0) return;
  const message = `Unable to create/update fields: ${names.join(", ")}. Please check the security settings of this field and verify that it is read/write for your profile or permission set.`;
  throw new RowError("INVALID_FIELD_FOR_INSERT_UPDATE", message, names);
}

function checkReference(org: Org, field: Field, value: FieldValue): void {
  if (field.type !== "reference" || typeof value !== "string") return;
  const target = org.schema.ofId(value);
  if (!target || !field.referenceTo.includes(target.name)) {
    const message = `${field.label}: id value of incorrect type: ${value}`;
    throw new RowError("FIELD_INTEGRITY_EXCEPTION", message, [field.name]);
  }
  const row = org.find(value);
  if (!row || row.IsDeleted === true) {
    throw new RowError("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id", [field.name]);
  }
}

/**
 * The field values of a request body by true field names, checked one by one. `attributes`, and on
 * update the id, are no fields. Throws a `RowError` for the record or an `ApiError` for the request.
 */
export function readValues(
  org: Org,
  actor: Actor,
  object: ObjectDefinition,
  body: Readonly<Record<string, unknown>>,
  kind: WriteKind,
): Record<string, FieldValue> {
  const given = Object.entries(body).filter(([name]) => {
    const lower = name.toLowerCase();
    return lower !== "attributes" && !(kind === "update" && lower === "id");
  });
  const fields = given.map(([name, value]) => ({ field: findField(org, actor, object, name), value }));
  const unwritable = fields.filter(({ field }) => !isWritable(org, actor, object, field, kind));
  refuseUnwritable(unwritable.map(({ field }) => field.name));
  const values: Record<string, FieldValue> = {};
  for (const { field, value } of fields) {
    const coerced = coerceValue(field, value);
    checkReference(org, field, coerced);
    values[field.name] = coerced;
  }
  return values;
}

/** Refuses a record some of whose required fields are empty. */
export function requireFields(
  object: ObjectDefinition,
  values: Readonly<Record<string, FieldValue>>,
  kind: WriteKind,
): void {
  const missing = object.fields
    .filter((field) => !field.nillable && field.createable && field.type !== "boolean")
    .filter((field) =>
      kind === "create" ? (values[field.name] ?? null) === null : values[field.name] === null,
    )
    .map((field) => field.name);
  if (missing.length === 0) return;
  throw new RowError(
    "REQUIRED_FIELD_MISSING",
    `Required fields are missing: [${missing.join(", ")}]`,
    missing,
  );
}

/** Refuses a value that another record already holds in a unique field. */
export function requireUnique(
  org: Org,
  object: ObjectDefinition,
  values: Readonly<Record<string, FieldValue>>,
  self?: string,
): void {
  for (const field of object.fields) {
    const value = values[field.name];
    if (!field.unique || value === null || value === undefined) continue;
    const fold = (held: FieldValue | undefined) =>
      field.caseSensitive ? held : String(held ?? "").toLowerCase();
    const other = org
      .table(object.name)
      .matching(field.name, [value])
      .find((row) => row.Id !== self && row.IsDeleted !== true && fold(row[field.name]) === fold(value));
    if (!other) continue;
    const message = `duplicate value found: ${field.name} duplicates value on record with id: ${other.Id}`;
    throw new RowError("DUPLICATE_VALUE", message, [field.name]);
  }
}
