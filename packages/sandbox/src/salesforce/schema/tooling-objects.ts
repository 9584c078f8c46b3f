import { field, reference, text } from "./field.ts";
import { idField, type ObjectDefinition } from "./object-definition.ts";

function toolingObject(
  name: string,
  label: string,
  keyPrefix: string,
  fields: ObjectDefinition["fields"],
): ObjectDefinition {
  return {
    name,
    label,
    labelPlural: `${label}s`,
    keyPrefix,
    writable: false,
    undeletable: false,
    fields: [idField(label), ...fields],
  };
}

const entityDefinition = toolingObject("EntityDefinition", "Entity Definition", "4ie", [
  text("DurableId", 255),
  text("QualifiedApiName", 70),
  text("DeveloperName", 40),
  text("Label", 80),
  text("PluralLabel", 80),
  text("KeyPrefix", 3),
  field("IsCustomizable", "boolean"),
  field("IsQueryable", "boolean"),
]);

const fieldDefinition = toolingObject("FieldDefinition", "Field Definition", "4fe", [
  text("DurableId", 255),
  reference("EntityDefinitionId", "EntityDefinition", { childRelationshipName: "Fields" }),
  text("QualifiedApiName", 70),
  text("DeveloperName", 40),
  text("Label", 80),
  text("DataType", 70),
  field("Length", "int"),
  field("Precision", "int"),
  field("Scale", "int"),
  field("IsIndexed", "boolean"),
  field("IsNillable", "boolean"),
  field("IsFieldHistoryTracked", "boolean"),
]);

const customField = toolingObject("CustomField", "Custom Field", "00N", [
  text("TableEnumOrId", 40),
  text("DeveloperName", 40),
  text("NamespacePrefix", 15),
  text("InlineHelpText", 510),
]);

/** What the Tooling API tells of an org's objects and fields. */
export const toolingObjects: readonly ObjectDefinition[] = [entityDefinition, fieldDefinition, customField];
