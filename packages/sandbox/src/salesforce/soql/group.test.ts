import { beforeEach, describe, expect, it } from "vitest";
import { at, column, type TestClient, testClient } from "../testing/test-client.ts";

let client: TestClient;
let accounts: string[];
let deals: string[];

beforeEach(() => {
  client = testClient();
  const { sandbox } = client;
  accounts = ["Acme", "Beta"].map((Name) => sandbox.create("Account", { Name, Website: `${Name}.example` }));
  const rows = [
    ["A", "Prospecting", 10, 0],
    ["B", "Prospecting", 30, 0],
    ["C", "Qualification", null, 1],
  ] as const;
  deals = rows.map(([Name, StageName, Amount, account]) =>
    sandbox.create("Opportunity", {
      ...{ Name, StageName, Amount, CloseDate: "2026-06-30" },
      AccountId: accounts[account] ?? null,
    }),
  );
});

async function records(soql: string): Promise<unknown> {
  const answer = await client.query(soql);
  expect([answer.status, answer.text]).toEqual([200, expect.any(String)]);
  return at(answer.body, "records");
}

const attributes = { type: "AggregateResult" };

describe("grouped queries", () => {
  it("work out values of each group, null where no row has one", async () => {
    const soql =
      "SELECT StageName, COUNT(Id), SUM(Amount) total, MIN(Name), AVG(Amount) FROM Opportunity GROUP BY StageName";
    expect(await records(soql)).toEqual([
      { attributes, StageName: "Prospecting", expr0: 2, total: 40, expr1: "A", expr2: 20 },
      { attributes, StageName: "Qualification", expr0: 1, total: null, expr1: "C", expr2: null },
    ]);
  });

  it("group by a parent's field, under an alias, ordered by an aggregate, limited", async () => {
    const soql =
      "SELECT Account.Name client, COUNT_DISTINCT(StageName) stages FROM Opportunity GROUP BY Account.Name ORDER BY COUNT(Id) DESC LIMIT 1";
    expect(await records(soql)).toEqual([{ attributes, client: "Acme", stages: 1 }]);
  });

  it("work out one row without groups", async () => {
    expect(await records("SELECT MAX(Amount) FROM Opportunity")).toEqual([{ attributes, expr0: 30 }]);
  });

  it.each([
    "SELECT Name, COUNT(Id) FROM Opportunity GROUP BY StageName",
    "SELECT Name, COUNT(Id) FROM Opportunity",
    "SELECT Name deal FROM Opportunity",
  ])("refuse %s", async (soql) => {
    expect(at((await client.query(soql)).body, "0.errorCode")).toBe("MALFORMED_QUERY");
  });
});

describe("inner queries", () => {
  it("keep what they find, or leave it out", async () => {
    const inner = "(SELECT AccountId FROM Opportunity WHERE StageName = 'Qualification')";
    const found = await client.query(`SELECT Name FROM Account WHERE Id IN ${inner}`);
    expect(column(found, "Name")).toEqual(["Beta"]);
    const others = await client.query(`SELECT Name FROM Account WHERE Id NOT IN ${inner}`);
    expect(column(others, "Name")).toEqual(["Acme"]);
  });

  it("select one id, and no other field", async () => {
    const soql = "SELECT Id FROM Account WHERE Id IN (SELECT Name FROM Opportunity)";
    expect((await client.query(soql)).status).toBe(400);
  });
});

describe("TYPEOF", () => {
  it("shows each object's own fields, and nothing of others without ELSE", async () => {
    const { sandbox } = client;
    const [whatIds, subjects] = [
      [deals[0], accounts[0], null],
      ["deal", "account", "none"],
    ];
    for (const [index, Subject] of subjects.entries()) {
      sandbox.create("Task", { Subject, WhatId: whatIds[index] ?? null });
    }
    const typed = "TYPEOF What WHEN Opportunity THEN Amount, StageName WHEN Account THEN Website END";
    expect(await records(`SELECT Subject, ${typed} FROM Task ORDER BY Id`)).toMatchObject([
      {
        Subject: "deal",
        What: { attributes: { type: "Opportunity" }, Amount: 10, StageName: "Prospecting" },
      },
      { Subject: "account", What: { attributes: { type: "Account" }, Website: "Acme.example" } },
      { Subject: "none", What: null },
    ]);
    const other = "TYPEOF What WHEN Opportunity THEN Amount ELSE Name END";
    expect(await records(`SELECT ${other} FROM Task WHERE Subject = 'account'`)).toMatchObject([
      { What: { attributes: { type: "Name" }, Name: "Acme" } },
    ]);
  });
});

