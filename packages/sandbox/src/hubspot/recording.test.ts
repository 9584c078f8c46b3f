import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { type Answer, type Loose, testPortal } from "./testing/test-client.ts";

/** Real answers of HubSpot, kept outside the project (data/README.md). */
const FOLDER = fileURLToPath(new URL("../../../../../shared/recordings/hubspot/", import.meta.url));
const present = existsSync(FOLDER);
if (!present) console.warn(`skipped: ${FOLDER} not found, the sandbox was not held against recorded answers`);

function recording(name: string): Loose {
  return JSON.parse(readFileSync(`${FOLDER}${name}.json`, "utf8"));
}

interface Entry {
  readonly file: string;
  readonly headers: Readonly<Record<string, string>>;
}

function recordedHeaders(file: string, ending = "json"): string[] {
  const index: Entry[] = JSON.parse(readFileSync(`${FOLDER}index.json`, "utf8"));
  const found = index.find((entry) => entry.file === `${file}.${ending}`);
  return Object.keys(found?.headers ?? {}).sort();
}

const keys = (value: object | undefined): string[] => Object.keys(value ?? {}).sort();
/** Older recordings lack the link to the page of a record. */
const withoutUrl = (value: object | undefined): string[] => keys(value).filter((key) => key !== "url");
/** Recorded headers were kept without those of the connection, `Date` among them. */
const headerNames = (answer: Answer): string[] =>
  [...answer.headers.keys()].filter((name) => name !== "date").sort();
/** Deprecated headers, which the sandbox leaves out. */
const current = (names: readonly string[]): string[] => names.filter((name) => !name.includes("-secondly"));

const COMPANY = { properties: { name: "ACME", domain: "example.com" } };
const CONTACT = { properties: { email: "a@example.com", firstname: "A", lastname: "B" } };

