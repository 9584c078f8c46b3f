import type { AbsentFeature, Reading } from "@headway/crm";
import { taskKeyField } from "./field-names.ts";
import type { ObjectDescribe } from "./vendor-answers.ts";

/** A field that only some orgs have: its absence says nothing about permissions. */
interface GatedField {
  readonly sobject: string;
  readonly field: string;
  /** What goes without it; absent where nothing does. */
  readonly without?: string;
}

const gatedFields: readonly GatedField[] = [
  {
    sobject: "Opportunity",
    field: "PushCount",
    without: "how often a close date was put off, as Salesforce counts it",
  },
  {
    sobject: "Opportunity",
    field: "LastStageChangeDate",
    without: "the last change of stage, except from the stage history",
  },
  {
    sobject: "Opportunity",
    field: "CurrencyIsoCode",
    without: "the currency of each deal: the org keeps one currency, and amounts are in it",
  },
  {
    sobject: "Opportunity",
    field: "RecordTypeId",
    without: "sales processes: all deals go through one list of stages",
  },
  { sobject: "Account", field: "IsPersonAccount", without: "accounts that are people" },
  { sobject: "Task", field: "CompletedDateTime", without: "when a task was done" },
  { sobject: "Task", field: "WhoCount", without: "people on a task besides its first" },
  { sobject: "Event", field: "WhoCount", without: "people on a meeting besides its first" },
  { sobject: "Event", field: "ActivityDateTime" },
  { sobject: "Task", field: taskKeyField },
];

/** Whether a field is one that only some orgs have. */
export function isGated(sobject: string, field: string): boolean {
  return gatedFields.some((gated) => gated.sobject === sobject && gated.field === field);
}

/**
 * What this org does not have of what only some have. Objects that these credentials cannot see at all
 * are missing permissions, not features.
 */
export function absentFeatures(
  describeOf: (sobject: string) => Reading<ObjectDescribe>,
): readonly AbsentFeature[] {
  return gatedFields.flatMap(({ sobject, field, without }): AbsentFeature[] => {
    const describe = describeOf(sobject);
    if (without === undefined || describe.status === "unknown") return [];
    const isThere = describe.value.fields.some(({ name }) => name === field);
    return isThere ? [] : [{ name: `${sobject}.${field}`, without }];
  });
}
