import type { AnswerKind } from "./answer-kind.ts";
import { sandboxPortal } from "./sandbox-portal.ts";

const PROPERTIES = "/crm/v3/properties/contacts";
const GROUP = { name: "integrationcreatedproperties", label: "Integration Created Properties" };
const NUMBER = { label: "Age", type: "number", fieldType: "number", groupName: GROUP.name, formField: true };
const CHOICE = {
  name: "interests__c",
  label: "Interests",
  type: "enumeration",
  fieldType: "select",
  groupName: GROUP.name,
  options: [{ label: "art", value: "art", description: "art", displayOrder: 0, hidden: false }],
};

function portalWithGroup() {
  const portal = sandboxPortal();
  return { ...portal, ready: portal.call("POST", `${PROPERTIES}/groups`, GROUP) };
}

async function updated(
  definition: Readonly<Record<string, unknown>>,
  change: Readonly<Record<string, unknown>>,
) {
  const { call, ready } = portalWithGroup();
  await ready;
  await call("POST", PROPERTIES, definition);
  return call("PATCH", `${PROPERTIES}/${String(definition.name)}`, change);
}

const PROPERTY_KINDS: readonly AnswerKind[] = [
  {
    name: "property-group-create",
    recordings: ["301"],
    status: 201,
    feed: { type: "group" },
    ask: () => portalWithGroup().ready,
  },
  {
    name: "property-group-read",
    recordings: ["303"],
    status: 200,
    feed: { type: "group" },
    async ask() {
      const { call, ready } = portalWithGroup();
      await ready;
      return call("GET", `${PROPERTIES}/groups/${GROUP.name}`);
    },
  },
  {
    name: "property-batch-create",
    recordings: ["302", "304"],
    status: 207,
    feed: { type: "properties", object: "contact" },
    async ask() {
      const { call, ready } = portalWithGroup();
      await ready;
      await call("POST", PROPERTIES, { ...NUMBER, name: "there__c" });
      const again = { ...NUMBER, name: "there__c" };
      return call("POST", `${PROPERTIES}/batch/create`, {
        inputs: [{ ...NUMBER, name: "age__c" }, CHOICE, again],
      });
    },
  },
  {
    name: "property-update",
    recordings: ["305"],
    status: 200,
    feed: { type: "properties", object: "contact", single: true },
    ask: () => updated({ ...NUMBER, name: "age__c" }, { description: "How old are you?" }),
  },
  {
    name: "property-update-of-options",
    recordings: ["306"],
    status: 200,
    feed: { type: "properties", object: "contact", single: true },
    ask: () => updated(CHOICE, { options: CHOICE.options }),
  },
  {
    name: "contact-properties",
    recordings: ["308"],
    status: 200,
    feed: { type: "properties", object: "contact" },
    async ask() {
      const { call, ready } = portalWithGroup();
      await ready;
      await call("POST", PROPERTIES, CHOICE);
      return call("GET", PROPERTIES);
    },
  },
  {
    name: "deal-properties",
    recordings: ["310"],
    status: 200,
    feed: { type: "properties", object: "deal" },
    ask: () => sandboxPortal().call("GET", "/crm/v3/properties/deals"),
  },
];

const ACCOUNT_KINDS: readonly AnswerKind[] = [
  {
    name: "deal-pipelines",
    recordings: ["309"],
    status: 200,
    feed: { type: "pipelines" },
    ask: () => sandboxPortal().call("GET", "/crm/v3/pipelines/deals"),
  },
  {
    name: "contact-pipelines",
    recordings: ["307"],
    status: 200,
    feed: { type: "pipelines" },
    ask: () => sandboxPortal().call("GET", "/crm/v3/pipelines/contacts"),
  },
  {
    name: "account",
    recordings: ["312"],
    status: 200,
    feed: { type: "account" },
    ask: () => sandboxPortal().call("GET", "/account-info/v3/details"),
  },
];

/** Answers about properties, pipelines and the account. */
export const schemaAnswers: readonly AnswerKind[] = [...PROPERTY_KINDS, ...ACCOUNT_KINDS];
