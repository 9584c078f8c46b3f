import { beforeEach, describe, expect, it } from "vitest";
import { at, column, type TestClient, testClient } from "../testing/test-client.ts";

let client: TestClient;
let ids: { acme: string; bolt: string; deals: string[]; rep: string };

beforeEach(() => {
  client = testClient();
  const { sandbox } = client;
  const rep = sandbox.create("User", { LastName: "Rep", Username: "rep@x.example", Email: "rep@x.example" });
  const acme = sandbox.create("Account", { Name: "Acme", OwnerId: rep });
  const bolt = sandbox.create("Account", { Name: "Bolt's 100% \\ Co" });
  const deals = [
    {
      Name: "Alpha",
      StageName: "Prospecting",
      CloseDate: "2026-03-01",
      Amount: 10,
      AccountId: acme,
      OwnerId: rep,
    },
    { Name: "beta", StageName: "Closed Won", CloseDate: "2026-03-02", Amount: 20.5, AccountId: bolt },
    { Name: "Gamma", StageName: "Needs Analysis", CloseDate: "2026-04-01", NextStep: "Call" },
    { Name: "Delta_1", StageName: "Closed Lost", CloseDate: "2025-12-31", Amount: 20.5, AccountId: acme },
  ].map((fields) => {
    client.wait(1000);
    return sandbox.create("Opportunity", fields);
  });
  ids = { acme, bolt, deals, rep };
});

describe("conditions", () => {
  it.each([
    ["Name = 'ALPHA'", ["Alpha"]],
    ["Name != 'alpha'", ["beta", "Gamma", "Delta_1"]],
    ["Amount = null", ["Gamma"]],
    ["Amount != null AND Amount > 10", ["beta", "Delta_1"]],
    ["Amount >= 10 AND Amount <= 20", ["Alpha"]],
    ["NextStep = null OR Name = 'Gamma'", ["Alpha", "beta", "Gamma", "Delta_1"]],
    ["(IsClosed = true AND IsWon = false) OR (Name = 'Alpha')", ["Alpha", "Delta_1"]],
    ["NOT (IsClosed = true)", ["Alpha", "Gamma"]],
    ["NOT Name LIKE '%a'", ["Delta_1"]],
    ["Name LIKE '%\\_1'", ["Delta_1"]],
    ["Name LIKE '_eta'", ["beta"]],
    ["Name IN ('gamma', 'Nobody', 'beta')", ["beta", "Gamma"]],
    ["Name NOT IN ('gamma', 'beta')", ["Alpha", "Delta_1"]],
    ["CloseDate > 2026-03-01", ["beta", "Gamma"]],
    ["CloseDate = TODAY", ["beta"]],
    ["CloseDate = LAST_N_DAYS:1", ["Alpha", "beta"]],
    ["CloseDate < THIS_YEAR", ["Delta_1"]],
    ["CreatedDate = TODAY", ["Alpha", "beta", "Gamma", "Delta_1"]],
    ["CreatedDate >= 2026-03-02T09:30:18Z", ["Gamma", "Delta_1"]],
    ["CreatedDate >= 2026-03-02T10:30:18+01:00", ["Gamma", "Delta_1"]],
    ["CreatedDate > 2026-03-02T09:30:18.000+0000", ["Delta_1"]],
    ["Account.Name = 'Acme'", ["Alpha", "Delta_1"]],
    ["Account.Name = 'Bolt\\'s 100% \\\\ Co'", ["beta"]],
    ["Account.Owner.Name = 'Rep'", ["Alpha", "Delta_1"]],
    ["Account.Owner.Email = 'rep@x.example' AND Amount = 10.0", ["Alpha"]],
  ])("%s", async (where, names) => {
    const answer = await client.query(`SELECT Name FROM Opportunity WHERE ${where}`);
    expect(answer.text).toContain('"totalSize"');
    expect(column(answer, "Name")).toEqual(names);
  });

  it("knows ids of 15 characters and tells letter case in them", async () => {
    const [first = ""] = ids.deals;
    const short = await client.query(`SELECT Id FROM Opportunity WHERE Id = '${first.slice(0, 15)}'`);
    expect(column(short, "Id")).toEqual([first]);
    const other = await client.query("SELECT Id FROM Opportunity WHERE Id = '006hw0000000001'");
    expect(at(other.body, "totalSize")).toBe(0);
  });
});

