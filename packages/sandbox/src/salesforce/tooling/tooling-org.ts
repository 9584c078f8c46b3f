import { org as newOrg, type Org } from "../org.ts";
import type { Field } from "../schema/field.ts";
import type { ObjectDefinition } from "../schema/object-definition.ts";
import { toolingObjects } from "../schema/tooling-objects.ts";

const typeNames: Readonly<Record<string, string>> = {
  id: "Lookup()",
  reference: "Lookup",
  string: "Text",
  textarea: "Long Text Area",
  boolean: "Checkbox",
  int: "Number",
  double: "Number",
  currency: "Currency",
  percent: "Percent",
  date: "Date",
  datetime: "Date/Time",
  picklist: "Picklist",
  combobox: "Picklist",
  email: "Email",
  phone: "Phone",
  url: "URL",
};

/** How people read a type: `Text(80)`, `Number(16, 2)`, `Lookup(Account)`. */
function dataType(field: Field): string {
  const name = typeNames[field.type] ?? field.type;
  if (field.type === "reference") return `Lookup(${field.referenceTo.join(",")})`;
  if (field.precision > 0) return `${name}(${field.precision - field.scale}, ${field.scale})`;
  return ["string", "textarea"].includes(field.type) && field.length > 0 ? `${name}(${field.length})` : name;
}

function developerName(name: string): string {
  return name.replace(/__c$/, "");
}

function addEntity(to: Org, object: ObjectDefinition): string {
  return to.insert("EntityDefinition", {
    DurableId: object.name,
    QualifiedApiName: object.name,
    DeveloperName: developerName(object.name),
    Label: object.label,
    PluralLabel: object.labelPlural,
    KeyPrefix: object.keyPrefix,
    IsCustomizable: object.writable,
    IsQueryable: true,
  }).Id;
}

function addField(to: Org, object: ObjectDefinition, entityId: string, field: Field): void {
  to.insert("FieldDefinition", {
    DurableId: `${object.name}.${field.name}`,
    EntityDefinitionId: entityId,
    QualifiedApiName: field.name,
    DeveloperName: developerName(field.name),
    Label: field.label,
    DataType: dataType(field),
    Length: field.length,
    Precision: field.precision,
    Scale: field.scale,
    IsIndexed: field.externalId || field.unique || ["id", "reference"].includes(field.type),
    IsNillable: field.nillable,
    IsFieldHistoryTracked: object.name === "Opportunity" && to.features.trackedFields.includes(field.name),
  });
  if (!field.custom) return;
  to.insert("CustomField", {
    TableEnumOrId: ["Task", "Event"].includes(object.name) ? "Activity" : object.name,
    DeveloperName: developerName(field.name),
    NamespacePrefix: null,
    InlineHelpText: field.inlineHelpText,
  });
}

/**
 * An org's objects and fields as records, made anew from what the org is now. Field-level security does
 * not reach here: who may ask sees all. Fields of activities are told once, of Activity.
 */
export function toolingOrg(from: Org): Org {
  const made = newOrg({ now: from.now, features: from.features, definitions: toolingObjects });
  for (const object of from.schema.objects()) {
    const entityId = addEntity(made, object);
    const fields = object.name === "Event" ? object.fields.filter(({ custom }) => !custom) : object.fields;
    for (const field of fields) addField(made, object, entityId, field);
  }
  return made;
}
