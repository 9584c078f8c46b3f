import type { AnswerKind } from "./answer-kind.ts";
import { sandboxPortal } from "./sandbox-portal.ts";

const CONTACT = { properties: { email: "a@example.com", firstname: "A", lastname: "B" } };
const OTHER = { properties: { email: "b@example.com", firstname: "A", lastname: "B" } };
const BATCH = "/crm/v3/objects/contacts/batch";
const LINKS = "/crm/v4/associations/contacts/companies/batch";
const UNKNOWN = { first000name: "a", last000name: "b" };

async function createdIds({ call }: ReturnType<typeof sandboxPortal>): Promise<string[]> {
  const made = await call("POST", `${BATCH}/create`, { inputs: [CONTACT, OTHER] });
  return (JSON.parse(made.text) as { results: { id: string }[] }).results.map((row) => row.id);
}

const WRITE_KINDS: readonly AnswerKind[] = [
  {
    name: "contact-batch-create",
    recordings: ["028", "294"],
    status: 201,
    feed: { type: "rows", object: "contact" },
    ask: () => sandboxPortal().call("POST", `${BATCH}/create`, { inputs: [CONTACT, OTHER] }),
  },
  {
    name: "contact-batch-create-partial",
    recordings: ["293"],
    status: 207,
    feed: { type: "batch", object: "contact", refused: ["1"] },
    ask() {
      const { sandbox, call } = sandboxPortal();
      sandbox.create("contacts", CONTACT);
      const inputs = [CONTACT, OTHER].map((input, index) => ({
        ...input,
        objectWriteTraceId: String(index),
      }));
      return call("POST", `${BATCH}/create`, { inputs });
    },
  },
  {
    name: "contact-batch-update",
    recordings: ["300"],
    status: 200,
    feed: { type: "batch", object: "contact", refused: [] },
    async ask() {
      const portal = sandboxPortal();
      const ids = await createdIds(portal);
      const inputs = ids.map((id) => ({ id, properties: { firstname: "M", lastname: "N" } }));
      return portal.call("POST", `${BATCH}/update`, { inputs });
    },
  },
  {
    name: "contact-batch-update-partial",
    recordings: ["299"],
    status: 207,
    feed: { type: "batch", object: "contact", refused: [] },
    async ask() {
      const portal = sandboxPortal();
      const [id] = await createdIds(portal);
      const properties = { firstname: "M", lastname: "N" };
      const inputs = [
        { id, properties },
        { id: "unknownIdentifier888", properties },
      ];
      return portal.call("POST", `${BATCH}/update`, { inputs });
    },
  },
  {
    name: "contact-batch-read",
    recordings: ["328"],
    status: 200,
    feed: { type: "rows", object: "contact" },
    async ask() {
      const portal = sandboxPortal();
      const inputs = (await createdIds(portal)).map((id) => ({ id }));
      return portal.call("POST", `${BATCH}/read`, { inputs });
    },
  },
];

const REFUSED_KINDS: readonly AnswerKind[] = [
  {
    name: "contact-batch-create-conflict",
    recordings: ["291"],
    status: 409,
    feed: { type: "refusal", code: "conflict" },
    ask() {
      const { sandbox, call } = sandboxPortal();
      sandbox.create("contacts", CONTACT);
      return call("POST", `${BATCH}/create`, { inputs: [CONTACT] });
    },
  },
  {
    name: "contact-batch-create-invalid",
    recordings: ["292"],
    status: 400,
    feed: { type: "refusal", code: "invalid" },
    ask: () =>
      sandboxPortal().call("POST", `${BATCH}/create`, {
        inputs: [{ properties: UNKNOWN }, { properties: UNKNOWN }],
      }),
  },
  {
    name: "contact-batch-update-invalid",
    recordings: ["298"],
    status: 400,
    feed: { type: "refusal", code: "invalid" },
    async ask() {
      const portal = sandboxPortal();
      const inputs = (await createdIds(portal)).map((id) => ({ id, properties: UNKNOWN }));
      return portal.call("POST", `${BATCH}/update`, { inputs });
    },
  },
  {
    name: "contact-batch-update-twice",
    recordings: ["297"],
    status: 400,
    feed: { type: "refusal", code: "invalid" },
    ask() {
      const input = { id: "123456", properties: { firstname: "M" } };
      return sandboxPortal().call("POST", `${BATCH}/update`, { inputs: [input, input] });
    },
  },
];

function contactAndCompanies() {
  const portal = sandboxPortal();
  const contact = portal.sandbox.create("contacts", CONTACT).id;
  const companies = ["A", "B"].map((name) => portal.sandbox.create("companies", { properties: { name } }).id);
  return { ...portal, contact, companies };
}

const LINK_KINDS: readonly AnswerKind[] = [
  {
    name: "association-batch-read",
    recordings: ["332"],
    status: 207,
    feed: { type: "links" },
    ask() {
      const { sandbox, call, contact, companies } = contactAndCompanies();
      const [company = ""] = companies;
      sandbox.associate({ objectType: "contacts", id: contact }, { objectType: "companies", id: company }, 1);
      const lonely = sandbox.create("contacts", { properties: {} }).id;
      return call("POST", `${LINKS}/read`, { inputs: [{ id: contact }, { id: lonely }] });
    },
  },
  {
    name: "association-batch-create",
    recordings: ["288"],
    status: 201,
    feed: { type: "task-links" },
    ask() {
      const { call, contact, companies } = contactAndCompanies();
      const types = [{ associationCategory: "HUBSPOT_DEFINED", associationTypeId: 279 }];
      const inputs = companies.map((id) => ({ from: { id: contact }, to: { id }, types }));
      return call("POST", `${LINKS}/create`, { inputs });
    },
  },
  {
    name: "association-batch-create-refused",
    recordings: ["290"],
    status: 207,
    feed: { type: "task-links" },
    ask() {
      const { call, contact } = contactAndCompanies();
      const types = [{ associationCategory: "HUBSPOT_DEFINED", associationTypeId: 279 }];
      const path = "/crm/v4/associations/contacts/contacts/batch/create";
      const inputs = ["unknown_id_123456798", contact].map((id) => ({
        from: { id: contact },
        to: { id },
        types,
      }));
      return call("POST", path, { inputs });
    },
  },
];

/** Answers to batches, of objects and of associations. */
export const batchAnswers: readonly AnswerKind[] = [...WRITE_KINDS, ...REFUSED_KINDS, ...LINK_KINDS];
