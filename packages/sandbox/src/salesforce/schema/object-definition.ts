import { type Field, field, reference } from "./field.ts";

/** An object of the org: its name, the first three characters of its ids, its fields. */
export interface ObjectDefinition {
  readonly name: string;
  readonly label: string;
  readonly labelPlural: string;
  readonly keyPrefix: string;
  /** Whether the API may insert, update and delete its records. */
  readonly writable: boolean;
  /** Whether deleted records stay in the recycle bin, seen by `queryAll`. */
  readonly undeletable: boolean;
  readonly fields: readonly Field[];
}

/** Which of the audit fields an object has; many set-up objects lack some. */
export interface SystemFields {
  readonly deleted: boolean;
  readonly modified: boolean;
}

/** The audit fields at the end of an object, in the order that describe answers give them. */
export function systemFields({ deleted, modified }: SystemFields): Field[] {
  const system = { readOnly: true, nillable: false, defaultedOnCreate: true };
  const fields = [
    field("CreatedDate", "datetime", system),
    reference("CreatedById", "User", system),
    field("SystemModstamp", "datetime", system),
  ];
  if (deleted) fields.unshift(field("IsDeleted", "boolean", { ...system, label: "Deleted" }));
  if (modified) {
    fields.splice(
      -1,
      0,
      field("LastModifiedDate", "datetime", system),
      reference("LastModifiedById", "User", system),
    );
  }
  return fields;
}

/** The record's own id. */
export function idField(label: string): Field {
  return field("Id", "id", {
    label: `${label} ID`,
    length: 18,
    readOnly: true,
    nillable: false,
    defaultedOnCreate: true,
  });
}

/** An object as people use it: writable, with a recycle bin and all audit fields. */
export function businessObject(
  name: string,
  label: string,
  labelPlural: string,
  keyPrefix: string,
  fields: readonly Field[],
): ObjectDefinition {
  const all = [idField(label), ...fields, ...systemFields({ deleted: true, modified: true })];
  return { name, label, labelPlural, keyPrefix, writable: true, undeletable: true, fields: all };
}

/** An object that the API can read and not write, without a recycle bin. */
export function readOnlyObject(
  name: string,
  label: string,
  keyPrefix: string,
  fields: readonly Field[],
): ObjectDefinition {
  const shut = fields.map((each) => ({ ...each, createable: false, updateable: false }));
  const all = [idField(label), ...shut, ...systemFields({ deleted: false, modified: true })];
  return {
    name,
    label,
    labelPlural: `${label}s`,
    keyPrefix,
    writable: false,
    undeletable: false,
    fields: all,
  };
}
