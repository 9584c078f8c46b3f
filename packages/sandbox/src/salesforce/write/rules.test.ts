import { beforeEach, describe, expect, it } from "vitest";
import { at, column, startAt, type TestClient, testClient } from "../testing/test-client.ts";

const deal = { Name: "D", StageName: "Prospecting", CloseDate: "2026-06-30" };
const type = { type: "Opportunity" };
let client: TestClient;

beforeEach(() => {
  client = testClient();
});

const create = (body: object, headers = {}) => client.rest("POST", "/sobjects/Opportunity", body, headers);

describe("validation rules", () => {
  it("refuse in their own words, at their field, alone and in a collection", async () => {
    client.sandbox.addValidationRule({
      object: "Opportunity",
      breaks: (after) => after.StageName === "Closed Won" && after.Amount === null,
      message: "Won deals need an amount",
      field: "Amount",
    });
    const refused = await create({ ...deal, StageName: "Closed Won" });
    expect([refused.status, refused.body]).toEqual([
      400,
      [
        {
          message: "Won deals need an amount",
          errorCode: "FIELD_CUSTOM_VALIDATION_EXCEPTION",
          fields: ["Amount"],
        },
      ],
    ]);
    const records = [
      { attributes: type, ...deal },
      { attributes: type, ...deal, StageName: "Closed Won" },
    ];
    const { body } = await client.rest("POST", "/composite/sobjects", { records });
    expect(at(body, "0.success")).toBe(true);
    expect(at(body, "1.errors.0.statusCode")).toBe("FIELD_CUSTOM_VALIDATION_EXCEPTION");
  });
});

describe("duplicate rules", () => {
  it("refuse twins; an alert gives way to the header, a block does not", async () => {
    const rule = { object: "Opportunity", fields: ["Name"] } as const;
    client.sandbox.addDuplicateRule({ ...rule, action: "alert" });
    expect((await create(deal)).status).toBe(201);
    const twin = { ...deal, Name: "d" };
    expect(at((await create(twin)).body, "0.errorCode")).toBe("DUPLICATES_DETECTED");
    const allowed = { "sforce-duplicate-rule-header": "allowSave=true" };
    expect((await create(twin, allowed)).status).toBe(201);
    client.sandbox.addDuplicateRule({ ...rule, action: "block" });
    expect((await create(twin, allowed)).status).toBe(400);
  });
});

describe("owners", () => {
  it("must not have left when a record is handed to them", async () => {
    const user = client.sandbox.create("User", {
      ...{ LastName: "Gone", Username: "g@x.example", Email: "g@x.example", IsActive: false },
    });
    const refused = await create({ ...deal, OwnerId: user });
    expect(at(refused.body, "0.errorCode")).toBe("INACTIVE_OWNER_OR_USER");
    const made = String(at((await create(deal)).body, "id"));
    expect(() => client.sandbox.edit("Opportunity", made, { OwnerId: user })).toThrow("INACTIVE_OWNER");
  });
});

describe("locks", () => {
  it("refuse writes of a record and of what hangs on it, as often as told", async () => {
    const account = client.sandbox.create("Account", { Name: "A" });
    client.sandbox.lock({ id: account, times: 1 });
    const refused = await create({ ...deal, AccountId: account });
    expect(at(refused.body, "0.errorCode")).toBe("UNABLE_TO_LOCK_ROW");
    expect((await create({ ...deal, AccountId: account })).status).toBe(201);
  });

  it("end with their time, or when they are taken off", async () => {
    const id = String(at((await create(deal)).body, "id"));
    client.sandbox.lock({ id, until: startAt + 1000 });
    const update = () => client.rest("PATCH", `/sobjects/Opportunity/${id}`, { NextStep: "x" });
    expect((await update()).status).toBe(400);
    expect((await client.rest("DELETE", `/sobjects/Opportunity/${id}`)).status).toBe(400);
    client.wait(1000);
    expect((await update()).status).toBe(204);
    client.sandbox.lock({ id });
    expect((await update()).status).toBe(400);
    client.sandbox.unlock(id);
    expect((await update()).status).toBe(204);
  });

  it("may refuse large calls only, row by row", async () => {
    const account = client.sandbox.create("Account", { Name: "A" });
    client.sandbox.lock({ id: account, rowsOver: 1 });
    const row = { attributes: type, ...deal, AccountId: account };
    const free = { attributes: type, ...deal };
    const send = async (records: object[]) =>
      (await client.rest("POST", "/composite/sobjects", { records })).body;
    const both = await send([row, free]);
    expect([at(both, "0.errors.0.statusCode"), at(both, "1.success")]).toEqual(["UNABLE_TO_LOCK_ROW", true]);
    expect(at(await send([row]), "0.success")).toBe(true);
  });
});

