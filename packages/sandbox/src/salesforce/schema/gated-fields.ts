import { field, reference, text } from "./field.ts";
import type { Schema } from "./schema.ts";

const inspection = ["PushCount", "LastStageChangeDate", "AgeInDays", "LastActivityInDays"];

/** Takes away what only orgs with Pipeline Inspection have. */
export function removeInspection(schema: Schema): void {
  for (const name of inspection) schema.removeField("Opportunity", name);
}

/** What accounts and contacts have beside the rest where accounts may be people. */
export function addPersonAccounts(schema: Schema): void {
  const own = [
    field("IsPersonAccount", "boolean", { readOnly: true, label: "Is Person Account" }),
    text("FirstName", 40),
    text("LastName", 80),
    reference("PersonContactId", "Contact", { readOnly: true, relationshipName: "PersonContact" }),
    field("PersonEmail", "email", { length: 80, label: "Email" }),
    text("PersonTitle", 80, { label: "Title" }),
  ];
  for (const each of own) schema.putField("Account", each);
  schema.putField("Contact", field("IsPersonAccount", "boolean", { readOnly: true }));
}
