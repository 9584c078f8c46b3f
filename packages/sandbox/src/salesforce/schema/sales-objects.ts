import { accountDetails } from "./account-fields.ts";
import { field, picklist, reference, text } from "./field.ts";
import { businessObject, idField, type ObjectDefinition, systemFields } from "./object-definition.ts";

const owner = reference("OwnerId", "User", { nillable: false, defaultedOnCreate: true, label: "Owner ID" });
const money = { precision: 18, scale: 2 };
const leadSources = picklist("LeadSource", [
  "Web",
  "Phone Inquiry",
  "Partner Referral",
  "Purchased List",
  "Other",
]);

const account = businessObject("Account", "Account", "Accounts", "001", [
  reference("MasterRecordId", "Account", { readOnly: true }),
  text("Name", 255, { nillable: false, label: "Account Name" }),
  picklist("Type", ["Prospect", "Customer - Direct", "Customer - Channel", "Other"], { length: 40 }),
  reference("ParentId", "Account", { childRelationshipName: "ChildAccounts" }),
  ...accountDetails,
  field("Phone", "phone", { length: 40 }),
  text("AccountNumber", 40),
  field("Website", "url", { length: 255 }),
  picklist("Industry", ["Agriculture", "Banking", "Biotechnology", "Construction", "Technology", "Other"], {
    length: 40,
  }),
  field("AnnualRevenue", "currency", { precision: 18 }),
  field("NumberOfEmployees", "int"),
  field("Description", "textarea", { length: 32_000 }),
  picklist("Rating", ["Hot", "Warm", "Cold"], { length: 40 }),
  { ...owner, childRelationshipName: null },
  field("LastActivityDate", "date", { readOnly: true }),
]);

const contact = businessObject("Contact", "Contact", "Contacts", "003", [
  reference("MasterRecordId", "Contact", { readOnly: true }),
  reference("AccountId", "Account", { childRelationshipName: "Contacts", cascadeDelete: true }),
  text("LastName", 80, { nillable: false }),
  text("FirstName", 40),
  picklist("Salutation", ["Mr.", "Ms.", "Mrs.", "Dr.", "Prof."], { length: 40 }),
  text("Name", 121, { readOnly: true, nillable: false, label: "Full Name" }),
  field("Phone", "phone", { length: 40 }),
  field("MobilePhone", "phone", { length: 40 }),
  reference("ReportsToId", "Contact"),
  field("Email", "email", { length: 80 }),
  text("Title", 128),
  text("Department", 80),
  text("AssistantName", 40, { label: "Assistant's Name" }),
  leadSources,
  field("Description", "textarea", { length: 32_000 }),
  owner,
  field("LastActivityDate", "date", { readOnly: true }),
]);

const opportunity = businessObject("Opportunity", "Opportunity", "Opportunities", "006", [
  reference("AccountId", "Account", { childRelationshipName: "Opportunities", cascadeDelete: true }),
  field("IsPrivate", "boolean", { label: "Private" }),
  text("Name", 120, { nillable: false }),
  field("Description", "textarea", { length: 32_000 }),
  picklist("StageName", [], { nillable: false, label: "Stage" }),
  field("Amount", "currency", money),
  field("Probability", "percent", { precision: 3, label: "Probability (%)", defaultedOnCreate: true }),
  field("ExpectedRevenue", "currency", { ...money, readOnly: true }),
  field("TotalOpportunityQuantity", "double", money),
  field("CloseDate", "date", { nillable: false }),
  picklist("Type", ["Existing Customer - Upgrade", "Existing Customer - Replacement", "New Customer"]),
  text("NextStep", 255),
  leadSources,
  field("IsClosed", "boolean", { readOnly: true, label: "Closed" }),
  field("IsWon", "boolean", { readOnly: true, label: "Won" }),
  picklist("ForecastCategory", ["Omitted", "Pipeline", "BestCase", "MostLikely", "Forecast", "Closed"], {
    length: 40,
    readOnly: true,
    nillable: false,
    restrictedPicklist: true,
  }),
  picklist("ForecastCategoryName", ["Omitted", "Pipeline", "Best Case", "Commit", "Closed"], {
    restrictedPicklist: true,
    defaultedOnCreate: true,
    label: "Forecast Category",
  }),
  owner,
  field("PushCount", "int", { readOnly: true }),
  field("AgeInDays", "int", { readOnly: true, filterable: false, sortable: false }),
  field("LastActivityInDays", "int", { readOnly: true, filterable: false, sortable: false }),
  field("LastActivityDate", "date", { readOnly: true }),
  field("LastStageChangeDate", "datetime", { readOnly: true }),
  field("FiscalQuarter", "int", { readOnly: true }),
  field("FiscalYear", "int", { readOnly: true }),
  text("Fiscal", 6, { readOnly: true }),
  reference("ContactId", "Contact", { relationshipName: null, updateable: false }),
  field("HasOpenActivity", "boolean", { readOnly: true, filterable: false, sortable: false }),
  field("HasOverdueTask", "boolean", { readOnly: true, filterable: false, sortable: false }),
]);

const contactRole = businessObject(
  "OpportunityContactRole",
  "Opportunity Contact Role",
  "Opportunity Contact Roles",
  "00K",
  [
    reference("OpportunityId", "Opportunity", {
      nillable: false,
      updateable: false,
      childRelationshipName: "OpportunityContactRoles",
      cascadeDelete: true,
    }),
    reference("ContactId", "Contact", {
      nillable: false,
      childRelationshipName: "OpportunityContactRoles",
      cascadeDelete: true,
    }),
    picklist("Role", ["Business User", "Decision Maker", "Economic Buyer", "Evaluator", "Influencer"]),
    field("IsPrimary", "boolean", { label: "Primary" }),
  ],
);

const history: ObjectDefinition = {
  name: "OpportunityHistory",
  label: "Opportunity History",
  labelPlural: "Opportunity History",
  keyPrefix: "008",
  writable: false,
  undeletable: true,
  fields: [
    idField("Opportunity History"),
    reference("OpportunityId", "Opportunity", {
      readOnly: true,
      nillable: false,
      childRelationshipName: "OpportunityHistories",
      cascadeDelete: true,
    }),
    picklist("StageName", [], { readOnly: true }),
    field("Amount", "currency", { ...money, readOnly: true }),
    field("ExpectedRevenue", "currency", { ...money, readOnly: true }),
    field("CloseDate", "date", { readOnly: true }),
    field("Probability", "percent", { precision: 3, readOnly: true }),
    text("ForecastCategory", 40, { readOnly: true }),
    field("PrevAmount", "currency", { ...money, readOnly: true }),
    field("PrevCloseDate", "date", { readOnly: true }),
    ...systemFields({ deleted: true, modified: false }),
  ],
};

/** The stages that a new org comes with, in selling order, with what each means. */
export const defaultStages = [
  { label: "Prospecting", probability: 10, closed: false },
  { label: "Qualification", probability: 10, closed: false },
  { label: "Needs Analysis", probability: 20, closed: false },
  { label: "Value Proposition", probability: 50, closed: false },
  { label: "Id. Decision Makers", probability: 60, closed: false },
  { label: "Perception Analysis", probability: 70, closed: false },
  { label: "Proposal/Price Quote", probability: 75, closed: false },
  { label: "Negotiation/Review", probability: 90, closed: false },
  { label: "Closed Won", probability: 100, closed: true },
  { label: "Closed Lost", probability: 0, closed: true },
] as const;

/** Account, Contact, Opportunity and what hangs on them. */
export const salesObjects: readonly ObjectDefinition[] = [
  account,
  contact,
  opportunity,
  contactRole,
  history,
];
