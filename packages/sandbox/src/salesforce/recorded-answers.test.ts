import { existsSync, readFileSync } from "node:fs";
import { beforeEach, describe, expect, it } from "vitest";
import { canonicalId } from "./store/record-id.ts";
import { at, type TestClient, testClient } from "./testing/test-client.ts";

const folder = new URL("../../../../../shared/recordings/salesforce/", import.meta.url);
const present = existsSync(folder);
if (!present) console.warn(`Skipped: no recordings of Salesforce at ${folder.pathname}`);

function recorded(name: string): unknown {
  return JSON.parse(readFileSync(new URL(name, folder), "utf8"));
}

function list(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value : [];
}

/** What of a field must be as recorded; labels and defaults are the org's own. */
const compared = [
  "type",
  "length",
  "precision",
  "scale",
  "digits",
  "nillable",
  "createable",
  "updateable",
  "relationshipName",
  "restrictedPicklist",
  "polymorphicForeignKey",
  "filterable",
  "sortable",
  "groupable",
  "soapType",
  "idLookup",
  "nameField",
];

describe.skipIf(!present)("answers beside recorded ones", () => {
  let client: TestClient;
  beforeEach(() => {
    client = testClient();
  });

  it.each([
    ["Opportunity", "085-CumulusCI-GET-sobjects-Opportunity-describe.json"],
    ["Account", "077-CumulusCI-GET-sobjects-Account-describe.json"],
    ["Contact", "079-CumulusCI-GET-sobjects-Contact-describe.json"],
    ["Event", "081-CumulusCI-GET-sobjects-Event-describe.json"],
  ])("describes %s with the recorded keys, and its fields as recorded", async (object, file) => {
    const real = recorded(file);
    const { body } = await client.rest("GET", `/sobjects/${object}/describe`);
    expect(Object.keys(body ?? {})).toEqual(expect.arrayContaining(Object.keys(real ?? {})));
    const realFields = new Map(list(at(real, "fields")).map((field) => [field.name, field]));
    const faults: string[] = [];
    for (const field of list(at(body, "fields"))) {
      const twin = realFields.get(field.name);
      if (!twin) continue;
      expect(Object.keys(field)).toEqual(expect.arrayContaining(Object.keys(twin)));
      for (const key of compared) {
        if (field[key] !== twin[key])
          faults.push(`${field.name}.${key}: ${field[key]}, recorded ${twin[key]}`);
      }
    }
    expect(faults).toEqual([]);
  });

  it("completes ids of 15 characters as recorded ids are", () => {
    const files = [
      "017-CumulusCI-TestSelect-test-select-random-strategy.json",
      "151-connector-batch-create-contacts-success.json",
    ];
    const ids = files.flatMap((file) => list(recorded(file))).map((row) => String(row.id));
    expect(ids.length).toBeGreaterThan(4);
    expect(ids.map((id) => canonicalId(id.slice(0, 15)))).toEqual(ids);
  });

  it("refuses an unknown object of a query in the recorded words", async () => {
    const answer = await client.query("SELECT Id,Name,BillingCity,IsDeleted FROM Accout");
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(recorded("191-connector-unknown-object.json"));
  });

  it("refuses an unknown field of a record in the recorded words", async () => {
    const answer = await client.rest("POST", "/sobjects/Account", { AccountNumer: "1" });
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(recorded("190-connector-unknown-field.json"));
  });

  it("refuses a field that cannot be written in the recorded words", async () => {
    const body = { Name: "A", MasterRecordId: "001000000000000" };
    const answer = await client.rest("POST", "/sobjects/Account", body);
    expect(answer.body).toEqual(recorded("167-connector-invalid-field-upsert.json"));
  });

  it("refuses what is deleted in the recorded words", async () => {
    const id = client.sandbox.create("Account", { Name: "Gone" });
    client.sandbox.remove("Account", id);
    const answer = await client.rest("DELETE", `/sobjects/Account/${id}`);
    expect(answer.status).toBe(404);
    expect(answer.body).toEqual(recorded("166-connector-crm-delete-not-found.json"));
  });

  it("refuses an expired session in the recorded words", async () => {
    client.sandbox.expireTokens();
    const answer = await client.rest("GET", "/limits");
    expect(answer.status).toBe(401);
    expect(answer.body).toEqual(recorded("194-restforce-expired-session-response.json"));
  });

  it("answers collections as recorded: empty, partly bad under allOrNone, without ids", async () => {
    const type = { type: "Contact" };
    const empty = await client.rest("POST", "/composite/sobjects", { records: [] });
    expect(empty.status).toBe(400);
    expect(empty.body).toEqual(recorded("149-connector-batch-create-contacts-err-bad-request.json"));
    const records = [
      { attributes: type, FirstName: "A" },
      { attributes: type, LastName: "B" },
    ];
    const partly = await client.rest("POST", "/composite/sobjects", { allOrNone: true, records });
    expect(partly.body).toEqual(recorded("150-connector-batch-create-contacts-partial-but-allOrNone.json"));
    expect(client.sandbox.records("Contact")).toEqual([]);
    const without = await client.rest("PATCH", "/composite/sobjects", { records });
    expect(without.body).toEqual(recorded("152-connector-batch-update-contacts-err-each-no-ids.json"));
  });

  it("answers an update rolled back for an unknown field as recorded", async () => {
    const ids = ["A", "B"].map((LastName) => client.sandbox.create("Contact", { LastName }));
    const records = [
      { attributes: { type: "Contact" }, id: ids[0], LastName: "C" },
      { attributes: { type: "Contact" }, id: ids[1], unknownField_LastName: "D" },
    ];
    const answer = await client.rest("PATCH", "/composite/sobjects", { allOrNone: true, records });
    expect(answer.body).toEqual(recorded("153-connector-batch-update-contacts-partial-but-allOrNone.json"));
    expect(client.sandbox.record("Contact", ids[0] ?? "")?.LastName).toBe("A");
  });

  it("counts as recorded", async () => {
    for (let index = 0; index < 6; index += 1) client.sandbox.create("Account", { Name: `A${index}` });
    const answer = await client.query("select count(Id) from Account");
    expect(answer.body).toEqual(recorded("001-CumulusCI-TestDatasetsE2E-test-datasets-e2e.json"));
  });

  it("refuses an unknown external id field in the recorded words", async () => {
    const answer = await client.rest("PATCH", "/sobjects/Account/Namez/x", { Name: "A" });
    expect(answer.status).toBe(404);
    expect(answer.body).toEqual(recorded("222-restforce-upsert-error-response.json"));
  });

  it("gives children the recorded shape", async () => {
    const { sandbox } = client;
    const contact = sandbox.create("Contact", { LastName: "B" });
    const deal = sandbox.create("Opportunity", {
      Name: "D",
      StageName: "Prospecting",
      CloseDate: "2026-06-30",
    });
    for (const Role of ["Decision Maker", "Influencer"]) {
      sandbox.create("OpportunityContactRole", { OpportunityId: deal, ContactId: contact, Role });
    }
    const soql =
      "SELECT Id, Name, Amount, StageName, (SELECT Id, ContactId, Role FROM OpportunityContactRoles) FROM Opportunity";
    const real = at(recorded("183-connector-read-opportunity-with-contacts.json"), "records.0");
    const mine = at((await client.query(soql)).body, "records.0");
    const shape = (value: unknown): unknown =>
      typeof value === "object" && value !== null
        ? Object.fromEntries(Object.entries(value).map(([name, part]) => [name, shape(part)]))
        : typeof value;
    expect(shape({ ...(mine as object), Amount: 1 })).toEqual(shape(real));
  });
});
