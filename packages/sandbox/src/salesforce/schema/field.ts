/** The kinds of field that the sandbox models, by their name in describe answers. */
export type FieldType =
  | "id"
  | "string"
  | "textarea"
  | "boolean"
  | "int"
  | "double"
  | "currency"
  | "percent"
  | "date"
  | "datetime"
  | "reference"
  | "picklist"
  | "combobox"
  | "email"
  | "phone"
  | "url";

/** A choice of a picklist. */
export interface PicklistValue {
  readonly value: string;
  readonly label: string;
  readonly active: boolean;
  readonly defaultValue: boolean;
}

/** A field of an object, with what describe answers say of it. */
export interface Field {
  readonly name: string;
  readonly label: string;
  readonly type: FieldType;
  /** In characters; 0 where length means nothing. */
  readonly length: number;
  readonly precision: number;
  readonly scale: number;
  readonly nillable: boolean;
  readonly createable: boolean;
  readonly updateable: boolean;
  readonly defaultedOnCreate: boolean;
  readonly defaultValue: string | boolean | number | null;
  readonly custom: boolean;
  readonly externalId: boolean;
  readonly unique: boolean;
  readonly caseSensitive: boolean;
  readonly filterable: boolean;
  readonly sortable: boolean;
  readonly referenceTo: readonly string[];
  readonly relationshipName: string | null;
  /** Name of the list of records that point here, seen from the record pointed at. */
  readonly childRelationshipName: string | null;
  readonly cascadeDelete: boolean;
  readonly restrictedPicklist: boolean;
  readonly picklistValues: readonly PicklistValue[];
  readonly inlineHelpText: string | null;
  /** Whether field-level security hides it until a permission set opens it. */
  readonly needsGrant: boolean;
}

/** What may differ from a plain optional field that everyone may read and write. */
export type FieldOptions = Partial<Omit<Field, "name" | "type">> & {
  /** Neither createable nor updateable. */
  readonly readOnly?: boolean;
};

function labelOf(name: string): string {
  return name.replace(/([a-z])([A-Z])/g, "$1 $2").replace(/ Id$/, " ID");
}

/** A field definition; see `FieldOptions` for the defaults. */
export function field(name: string, type: FieldType, options: FieldOptions = {}): Field {
  const { readOnly = false, ...rest } = options;
  const long = type === "textarea" && (options.length ?? 0) > 255;
  return {
    name,
    label: labelOf(name),
    type,
    length: 0,
    precision: 0,
    scale: 0,
    nillable: type !== "boolean",
    createable: !readOnly,
    updateable: !readOnly,
    defaultedOnCreate: type === "boolean",
    defaultValue: type === "boolean" ? false : null,
    custom: false,
    externalId: false,
    unique: false,
    caseSensitive: false,
    filterable: !long,
    sortable: !long,
    referenceTo: [],
    relationshipName: null,
    childRelationshipName: null,
    cascadeDelete: false,
    restrictedPicklist: false,
    picklistValues: [],
    inlineHelpText: null,
    needsGrant: false,
    ...rest,
  };
}

/** A text field of at most `length` characters. */
export function text(name: string, length: number, options: FieldOptions = {}): Field {
  return field(name, "string", { length, ...options });
}

/** A lookup; its relationship name is the field's name without `Id` unless another is given. */
export function reference(name: string, to: string | readonly string[], options: FieldOptions = {}): Field {
  const referenceTo = typeof to === "string" ? [to] : to;
  const relationshipName = name.endsWith("Id") ? name.slice(0, -2) : null;
  return field(name, "reference", { length: 18, referenceTo, relationshipName, ...options });
}

/** A picklist of the values given, each its own label; unrestricted unless said otherwise. */
export function picklist(name: string, values: readonly string[], options: FieldOptions = {}): Field {
  return field(name, "picklist", { length: 255, picklistValues: picklistValues(values), ...options });
}

/** Active values whose labels are the values themselves. */
export function picklistValues(values: readonly string[], defaultValue?: string): PicklistValue[] {
  return values.map((value) => ({
    value,
    label: value,
    active: true,
    defaultValue: value === defaultValue,
  }));
}
