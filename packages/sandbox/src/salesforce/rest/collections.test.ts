import { beforeEach, describe, expect, it } from "vitest";
import { at, type TestClient, testClient } from "../testing/test-client.ts";

let client: TestClient;

beforeEach(() => {
  client = testClient();
});

function statuses(body: unknown): unknown[] {
  return (Array.isArray(body) ? body : []).map((row) => at(row, "errors.0.statusCode") ?? at(row, "success"));
}

const accounts = (names: readonly unknown[]) => ({
  records: names.map((Name) => ({ attributes: { type: "Account" }, Name })),
});

describe("collections", () => {
  it("answer row by row in the order given; one bad row does not sink the rest", async () => {
    const answer = await client.rest("POST", "/composite/sobjects", accounts(["A", null, "C"]));
    expect(answer.status).toBe(200);
    expect(statuses(answer.body)).toEqual([true, "REQUIRED_FIELD_MISSING", true]);
    expect(client.sandbox.records("Account").map((row) => row.Name)).toEqual(["A", "C"]);
    expect(client.sandbox.requests().byOperation).toEqual({ "collections-create Account": 1 });
  });

  it("refuse more than 200 records as a whole", async () => {
    const many = accounts(Array.from({ length: 201 }, (_, index) => `A${index}`));
    const answer = await client.rest("POST", "/composite/sobjects", many);
    expect(answer.status).toBe(400);
    expect(at(answer.body, "0.errorCode")).toBe("EXCEEDED_ID_LIMIT");
    expect(client.sandbox.records("Account")).toEqual([]);
  });

  it("write nothing when a value cannot be parsed, rows before it neither", async () => {
    const records = [
      { attributes: { type: "Account" }, Name: "A" },
      { attributes: { type: "Account" }, Name: "B", NumberOfEmployees: "many" },
    ];
    const answer = await client.rest("POST", "/composite/sobjects", { records });
    expect(answer.status).toBe(400);
    expect(at(answer.body, "0.errorCode")).toBe("JSON_PARSER_ERROR");
    expect(client.sandbox.records("Account")).toEqual([]);
  });

  it("with allOrNone take back changes to rows, history and indexes alike", async () => {
    const { sandbox } = client;
    const id = sandbox.create("Opportunity", {
      Name: "D",
      StageName: "Prospecting",
      CloseDate: "2026-06-30",
    });
    const records = [
      { attributes: { type: "Opportunity" }, id, StageName: "Closed Won" },
      { attributes: { type: "Opportunity" }, id: "006Hw0000000099", Name: "x" },
    ];
    const answer = await client.rest("PATCH", "/composite/sobjects", { allOrNone: true, records });
    expect(statuses(answer.body)).toEqual([
      "ALL_OR_NONE_OPERATION_ROLLED_BACK",
      "INVALID_CROSS_REFERENCE_KEY",
    ]);
    expect(sandbox.record("Opportunity", id)).toMatchObject({ StageName: "Prospecting", IsClosed: false });
    expect(sandbox.records("OpportunityHistory")).toHaveLength(1);
  });

  it("tell malformed, missing and deleted ids apart", async () => {
    const gone = client.sandbox.create("Account", { Name: "G" });
    client.sandbox.remove("Account", gone);
    const ids = ["nonsense", "001Hw0000000099", gone];
    const records = ids.map((id) => ({ attributes: { type: "Account" }, id, Name: "x" }));
    const answer = await client.rest("PATCH", "/composite/sobjects", { records });
    expect(statuses(answer.body)).toEqual([
      "MALFORMED_ID",
      "INVALID_CROSS_REFERENCE_KEY",
      "ENTITY_IS_DELETED",
    ]);
  });

  it("delete and retrieve by ids, null for what is not there", async () => {
    const ids = ["A", "B"].map((Name) => client.sandbox.create("Account", { Name }));
    const deleted = await client.rest("DELETE", `/composite/sobjects?ids=${ids[0]},001Hw0000000099`);
    expect(statuses(deleted.body)).toEqual([true, "INVALID_CROSS_REFERENCE_KEY"]);
    const read = await client.rest("POST", "/composite/sobjects/Account", { ids, fields: ["Name"] });
    expect(at(read.body, "0")).toBeNull();
    expect(at(read.body, "1.Name")).toBe("B");
  });
});

