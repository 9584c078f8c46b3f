import { type Field, type FieldOptions, field } from "../schema/field.ts";
import {
  type Component,
  ComponentError,
  flagOf,
  listOf,
  numberOf,
  requiredText,
  textOf,
} from "./component.ts";

function refuse(message: string): never {
  throw new ComponentError("FIELD_INTEGRITY_EXCEPTION", message);
}

function lengthOf(component: Component, minimum: number, maximum: number): number {
  const length = numberOf(component, "length");
  if (length === undefined) return refuse("Must specify 'length' for a CustomField of this type");
  if (length < minimum) return refuse(`Invalid length, minimum is: ${minimum}`);
  return length > maximum ? refuse(`Invalid length, maximum is: ${maximum}`) : length;
}

function numeric(component: Component, type: "double" | "currency" | "percent"): Kind {
  const precision = numberOf(component, "precision");
  const scale = numberOf(component, "scale");
  if (precision === undefined || scale === undefined)
    return refuse("Must specify 'precision' and 'scale' for a CustomField of this type");
  if (precision > 18 || scale > precision)
    return refuse("Precision must not exceed 18 and must not be less than scale");
  return { type, options: { precision, scale } };
}

function checkbox(component: Component): Kind {
  if (textOf(component, "required") !== undefined)
    refuse("Can not specify 'required' for a CustomField of type Checkbox");
  const defaultValue = textOf(component, "defaultValue");
  if (defaultValue === undefined) refuse("Must specify 'defaultValue' for a CustomField of type Checkbox");
  return { type: "boolean", options: { defaultValue: defaultValue === "true" } };
}

function longText(component: Component): Kind {
  const length = lengthOf(component, 256, 131_072);
  if (numberOf(component, "visibleLines") === undefined) {
    refuse("Must specify 'visibleLines' for a CustomField of type LongTextArea");
  }
  return { type: "textarea", options: { length, filterable: false, sortable: false } };
}

function picklist(component: Component): Kind {
  const [valueSet] = listOf(component, "valueSet");
  const [definition] = valueSet ? listOf(valueSet, "valueSetDefinition") : [];
  if (!valueSet || !definition) return refuse("Must specify 'valueSet' for a CustomField of type Picklist");
  const picklistValues = listOf(definition, "value").map((value) => ({
    value: requiredText(value, "fullName"),
    label: textOf(value, "label") ?? requiredText(value, "fullName"),
    active: textOf(value, "isActive") !== "false",
    defaultValue: flagOf(value, "default"),
  }));
  return {
    type: "picklist",
    options: { length: 255, picklistValues, restrictedPicklist: flagOf(valueSet, "restricted") },
  };
}

interface Kind {
  readonly type: Field["type"];
  readonly options: FieldOptions;
}

const kinds: Readonly<Record<string, (component: Component) => Kind>> = {
  Text: (component) => ({ type: "string", options: { length: lengthOf(component, 1, 255) } }),
  TextArea: () => ({ type: "textarea", options: { length: 255 } }),
  LongTextArea: longText,
  Number: (component) => numeric(component, "double"),
  Currency: (component) => numeric(component, "currency"),
  Percent: (component) => numeric(component, "percent"),
  Date: () => ({ type: "date", options: {} }),
  DateTime: () => ({ type: "datetime", options: {} }),
  Checkbox: checkbox,
  Email: () => ({ type: "email", options: { length: 80 } }),
  Phone: () => ({ type: "phone", options: { length: 40 } }),
  Url: () => ({ type: "url", options: { length: 255 } }),
  Picklist: picklist,
};

const keyTypes = new Set(["Text", "Number", "Email"]);

/** The field that a CustomField component describes; throws a `ComponentError` where Salesforce refuses it. */
export function fieldOf(component: Component, name: string): Field {
  const label = requiredText(component, "label");
  const metadataType = requiredText(component, "type");
  const kind = kinds[metadataType]?.(component);
  if (!kind) return refuse(`Field type '${metadataType}' is not supported by this sandbox`);
  const [externalId, unique] = [flagOf(component, "externalId"), flagOf(component, "unique")];
  if ((externalId || unique) && !keyTypes.has(metadataType)) {
    refuse(
      `Can not specify '${externalId ? "externalId" : "unique"}' for a CustomField of type ${metadataType}`,
    );
  }
  const required = flagOf(component, "required");
  return field(name, kind.type, {
    ...kind.options,
    label,
    custom: true,
    externalId,
    unique,
    caseSensitive: flagOf(component, "caseSensitive"),
    nillable: kind.type !== "boolean" && !required,
    needsGrant: !required,
    inlineHelpText: textOf(component, "inlineHelpText") ?? null,
  });
}
