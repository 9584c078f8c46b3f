import type { AnswerKind } from "./answer-kind.ts";
import { type SandboxPortal, sandboxPortal } from "./sandbox-portal.ts";

const COMPANY = { name: "ACME", domain: "example.com" };
const CONTACT = { email: "a@example.com", firstname: "A", lastname: "B" };
const V3 = "/crm/v3/objects";
const NOTHING = { users: [], accounts: [], contacts: [], pipelines: [], deals: [], activities: [] };

/** A portal with records of one object, and their ids. */
function portalWith(objectType: string, ...records: readonly Readonly<Record<string, string>>[]) {
  const portal = sandboxPortal();
  const ids = records.map((properties) => portal.sandbox.create(objectType, { properties }).id);
  return { ...portal, ids, id: ids[0] ?? "" };
}

function associate({ sandbox }: SandboxPortal, contactId: string): void {
  const company = sandbox.create("companies", { properties: COMPANY }).id;
  const from = { objectType: "contacts", id: contactId };
  sandbox.associate(from, { objectType: "companies", id: company }, 1);
}

const COMPANY_KINDS: readonly AnswerKind[] = [
  {
    name: "company-create",
    recordings: ["001", "004", "027"],
    status: 201,
    feed: { type: "rows", object: "account", single: true },
    ask: () => sandboxPortal().call("POST", `${V3}/companies`, { properties: COMPANY }),
  },
  {
    name: "company-read",
    recordings: ["002", "005", "007"],
    status: 200,
    feed: { type: "rows", object: "account", single: true },
    ask() {
      const { call, id } = portalWith("companies", COMPANY);
      return call("GET", `${V3}/companies/${id}`);
    },
  },
  {
    name: "company-update",
    recordings: ["009", "010"],
    status: 200,
    feed: { type: "rows", object: "account", single: true },
    async ask() {
      const { call } = sandboxPortal();
      const made = await call("POST", `${V3}/companies`, { properties: COMPANY });
      const { id } = JSON.parse(made.text) as { id: string };
      return call("PATCH", `${V3}/companies/${id}`, { properties: { name: "Other" } });
    },
  },
  {
    name: "company-list",
    recordings: ["334"],
    status: 200,
    feed: { type: "rows", object: "account" },
    ask: () => portalWith("companies", COMPANY, COMPANY).call("GET", `${V3}/companies`),
  },
  {
    name: "deal-list",
    recordings: ["336"],
    status: 200,
    feed: { type: "rows", object: "deal" },
    ask() {
      const deal = { dealname: "D", amount: "500", dealstage: "qualifiedtobuy" };
      return portalWith("deals", deal, deal).call("GET", `${V3}/deals`);
    },
  },
];

const CONTACT_KINDS: readonly AnswerKind[] = [
  {
    name: "contact-create",
    recordings: ["030", "031", "033"],
    status: 201,
    feed: { type: "rows", object: "contact", single: true },
    ask: () => sandboxPortal().call("POST", `${V3}/contacts`, { properties: CONTACT }),
  },
  {
    name: "contact-read",
    recordings: ["012", "015", "016", "019", "021"],
    status: 200,
    feed: { type: "rows", object: "contact", single: true },
    ask: () => portalWith("contacts", CONTACT).call("GET", `${V3}/contacts/a@example.com?idProperty=email`),
  },
  {
    name: "contact-update",
    recordings: ["020", "022"],
    status: 200,
    feed: { type: "rows", object: "contact", single: true },
    async ask() {
      const { call } = sandboxPortal();
      const made = await call("POST", `${V3}/contacts`, { properties: CONTACT });
      const { id } = JSON.parse(made.text) as { id: string };
      return call("PATCH", `${V3}/contacts/${id}`, { properties: { lastname: "C" } });
    },
  },
  {
    name: "contact-list",
    recordings: ["017", "335"],
    status: 200,
    feed: { type: "rows", object: "contact" },
    ask: () =>
      portalWith("contacts", CONTACT, { ...CONTACT, email: "b@example.com" }).call(
        "GET",
        `${V3}/contacts?limit=1`,
      ),
  },
  {
    name: "contact-list-of-properties",
    recordings: ["018", "329"],
    status: 200,
    feed: { type: "rows", object: "contact" },
    ask: () =>
      portalWith("contacts", CONTACT, { email: "b@example.com" }).call(
        "GET",
        `${V3}/contacts?limit=1&properties=email,firstname`,
      ),
  },
  {
    name: "contact-list-with-history",
    recordings: ["340"],
    status: 200,
    feed: { type: "rows", object: "contact" },
    ask() {
      const portal = portalWith("contacts");
      const properties = { ...CONTACT, city: "Brisbane", company: "HubSpot" };
      const users = [{ id: "u", name: "U", email: "u@example.com", active: true }];
      const loaded = portal.sandbox.loadPortfolio({ ...NOTHING, users });
      const by = { source: "CONTACTS_WEB", userId: loaded.users.get("u") ?? "" };
      const { id } = portal.sandbox.create("contacts", { properties }, by);
      associate(portal, id);
      const names = "address,city,company,country,createdate,email,firstname";
      const query = `properties=${names}&propertiesWithHistory=${names}&associations=companies`;
      return portal.call("GET", `${V3}/contacts?${query}`);
    },
  },
];

const SEARCHED = ["company", "email", "firstname", "lastname", "phone", "website"];

const SEARCH_KINDS: readonly AnswerKind[] = [
  {
    name: "contact-search",
    recordings: ["025", "026"],
    status: 200,
    feed: { type: "rows", object: "contact" },
    ask: () =>
      portalWith("contacts", CONTACT, { ...CONTACT, email: "b@example.com" }).call(
        "POST",
        `${V3}/contacts/search`,
        {
          limit: 1,
        },
      ),
  },
  {
    name: "contact-search-of-properties",
    recordings: ["316", "330", "331"],
    status: 200,
    feed: { type: "rows", object: "contact" },
    ask() {
      const full = { ...CONTACT, phone: "1" };
      return portalWith("contacts", { email: "b@example.com" }, full, { email: "c@example.com" }).call(
        "POST",
        `${V3}/contacts/search`,
        { limit: 2, properties: SEARCHED },
      );
    },
  },
];

const EMPTY_KINDS: readonly AnswerKind[] = [
  {
    name: "archive",
    recordings: ["003", "032"],
    status: 204,
    feed: { type: "nothing" },
    ask() {
      const { call, id } = portalWith("companies", COMPANY);
      return call("DELETE", `${V3}/companies/${id}`);
    },
  },
  {
    name: "batch-archive",
    recordings: ["029"],
    status: 204,
    feed: { type: "nothing" },
    ask() {
      const { call, id } = portalWith("contacts", CONTACT);
      return call("POST", `${V3}/contacts/batch/archive`, { inputs: [{ id }] });
    },
  },
];

/** Answers about single objects, lists and searches. */
export const objectAnswers: readonly AnswerKind[] = [
  ...COMPANY_KINDS,
  ...CONTACT_KINDS,
  ...SEARCH_KINDS,
  ...EMPTY_KINDS,
];