describe("upserts", () => {
  it("make, then change, the record that holds the key", async () => {
    const records = [{ attributes: { type: "Contact" }, Email: "a@x.example", LastName: "A" }];
    const first = await client.rest("PATCH", "/composite/sobjects/Contact/Email", { records });
    expect(at(first.body, "0.created")).toBe(true);
    const again = [{ attributes: { type: "Contact" }, Email: "A@x.example", LastName: "B" }];
    const second = await client.rest("PATCH", "/composite/sobjects/Contact/Email", { records: again });
    expect(at(second.body, "0")).toMatchObject({ id: at(first.body, "0.id"), created: false, success: true });
    expect(client.sandbox.records("Contact").map((row) => row.LastName)).toEqual(["B"]);
  });

  it("refuse a key given twice in one call, and one that several records hold", async () => {
    for (const LastName of ["A", "B"]) client.sandbox.create("Contact", { LastName, Email: "two@x.example" });
    const row = (Email: string) => ({ attributes: { type: "Contact" }, Email, LastName: "C" });
    const records = [row("one@x.example"), row("one@x.example"), row("two@x.example")];
    const answer = await client.rest("PATCH", "/composite/sobjects/Contact/Email", { records });
    expect(statuses(answer.body)).toEqual(["DUPLICATE_VALUE", "DUPLICATE_VALUE", "DUPLICATE_EXTERNAL_ID"]);
    const single = await client.rest("PATCH", "/sobjects/Contact/Email/two@x.example", { LastName: "C" });
    expect(single.status).toBe(300);
    expect(single.body).toHaveLength(2);
  });

  it("of one record answer 201, then 200, or 204 before version 46", async () => {
    const path = "/sobjects/Contact/Email/new%40x.example";
    expect((await client.rest("PATCH", path, { LastName: "N" })).status).toBe(201);
    expect((await client.rest("PATCH", path, { LastName: "M" })).status).toBe(200);
    const old = await client.send("PATCH", `/services/data/v45.0${path}`, { LastName: "O" });
    expect([old.status, old.text]).toEqual([204, ""]);
    expect(client.sandbox.records("Contact").map((row) => [row.Email, row.LastName])).toEqual([
      ["new@x.example", "O"],
    ]);
  });
});

describe("composites", () => {
  const query = (soql: string, referenceId: string) => ({
    method: "GET",
    url: `/services/data/v67.0/query?q=${encodeURIComponent(soql)}`,
    referenceId,
  });

  it("answer 200 with each part's own status, later parts seeing earlier ones", async () => {
    const compositeRequest = [
      {
        method: "POST",
        url: "/services/data/v67.0/sobjects/Account",
        referenceId: "made",
        body: { Name: "Acme" },
      },
      {
        method: "GET",
        url: "/services/data/v67.0/query?q=SELECT+Name+FROM+Account+WHERE+Id+=+'@{made.id}'",
        referenceId: "read",
      },
      query("SELECT Nope FROM Account", "bad"),
    ];
    const answer = await client.rest("POST", "/composite", { compositeRequest });
    expect(answer.status).toBe(200);
    expect(at(answer.body, "compositeResponse.0.httpStatusCode")).toBe(201);
    expect(at(answer.body, "compositeResponse.1.body.records.0.Name")).toBe("Acme");
    expect(at(answer.body, "compositeResponse.2")).toMatchObject({
      httpStatusCode: 400,
      referenceId: "bad",
      body: [{ errorCode: "INVALID_FIELD" }],
    });
    expect(client.sandbox.requests()).toEqual({
      total: 1,
      byOperation: { "composite create Account+Account": 1 },
    });
    expect(answer.headers.get("sforce-limit-info")).toBe("api-usage=1/15000");
  });

  it("take everything back under allOrNone", async () => {
    const compositeRequest = [
      {
        method: "POST",
        url: "/services/data/v67.0/sobjects/Account",
        referenceId: "a",
        body: { Name: "Acme" },
      },
      { method: "POST", url: "/services/data/v67.0/sobjects/Account", referenceId: "b", body: {} },
    ];
    const answer = await client.rest("POST", "/composite", { allOrNone: true, compositeRequest });
    expect(at(answer.body, "compositeResponse.0.body.0.errorCode")).toBe("PROCESSING_HALTED");
    expect(at(answer.body, "compositeResponse.1.body.0.errorCode")).toBe("REQUIRED_FIELD_MISSING");
    expect(client.sandbox.records("Account")).toEqual([]);
  });

  it.each([
    [26, "/services/data/v67.0/limits"],
    [6, "/services/data/v67.0/query?q=SELECT+Id+FROM+Account"],
  ])("refuse %i requests to %s", async (count, url) => {
    const compositeRequest = Array.from({ length: count }, (_, index) => ({
      method: "GET",
      url,
      referenceId: `r${index}`,
    }));
    const answer = await client.rest("POST", "/composite", { compositeRequest });
    expect(answer.status).toBe(400);
  });
});

describe("long queries", () => {
  it("fit into the body of a composite request, where an address would be too long for them", async () => {
    const names = Array.from({ length: 2000 }, (_, index) => `'a name that is long ${index}'`).join(",");
    const soql = `SELECT Id FROM Account WHERE Name IN (${names})`;
    expect((await client.query(soql)).status).toBe(414);
    const url = `/services/data/v67.0/query?q=${encodeURIComponent(soql)}`;
    const compositeRequest = [{ method: "GET", url, referenceId: "long" }];
    const { body } = await client.rest("POST", "/composite", { compositeRequest });
    expect(at(body, "compositeResponse.0.httpStatusCode")).toBe(200);
    const tooLong = `SELECT Id FROM Account WHERE Name IN (${`${names},`.repeat(2)}'x')`;
    compositeRequest[0] = {
      method: "GET",
      url: `/services/data/v67.0/query?q=${encodeURIComponent(tooLong)}`,
      referenceId: "long",
    };
    const refused = await client.rest("POST", "/composite", { compositeRequest });
    expect(at(refused.body, "compositeResponse.0.body.0.errorCode")).toBe("MALFORMED_QUERY");
  });
});