describe("conditional requests", () => {
  it("change a record only if nobody did since, and read it only if somebody did", async () => {
    const id = String(at((await create(deal)).body, "id"));
    const path = `/sobjects/Opportunity/${id}`;
    const modified = (await client.rest("GET", path)).headers.get("last-modified") ?? "";
    client.wait(1000);
    client.sandbox.edit("Opportunity", id, { NextStep: "By hand" });
    const late = await client.rest("PATCH", path, { NextStep: "x" }, { "if-unmodified-since": modified });
    expect(late.status).toBe(412);
    expect(client.sandbox.record("Opportunity", id)?.NextStep).toBe("By hand");
    const now = (await client.rest("GET", path)).headers.get("last-modified") ?? "";
    const good = await client.rest("PATCH", path, { NextStep: "x" }, { "if-unmodified-since": now });
    expect(good.status).toBe(204);
    const same = await client.rest("GET", path, undefined, { "if-modified-since": now });
    expect([same.status, same.text]).toEqual([304, ""]);
  });

  it("describe an object again only once it has changed, or who may see it", async () => {
    const path = "/sobjects/Opportunity/describe";
    const modified = (await client.rest("GET", path)).headers.get("last-modified") ?? "";
    client.wait(1000);
    const again = () => client.rest("GET", path, undefined, { "if-modified-since": modified });
    expect((await again()).status).toBe(304);
    client.sandbox.hideField("Opportunity.Amount");
    expect((await again()).status).toBe(200);
  });
});

describe("fields", () => {
  it("that are hidden are in no describe, query or write", async () => {
    client.sandbox.hideField("Opportunity.Amount");
    const described = at((await client.rest("GET", "/sobjects/Opportunity/describe")).body, "fields");
    expect((described as { name: string }[]).map(({ name }) => name)).not.toContain("Amount");
    expect(at((await client.query("SELECT Amount FROM Opportunity")).body, "0.errorCode")).toBe(
      "INVALID_FIELD",
    );
    expect(at((await create({ ...deal, Amount: 1 })).body, "0.errorCode")).toBe("INVALID_FIELD");
    client.sandbox.hideField("Opportunity.Amount", false);
    expect((await create({ ...deal, Amount: 1 })).status).toBe(201);
  });

  it("may be made required", async () => {
    client.sandbox.requireField("Opportunity.NextStep");
    expect(at((await create(deal)).body, "0.fields")).toEqual(["NextStep"]);
  });

  it("of Pipeline Inspection are there only where it is on", async () => {
    const soql = "SELECT PushCount, LastStageChangeDate, AgeInDays FROM Opportunity";
    expect((await client.query(soql)).status).toBe(200);
    const plain = testClient({ features: { pipelineInspection: false } });
    expect((await plain.query(soql)).status).toBe(400);
    expect((await plain.rest("POST", "/sobjects/Opportunity", deal)).status).toBe(201);
  });
});

describe("keys of upserts", () => {
  it("may hold a slash if it is encoded; unencoded it is another address", async () => {
    const put = (key: string) => client.rest("PATCH", `/sobjects/Contact/Email/${key}`, { LastName: "L" });
    expect((await put("a%2Fb@c.example")).status).toBe(201);
    expect(client.sandbox.records("Contact")[0]?.Email).toBe("a/b@c.example");
    expect((await put("a/b@c.example")).status).toBe(404);
    client.sandbox.create("Contact", { LastName: "M", Email: "a/b@c.example" });
    const several = await put("a%2Fb@c.example");
    expect([several.status, (several.body as unknown[]).length]).toEqual([300, 2]);
  });
});

describe("person accounts", () => {
  it("are made of a last name, and have a contact that follows them", async () => {
    const people = testClient({ features: { personAccounts: true } });
    const made = await people.rest("POST", "/sobjects/Account", {
      FirstName: "Ida",
      LastName: "Berg",
      PersonEmail: "ida@x.example",
    });
    const id = String(at(made.body, "id"));
    await people.rest("PATCH", `/sobjects/Account/${id}`, { LastName: "Lind" });
    await people.rest("POST", "/sobjects/Account", { Name: "Company" });
    const soql = "SELECT Name, IsPersonAccount, PersonContact.Name FROM Account ORDER BY Id";
    const answer = await people.query(soql);
    expect(column(answer, "Name")).toEqual(["Ida Lind", "Company"]);
    expect(column(answer, "IsPersonAccount")).toEqual([true, false]);
    expect(at(answer.body, "records.0.PersonContact.Name")).toBe("Ida Lind");
    expect(people.sandbox.records("Contact")).toMatchObject([
      { AccountId: id, Email: "ida@x.example", IsPersonAccount: true },
    ]);
  });
});
