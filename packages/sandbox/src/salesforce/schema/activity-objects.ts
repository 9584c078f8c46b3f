import { type Field, field, picklist, reference, text } from "./field.ts";
import { businessObject, idField, type ObjectDefinition, systemFields } from "./object-definition.ts";

const subjects = ["Call", "Email", "Meeting", "Send Letter/Quote", "Other"];

/** What Task and Event share; the children's names are theirs. */
function activityLinks(children: string): Field[] {
  return [
    reference("WhoId", ["Contact"], { label: "Name ID", childRelationshipName: children }),
    reference("WhatId", ["Account", "Opportunity"], {
      label: "Related To ID",
      childRelationshipName: children,
      cascadeDelete: true,
    }),
    reference("AccountId", "Account", { readOnly: true }),
    field("Subject", "combobox", {
      length: 255,
      picklistValues: picklist("Subject", subjects).picklistValues,
    }),
    field("Description", "textarea", { length: 32_000 }),
    field("IsArchived", "boolean", { readOnly: true, label: "Archived" }),
  ];
}

const task = businessObject("Task", "Task", "Tasks", "00T", [
  ...activityLinks("Tasks"),
  field("ActivityDate", "date", { label: "Due Date Only" }),
  picklist("Status", [], { nillable: false, defaultedOnCreate: true }),
  picklist("Priority", ["High", "Normal", "Low"], {
    nillable: false,
    defaultedOnCreate: true,
    defaultValue: "Normal",
  }),
  field("IsHighPriority", "boolean", { readOnly: true }),
  reference("OwnerId", ["Group", "User"], { nillable: false, defaultedOnCreate: true }),
  picklist("Type", subjects),
  field("IsClosed", "boolean", { readOnly: true, label: "Closed" }),
  field("CallDurationInSeconds", "int", { label: "Call Duration" }),
  picklist("CallType", ["Internal", "Inbound", "Outbound"]),
  text("CallDisposition", 255, { label: "Call Result" }),
  text("CallObject", 255),
  picklist("TaskSubtype", ["Task", "Email", "ListEmail", "Cadence", "Call", "LinkedIn"], {
    length: 40,
    updateable: false,
    restrictedPicklist: true,
    defaultedOnCreate: true,
  }),
  field("CompletedDateTime", "datetime", { readOnly: true }),
]);

const event = businessObject("Event", "Event", "Events", "00U", [
  ...activityLinks("Events"),
  text("Location", 255),
  field("IsAllDayEvent", "boolean"),
  field("ActivityDateTime", "datetime"),
  field("ActivityDate", "date"),
  field("DurationInMinutes", "int"),
  field("StartDateTime", "datetime"),
  field("EndDateTime", "datetime"),
  reference("OwnerId", ["Calendar", "User"], { nillable: false, defaultedOnCreate: true }),
  field("IsPrivate", "boolean"),
  picklist("ShowAs", ["Busy", "OutOfOffice", "Free"], { length: 40, restrictedPicklist: true }),
  picklist("Type", subjects),
  picklist("EventSubtype", ["Event"], { length: 40, updateable: false, restrictedPicklist: true }),
]);

/** Status of an e-mail: 0 new, 1 read, 2 replied, 3 sent, 4 forwarded, 5 draft. */
const emailStatuses = ["0", "1", "2", "3", "4", "5"];

const emailMessage = businessObject("EmailMessage", "Email Message", "Email Messages", "02s", [
  reference("ActivityId", "Task", { updateable: false }),
  reference("RelatedToId", ["Account", "Opportunity"], {
    updateable: false,
    childRelationshipName: "Emails",
  }),
  field("TextBody", "textarea", { length: 131_072, updateable: false }),
  field("HtmlBody", "textarea", { length: 131_072, updateable: false }),
  text("Subject", 3000, { updateable: false }),
  text("FromName", 1000, { updateable: false }),
  text("FromAddress", 1000, { updateable: false }),
  text("ToAddress", 4000, { updateable: false }),
  text("CcAddress", 4000, { updateable: false }),
  field("Incoming", "boolean", { updateable: false, label: "Is Incoming" }),
  field("HasAttachment", "boolean", { readOnly: true }),
  picklist("Status", emailStatuses, { length: 40, nillable: false, restrictedPicklist: true }),
  field("MessageDate", "datetime", { updateable: false }),
  text("MessageIdentifier", 765, { updateable: false }),
  text("ThreadIdentifier", 765, { updateable: false }),
]);

/**
 * Who an e-mail is from and to, one row each. No public text names the beginning of its ids; this one is
 * the sandbox's own.
 */
const emailMessageRelation: ObjectDefinition = {
  name: "EmailMessageRelation",
  label: "Email Message Relation",
  labelPlural: "Email Message Relations",
  keyPrefix: "0Er",
  writable: true,
  undeletable: true,
  fields: [
    idField("Email Message Relation"),
    reference("EmailMessageId", "EmailMessage", {
      nillable: false,
      updateable: false,
      childRelationshipName: "EmailMessageRelations",
      cascadeDelete: true,
    }),
    reference("RelationId", ["Contact", "User"], { childRelationshipName: "EmailMessageRelations" }),
    picklist("RelationType", ["ToAddress", "CcAddress", "BccAddress", "FromAddress"], {
      nillable: false,
      updateable: false,
      restrictedPicklist: true,
    }),
    text("RelationAddress", 255, { updateable: false }),
    text("RelationObjectType", 40, { readOnly: true }),
    ...systemFields({ deleted: true, modified: false }),
  ],
};

/** Task and Event, which share the custom fields of Activity. */
export const activityObjects: readonly ObjectDefinition[] = [task, event];

/** Absent in orgs whose e-mails are captured without becoming records. */
export const emailObjects: readonly ObjectDefinition[] = [emailMessage, emailMessageRelation];
