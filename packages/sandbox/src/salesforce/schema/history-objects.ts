import { reference, text } from "./field.ts";
import { idField, type ObjectDefinition, systemFields } from "./object-definition.ts";

/**
 * What tracked fields of opportunities held. Both values are of whatever type the field is; describe
 * calls that `anyType`, which here is text. There is no `SystemModstamp`.
 */
export const fieldHistory: ObjectDefinition = {
  name: "OpportunityFieldHistory",
  label: "Opportunity Field History",
  labelPlural: "Opportunity Field History",
  keyPrefix: "017",
  writable: false,
  undeletable: true,
  fields: [
    idField("Opportunity Field History"),
    reference("OpportunityId", "Opportunity", {
      readOnly: true,
      nillable: false,
      childRelationshipName: "Histories",
      cascadeDelete: true,
    }),
    text("Field", 255, { readOnly: true, nillable: false, label: "Changed Field" }),
    text("DataType", 40, { readOnly: true, label: "Datatype" }),
    text("OldValue", 255, { readOnly: true, filterable: false, sortable: false }),
    text("NewValue", 255, { readOnly: true, filterable: false, sortable: false }),
    ...systemFields({ deleted: true, modified: false }).filter(({ name }) => name !== "SystemModstamp"),
  ],
};