describe("order, limit and offset", () => {
  it.each([
    ["ORDER BY Name", ["Alpha", "beta", "Delta_1", "Gamma"]],
    ["ORDER BY Name DESC", ["Gamma", "Delta_1", "beta", "Alpha"]],
    ["ORDER BY Amount, Name", ["Gamma", "Alpha", "beta", "Delta_1"]],
    ["ORDER BY Amount DESC NULLS LAST, Name DESC", ["Delta_1", "beta", "Alpha", "Gamma"]],
    ["ORDER BY Account.Name NULLS LAST, CloseDate", ["Delta_1", "Alpha", "beta", "Gamma"]],
    ["ORDER BY Id DESC LIMIT 1", ["Delta_1"]],
    ["ORDER BY Id LIMIT 2 OFFSET 1", ["beta", "Gamma"]],
    ["LIMIT 0", []],
  ])("%s", async (clause, names) => {
    expect(column(await client.query(`SELECT Name FROM Opportunity ${clause}`), "Name")).toEqual(names);
  });

  it.each([
    ["CloseDate > 2026-03-15 OR Name = 'Alpha'", ["Alpha", "Gamma"]],
    ["CloseDate > 2026-03-15 OR CloseDate > 2026-03-01", ["beta", "Gamma"]],
    ["CloseDate < 2026-01-01 OR CloseDate < 2026-03-02", ["Delta_1", "Alpha"]],
    ["CloseDate > 2026-01-01 AND CloseDate >= 2026-03-02", ["beta", "Gamma"]],
    ["CloseDate <= 2026-03-02 AND CloseDate < 2026-03-02", ["Delta_1", "Alpha"]],
    ["NOT (CloseDate > 2026-03-01)", ["Delta_1", "Alpha"]],
    ["CloseDate = 2026-03-01 OR CloseDate = 2026-04-01", ["Alpha", "Gamma"]],
    ["CloseDate != 2026-03-01", ["Delta_1", "beta", "Gamma"]],
    ["CloseDate IN (2026-03-01, 2025-12-31)", ["Delta_1", "Alpha"]],
  ])("finds all of %s when it sorts by the same field", async (where, names) => {
    const answer = await client.query(`SELECT Name FROM Opportunity WHERE ${where} ORDER BY CloseDate`);
    expect(column(answer, "Name")).toEqual(names);
  });

  it("stays true when records change after it was asked for once", async () => {
    const soql = "SELECT Name FROM Opportunity ORDER BY SystemModstamp, Id";
    expect(column(await client.query(soql), "Name")).toEqual(["Alpha", "beta", "Gamma", "Delta_1"]);
    client.wait(5000);
    client.sandbox.edit("Opportunity", ids.deals[0] ?? "", { NextStep: "Write" });
    client.sandbox.create("Opportunity", { Name: "New", StageName: "Prospecting", CloseDate: "2026-09-01" });
    expect(column(await client.query(soql), "Name")).toEqual(["beta", "Gamma", "Delta_1", "Alpha", "New"]);
  });

  it("serves a keyset that breaks ties of one second by id", async () => {
    const names = ["T1", "T2", "T3"].map((Name) => client.sandbox.create("Account", { Name }));
    const stamp = client.sandbox.record("Account", names[0] ?? "")?.SystemModstamp;
    const text = String(stamp).replace("+0000", "Z");
    const where = `SystemModstamp > ${text} OR (SystemModstamp = ${text} AND Id > '${names[0]}')`;
    const answer = await client.query(
      `SELECT Name FROM Account WHERE ${where} ORDER BY SystemModstamp, Id LIMIT 2`,
    );
    expect(column(answer, "Name")).toEqual(["T2", "T3"]);
  });
});

