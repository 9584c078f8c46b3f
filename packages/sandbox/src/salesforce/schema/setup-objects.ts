import { field, picklist, reference, text } from "./field.ts";
import { idField, type ObjectDefinition, readOnlyObject, systemFields } from "./object-definition.ts";

const user: ObjectDefinition = {
  name: "User",
  label: "User",
  labelPlural: "Users",
  keyPrefix: "005",
  writable: true,
  undeletable: false,
  fields: [
    idField("User"),
    text("Username", 80, { nillable: false }),
    text("LastName", 80, { nillable: false }),
    text("FirstName", 40),
    text("Name", 121, { readOnly: true, nillable: false, label: "Full Name" }),
    field("Email", "email", { length: 128, nillable: false }),
    text("Alias", 8),
    text("Title", 80),
    text("Department", 80),
    reference("ManagerId", "User"),
    field("IsActive", "boolean", { label: "Active", defaultValue: true }),
    picklist("UserType", ["Standard"], { readOnly: true }),
    picklist("TimeZoneSidKey", ["Europe/London", "America/Los_Angeles"], { length: 40 }),
    picklist("LocaleSidKey", ["en_US"], { length: 40 }),
    ...systemFields({ deleted: false, modified: true }),
  ],
};

const organization = readOnlyObject("Organization", "Organization", "00D", [
  text("Name", 80),
  text("Country", 80),
  picklist("DefaultLocaleSidKey", ["en_US"], { length: 40 }),
  picklist("TimeZoneSidKey", ["Europe/London", "America/Los_Angeles"], { length: 40 }),
  picklist("LanguageLocaleKey", ["en_US"], { length: 40 }),
  field("FiscalYearStartMonth", "int"),
  picklist("OrganizationType", ["Developer Edition", "Enterprise Edition"], { length: 40 }),
  text("InstanceName", 5),
  field("IsSandbox", "boolean"),
]);

const opportunityStage = readOnlyObject("OpportunityStage", "Opportunity Stage", "01J", [
  text("MasterLabel", 255),
  text("ApiName", 255),
  field("IsActive", "boolean"),
  field("SortOrder", "int"),
  field("IsClosed", "boolean"),
  field("IsWon", "boolean"),
  text("ForecastCategory", 40),
  text("ForecastCategoryName", 255),
  field("DefaultProbability", "percent", { precision: 3 }),
  text("Description", 255),
]);

const taskStatus = readOnlyObject("TaskStatus", "Task Status Value", "01T", [
  text("MasterLabel", 255),
  text("ApiName", 255),
  field("SortOrder", "int"),
  field("IsDefault", "boolean"),
  field("IsClosed", "boolean"),
]);

const recordType = readOnlyObject("RecordType", "Record Type", "012", [
  text("Name", 80),
  text("DeveloperName", 80),
  text("Description", 255),
  text("SobjectType", 40),
  field("IsActive", "boolean"),
]);

const currencyType = readOnlyObject("CurrencyType", "Currency Type", "01L", [
  text("IsoCode", 3),
  field("ConversionRate", "double", { precision: 18, scale: 6 }),
  field("DecimalPlaces", "int"),
  field("IsActive", "boolean"),
  field("IsCorporate", "boolean"),
]);

const permissionSet: ObjectDefinition = {
  ...readOnlyObject("PermissionSet", "Permission Set", "0PS", [
    text("Name", 80, { nillable: false }),
    text("Label", 80, { nillable: false }),
    text("Description", 255),
    text("NamespacePrefix", 15),
    field("IsOwnedByProfile", "boolean"),
    field("IsCustom", "boolean"),
  ]),
  labelPlural: "Permission Sets",
};

const permissionSetAssignment: ObjectDefinition = {
  name: "PermissionSetAssignment",
  label: "Permission Set Assignment",
  labelPlural: "Permission Set Assignments",
  keyPrefix: "0Pa",
  writable: true,
  undeletable: false,
  fields: [
    idField("Permission Set Assignment"),
    reference("PermissionSetId", "PermissionSet", {
      nillable: false,
      updateable: false,
      childRelationshipName: "Assignments",
    }),
    reference("AssigneeId", "User", {
      nillable: false,
      updateable: false,
      childRelationshipName: "PermissionSetAssignments",
    }),
    field("IsActive", "boolean", { readOnly: true, defaultValue: true }),
    field("SystemModstamp", "datetime", { readOnly: true, nillable: false, defaultedOnCreate: true }),
  ],
};

/** People, the organisation, its picklists and its permissions. */
export const setupObjects: readonly ObjectDefinition[] = [
  user,
  organization,
  opportunityStage,
  taskStatus,
  recordType,
  permissionSet,
  permissionSetAssignment,
];

/** Present only where the org works in several currencies. */
export const currencyObjects: readonly ObjectDefinition[] = [currencyType];