describe("FIELDS()", () => {
  it("stands for all fields of its kind; ALL and CUSTOM need a limit of 200 at most", async () => {
    const [first] = (await records("SELECT FIELDS(STANDARD) FROM Account")) as object[];
    expect(first).toMatchObject({ Name: "Acme", Website: "Acme.example", IsDeleted: false });
    expect((await client.query("SELECT FIELDS(ALL) FROM Account LIMIT 200")).status).toBe(200);
    expect((await client.query("SELECT FIELDS(ALL) FROM Account")).status).toBe(400);
    expect((await client.query("SELECT FIELDS(ALL) FROM Account LIMIT 201")).status).toBe(400);
  });
});

describe("SOSL", () => {
  const search = (sosl: string) => client.rest("GET", `/search?q=${encodeURIComponent(sosl)}`);

  it("finds whole words of names, with wildcards, of the objects asked for", async () => {
    const { sandbox } = client;
    const anna = sandbox.create("Contact", {
      FirstName: "Anna",
      LastName: "Acme-Berg",
      Email: "a@b.example",
    });
    const found = await search(
      "FIND {acme} IN NAME FIELDS RETURNING Account(Id, Name WHERE Website != null), Contact",
    );
    expect(at(found.body, "searchRecords")).toEqual([
      expect.objectContaining({ attributes: expect.objectContaining({ type: "Account" }), Name: "Acme" }),
      expect.objectContaining({ Id: anna }),
    ]);
    const ids = async (sosl: string) =>
      ((at((await search(sosl)).body, "searchRecords") ?? []) as { Id: string }[]).map(({ Id }) => Id);
    expect(await ids("FIND {ber*} IN NAME FIELDS RETURNING Contact(Id)")).toEqual([anna]);
    expect(await ids("FIND {ber} IN NAME FIELDS RETURNING Contact(Id)")).toEqual([]);
    expect(await ids("FIND {beta OR anna} IN NAME FIELDS")).toEqual([accounts[1], anna]);
    expect(await ids('FIND {"a@b.example"} IN EMAIL FIELDS RETURNING Contact(Id)')).toEqual([anna]);
  });

  it("refuses a term without braces in the recorded words, and one of a letter", async () => {
    expect((await search("FIND acme")).body).toEqual([
      {
        message: "No search term found. The search term must be enclosed in braces.",
        errorCode: "MALFORMED_SEARCH",
      },
    ]);
    expect((await search("FIND {a} RETURNING Account")).status).toBe(400);
  });
});

describe("composite resources", () => {
  it("answer a batch part by part, each counted, and may halt at an error", async () => {
    const part = (url: string, more: object = {}) => ({ method: "GET", url, ...more });
    const batchRequests = [
      part(`v67.0/sobjects/Account/${accounts[0]}?fields=Name`),
      part("v67.0/nothing"),
      part("v67.0/sobjects/Account", { method: "POST", richInput: { Name: "New" } }),
    ];
    const before = at((await client.rest("GET", "/limits")).body, "DailyApiRequests.Remaining");
    const answer = await client.rest("POST", "/composite/batch", { batchRequests });
    expect(at(answer.body, "hasErrors")).toBe(true);
    const statuses = (body: unknown) => [0, 1, 2].map((index) => at(body, `results.${index}.statusCode`));
    expect(statuses(answer.body)).toEqual([200, 404, 201]);
    expect(at(answer.body, "results.0.result.Name")).toBe("Acme");
    const after = at((await client.rest("GET", "/limits")).body, "DailyApiRequests.Remaining");
    expect(Number(before) - Number(after)).toBe(5);
    const halted = await client.rest("POST", "/composite/batch", { batchRequests, haltOnError: true });
    expect(statuses(halted.body)).toEqual([200, 404, 412]);
  });

  it("make a tree of records, all or none", async () => {
    const child = (Name: string, more: object = {}) => ({
      attributes: { type: "Opportunity", referenceId: Name },
      ...{ Name, CloseDate: "2026-06-30", StageName: "Prospecting", ...more },
    });
    const tree = (records: unknown[]) => ({
      records: [
        {
          attributes: { type: "Account", referenceId: "top" },
          Name: "Top",
          Opportunities: { records },
        },
      ],
    });
    const good = await client.rest("POST", "/composite/tree/Account", tree([child("x")]));
    expect([good.status, at(good.body, "hasErrors")]).toEqual([201, false]);
    const made = client.sandbox.record("Opportunity", String(at(good.body, "results.1.id")));
    expect(made?.AccountId).toBe(at(good.body, "results.0.id"));
    const bad = await client.rest(
      "POST",
      "/composite/tree/Account",
      tree([child("y"), child("z", { StageName: null })]),
    );
    expect([bad.status, at(bad.body, "results.0.referenceId")]).toEqual([400, "z"]);
    expect(client.sandbox.records("Opportunity")).toHaveLength(4);
  });
});