describe.skipIf(!present)("held against recorded answers", () => {
  test("a list of contacts without properties", async () => {
    const { get, sandbox } = testPortal();
    sandbox.create("contacts", CONTACT);
    sandbox.create("contacts", { properties: { email: "b@example.com" } });
    const recorded = recording("017-ruby-hubs-list-first-no-props");
    const answer = await get("/crm/v3/objects/contacts?limit=1");
    expect(keys(answer.body)).toEqual(keys(recorded));
    expect(withoutUrl(answer.body.results?.[0])).toEqual(keys(recorded.results?.[0]));
    expect(keys(answer.body.results?.[0]?.properties)).toEqual(keys(recorded.results?.[0]?.properties));
    expect(keys(answer.body.paging?.next)).toEqual(keys(recorded.paging?.next));
    expect(headerNames(answer)).toEqual(current(recordedHeaders("017-ruby-hubs-list-first-no-props")));
  });

  test("`after` of a list is one more than the last id", () => {
    const recorded = recording("017-ruby-hubs-list-first-no-props");
    expect(Number(recorded.paging?.next?.after)).toBe(Number(recorded.results?.[0]?.id) + 1);
  });

  test("a company read", async () => {
    const { get, sandbox } = testPortal();
    const { id } = sandbox.create("companies", COMPANY);
    const recorded = recording("007-ruby-hubs-find-by-id");
    const { body } = await get(`/crm/v3/objects/companies/${id}`);
    expect(withoutUrl(body)).toEqual(keys(recorded));
    expect(keys(body.properties)).toEqual(keys(recorded.properties));
  });

  test("deals read with what they lack as null", async () => {
    const { get, sandbox } = testPortal();
    sandbox.create("deals", { properties: { dealname: "D", amount: "500", dealstage: "qualifiedtobuy" } });
    const recorded = recording("336-verified-mock-deals-data").results?.[0];
    const deal = (await get("/crm/v3/objects/deals")).body.results?.[0];
    expect(keys(deal?.properties)).toEqual(keys(recorded?.properties));
    expect([deal?.properties?.closedate, recorded?.properties?.closedate]).toEqual([null, null]);
  });

  test("a search: only the daily headers, and an offset as `after`", async () => {
    const { post, sandbox } = testPortal();
    sandbox.create("contacts", CONTACT);
    sandbox.create("contacts", { properties: { email: "b@example.com" } });
    const answer = await post("/crm/v3/objects/contacts/search", { limit: 1 });
    expect(keys(answer.body)).toEqual(keys(recording("025-ruby-hubs-search")));
    expect(headerNames(answer)).toEqual(recordedHeaders("025-ruby-hubs-search"));
  });

  test("a create: its status, and a header that says where", async () => {
    const answer = await testPortal().post("/crm/v3/objects/companies", COMPANY);
    expect(answer.status).toBe(201);
    expect(headerNames(answer)).toEqual(current(recordedHeaders("001-ruby-hubs-create")));
  });

  test("a record that is not there", async () => {
    const { get } = testPortal();
    const answer = await get("/crm/v3/objects/companies/1", { accept: "*/*" });
    expect([answer.status, headerNames(answer)]).toEqual([
      404,
      current(recordedHeaders("006-ruby-hubs-delete", "xml")),
    ]);
    expect(answer.text.trim()).toBe(readFileSync(`${FOLDER}006-ruby-hubs-delete.xml`, "utf8").trim());
  });

  test("unknown properties", async () => {
    const { post } = testPortal();
    const properties = { first000name: "a", last000name: "b" };
    const { body, status } = await post("/crm/v3/objects/contacts/batch/create", {
      inputs: [{ properties }],
    });
    const recorded = recording("292-connector-batch-create-contacts-err-many-invalid-properties");
    expect(status).toBe(400);
    expect(keys(body)).toEqual(keys(recorded));
    expect(body.errors?.[0]).toEqual(recorded.errors?.[0]);
    const list = (message: unknown): Loose[] => JSON.parse(String(message).replace(/^[^[]*/, ""));
    expect(list(body.message)).toEqual(list(recorded.message).slice(0, 2));
  });

  test("a batch that created a part", async () => {
    const { post, sandbox } = testPortal();
    sandbox.create("contacts", CONTACT);
    const inputs = [CONTACT, { properties: { email: "b@example.com" } }];
    const traced = inputs.map((input, index) => ({ ...input, objectWriteTraceId: String(index) }));
    const { body, status } = await post("/crm/v3/objects/contacts/batch/create", { inputs: traced });
    const recorded = recording("293-connector-batch-create-contacts-err-partial-success");
    expect(status).toBe(207);
    expect(keys(body)).toEqual(keys(recorded));
    expect(keys(body.errors?.[0])).toEqual(keys(recorded.errors?.[0]));
    expect(keys(body.errors?.[0]?.context)).toEqual(keys(recorded.errors?.[0]?.context));
  });

  test("a batch update of ids that are not there", async () => {
    const { post } = testPortal();
    const inputs = [{ id: "unknownIdentifier888", properties: {} }];
    const { body, status } = await post("/crm/v3/objects/contacts/batch/update", { inputs });
    const recorded = recording("299-connector-batch-update-contacts-err-partial-success");
    expect(status).toBe(207);
    expect([body.errors, body.numErrors]).toEqual([recorded.errors, recorded.numErrors]);
  });

  test("a batch with an id twice, and one whose contact exists", async () => {
    const { post, sandbox } = testPortal();
    sandbox.create("contacts", CONTACT);
    const twice = await post("/crm/v3/objects/contacts/batch/update", {
      inputs: [{ id: "123456" }, { id: "123456" }],
    });
    const conflict = await post("/crm/v3/objects/contacts/batch/create", { inputs: [CONTACT] });
    const ids = { correlationId: expect.any(String) };
    expect(twice.body).toEqual({
      ...recording("297-connector-batch-update-contacts-err-duplicate-ids"),
      ...ids,
    });
    expect(conflict.body).toEqual({
      ...recording("291-connector-batch-create-contacts-err-conflict"),
      ...ids,
    });
  });

  test("missing scopes, for objects and for properties", async () => {
    const { get } = testPortal({ scopes: [] });
    const objects = await get("/crm/v3/objects/companies/1");
    const recorded = recording("008-ruby-hubs-find-by-id-no-scope");
    expect([objects.status, keys(objects.body)]).toEqual([403, keys(recorded)]);
    expect([objects.body.message, objects.body.links]).toEqual([recorded.message, recorded.links]);
    expect(headerNames(objects)).toEqual(recordedHeaders("008-ruby-hubs-find-by-id-no-scope"));
    const properties = await get("/crm/v3/properties/contacts");
    const text = String(recording("024-ruby-hubs-properties-no-scope").message);
    expect(properties.body.message).toBe(text.replace("<HUBSPOT_PORTAL_ID>", "12345678"));
  });

  test("the account", async () => {
    const { get } = testPortal();
    expect(keys((await get("/account-info/v3/details")).body)).toEqual(
      keys(recording("312-connector-post-auth-account-info")),
    );
  });

  test("associations in a batch, and records without any", async () => {
    const { post, sandbox } = testPortal();
    const contact = sandbox.create("contacts", CONTACT).id;
    const company = sandbox.create("companies", COMPANY).id;
    const lonely = sandbox.create("contacts", { properties: {} }).id;
    sandbox.associate({ objectType: "contacts", id: contact }, { objectType: "companies", id: company }, 1);
    const inputs = [{ id: contact }, { id: lonely }];
    const { body } = await post("/crm/v4/associations/contacts/companies/batch/read", { inputs });
    const recorded = recording("332-connector-search-contacts-contacts-to-companies");
    expect(keys(body)).toEqual(keys(recorded));
    expect(body.results?.[0]?.to?.[0]?.associationTypes).toEqual(
      recorded.results?.[0]?.to?.[0]?.associationTypes,
    );
    expect(keys(body.errors?.[0]?.context)).toEqual(keys(recorded.errors?.[0]?.context));
    expect(body.errors?.[0]?.subCategory).toBe(recorded.errors?.[0]?.subCategory);
  });

  test("a new property", async () => {
    const { post } = testPortal();
    const recorded = recording("302-connector-custom-create-4-response-batch-create-properties").results?.[0];
    await post("/crm/v3/properties/contacts/groups", { name: "integrationcreatedproperties", label: "I" });
    const { body } = await post("/crm/v3/properties/contacts", recorded);
    expect(body).toMatchObject(recorded ?? {});
  });

  test("the first pipeline", async () => {
    const { get } = testPortal();
    const recorded = recording("309-connector-metadata-deals-external-pipelines");
    expect((await get("/crm/v3/pipelines/deals")).body).toEqual(recorded);
  });

  test("property history", async () => {
    const { get, sandbox } = testPortal();
    sandbox.create("contacts", { properties: { company: "HubSpot" } }, { source: "CONTACTS_WEB" });
    const { body } = await get("/crm/v3/objects/contacts?propertiesWithHistory=company,city");
    const version = recording("340-verified-mock-contacts-with-history").results?.[0]?.propertiesWithHistory
      ?.company?.[0];
    const { sourceId, ...rest } = (version ?? {}) as Record<string, unknown>;
    expect(sourceId).toEqual(expect.any(String));
    expect(keys(body.results?.[0]?.propertiesWithHistory?.company?.[0])).toEqual(keys(rest));
  });
});