describe("what is shown", () => {
  it("nests parents and gives null for one that is not there", async () => {
    const answer = await client.query(
      "SELECT Name, Account.Name, Account.Owner.Name FROM Opportunity LIMIT 3",
    );
    const [rep] = [ids.rep];
    expect(at(answer.body, "records.0.Account")).toEqual({
      attributes: { type: "Account", url: `/services/data/v67.0/sobjects/Account/${ids.acme}` },
      Name: "Acme",
      Owner: { attributes: { type: "User", url: `/services/data/v67.0/sobjects/User/${rep}` }, Name: "Rep" },
    });
    expect(at(answer.body, "records.2.Account")).toBeNull();
  });

  it("sees through a polymorphic lookup as Name", async () => {
    client.sandbox.create("Task", { Subject: "Ring", WhatId: ids.deals[0] ?? "", OwnerId: ids.rep });
    const answer = await client.query("SELECT What.Name, What.Type, Owner.Name FROM Task");
    expect(at(answer.body, "records.0.What")).toEqual({
      attributes: { type: "Name", url: `/services/data/v67.0/sobjects/Opportunity/${ids.deals[0]}` },
      Name: "Alpha",
      Type: "Opportunity",
    });
    expect(at(answer.body, "records.0.Owner.Name")).toBe("Rep");
  });

  it("lists children and gives null for none", async () => {
    const soql =
      "SELECT Name, (SELECT Name FROM Opportunities WHERE IsClosed = false) FROM Account ORDER BY Name";
    const answer = await client.query(soql);
    expect(at(answer.body, "records.0.Opportunities")).toMatchObject({ totalSize: 1, done: true });
    expect(at(answer.body, "records.0.Opportunities.records.0.Name")).toBe("Alpha");
    expect(at(answer.body, "records.1.Opportunities")).toBeNull();
  });

  it("counts rows as totalSize, fields as an aggregate", async () => {
    const rows = await client.query("SELECT COUNT() FROM Opportunity WHERE IsClosed = true");
    expect(rows.body).toEqual({ totalSize: 2, done: true, records: [] });
    const values = await client.query("SELECT COUNT(Amount) withAmount FROM Opportunity");
    expect(at(values.body, "records.0.withAmount")).toBe(3);
  });

  it("hides deleted records from query and shows them to queryAll", async () => {
    client.sandbox.remove("Opportunity", ids.deals[0] ?? "");
    const soql = "SELECT Name, IsDeleted FROM Opportunity ORDER BY Id";
    expect(column(await client.query(soql), "Name")).toEqual(["beta", "Gamma", "Delta_1"]);
    const all = await client.queryAll(soql);
    expect(column(all, "Name")).toEqual(["Alpha", "beta", "Gamma", "Delta_1"]);
    expect(column(all, "IsDeleted")).toEqual([true, false, false, false]);
  });

  it("hides closed activities of a year ago from query and shows them to queryAll", async () => {
    client.sandbox.create("Task", { Subject: "Old", Status: "Completed", ActivityDate: "2025-03-02" });
    client.sandbox.create("Task", { Subject: "Open", Status: "Not Started", ActivityDate: "2025-03-02" });
    client.sandbox.create("Task", { Subject: "Young", Status: "Completed", ActivityDate: "2025-03-03" });
    const soql = "SELECT Subject, IsArchived FROM Task ORDER BY Id";
    expect(column(await client.query(soql), "Subject")).toEqual(["Open", "Young"]);
    expect(column(await client.queryAll(soql), "IsArchived")).toEqual([true, false, false]);
  });
});

describe("refusals", () => {
  it.each([
    ["SELECT Id FROM Opportunity WHERE Name = 'a' AND Name = 'b' OR Name = 'c'", "MALFORMED_QUERY"],
    ["SELECT Id FROM Opportunity WHERE", "MALFORMED_QUERY"],
    ["SELECT Id Name FROM Opportunity", "MALFORMED_QUERY"],
    ["SELECT Id FROM Opportunity WHERE Name = 'a", "MALFORMED_QUERY"],
    ["SELECT Id, Id FROM Opportunity", "MALFORMED_QUERY"],
    ["SELECT Id FROM Opportunity ALL ROWS", "MALFORMED_QUERY"],
    ["SELECT Id FROM Opportunity LIMIT ten", "MALFORMED_QUERY"],
    ["SELECT Id FROM Opportunity OFFSET 2001", "MALFORMED_QUERY"],
    ["SELECT Nope FROM Opportunity", "INVALID_FIELD"],
    ["SELECT Nobody.Name FROM Opportunity", "INVALID_FIELD"],
    ["SELECT Id FROM Opportunity WHERE Nope = 1", "INVALID_FIELD"],
    ["SELECT Id, (SELECT Id FROM Nothings) FROM Opportunity", "INVALID_FIELD"],
    ["SELECT IsDeleted FROM User", "INVALID_FIELD"],
    ["SELECT Id FROM Opportunity WHERE CreatedDate > '2026-01-01'", "INVALID_FIELD"],
    ["SELECT Id FROM Opportunity WHERE Name = 12", "INVALID_FIELD"],
    ["SELECT Id FROM Opportunity WHERE Amount = '12'", "INVALID_FIELD"],
    ["SELECT Id FROM Opportunity WHERE IsClosed = 'true'", "INVALID_FIELD"],
    ["SELECT Id FROM Opportunity WHERE Description = 'x'", "INVALID_FIELD"],
    ["SELECT Id FROM Opportunity ORDER BY Description", "INVALID_FIELD"],
    ["SELECT Id FROM Opportunity WHERE Id = 'nonsense'", "INVALID_QUERY_FILTER_OPERATOR"],
    ["SELECT Id FROM Nothing", "INVALID_TYPE"],
  ])("%s", async (soql, errorCode) => {
    const answer = await client.query(soql);
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual([{ errorCode, message: expect.any(String) }]);
  });
});
