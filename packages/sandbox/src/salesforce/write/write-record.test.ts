import { beforeEach, describe, expect, it } from "vitest";
import { at, type TestClient, testClient } from "../testing/test-client.ts";

const deal = { Name: "D", StageName: "Prospecting", CloseDate: "2026-06-30" };
let client: TestClient;

beforeEach(() => {
  client = testClient();
});

async function created(object: string, body: unknown): Promise<string> {
  const answer = await client.rest("POST", `/sobjects/${object}`, body);
  expect(answer.status).toBe(201);
  return String(at(answer.body, "id"));
}

describe("refusals", () => {
  it.each([
    ["Opportunity", { ...deal, Nope: 1 }, "INVALID_FIELD"],
    ["Opportunity", { Name: "D" }, "REQUIRED_FIELD_MISSING"],
    ["Opportunity", { ...deal, Name: null }, "REQUIRED_FIELD_MISSING"],
    ["Opportunity", { ...deal, IsClosed: true }, "INVALID_FIELD_FOR_INSERT_UPDATE"],
    ["Opportunity", { ...deal, Name: "x".repeat(121) }, "STRING_TOO_LONG"],
    ["Opportunity", { ...deal, ForecastCategoryName: "Maybe" }, "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST"],
    ["Opportunity", { ...deal, AccountId: "nonsense" }, "MALFORMED_ID"],
    ["Opportunity", { ...deal, AccountId: "001Hw0000000009" }, "INVALID_CROSS_REFERENCE_KEY"],
    ["Opportunity", { ...deal, AccountId: "003Hw0000000001" }, "FIELD_INTEGRITY_EXCEPTION"],
    ["Opportunity", { ...deal, Amount: "many" }, "JSON_PARSER_ERROR"],
    ["Opportunity", { ...deal, Amount: 1e17 }, "NUMBER_OUTSIDE_VALID_RANGE"],
    ["Opportunity", { ...deal, CloseDate: "2026-02-30" }, "JSON_PARSER_ERROR"],
    ["Opportunity", { ...deal, IsPrivate: 1 }, "JSON_PARSER_ERROR"],
    ["Contact", { LastName: "L", Email: "no address" }, "INVALID_EMAIL_ADDRESS"],
    ["OpportunityHistory", { StageName: "x" }, "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY"],
  ])("%s %j", async (object, body, errorCode) => {
    const answer = await client.rest("POST", `/sobjects/${object}`, body);
    expect(answer.status).toBe(400);
    expect(at(answer.body, "0.errorCode")).toBe(errorCode);
    expect(client.sandbox.records(object)).toEqual([]);
  });

  it("answers 404 for what is not there and 405 for what cannot be done", async () => {
    expect((await client.rest("GET", "/sobjects/Account/001Hw0000000009AAA")).status).toBe(400);
    expect((await client.rest("GET", "/sobjects/Account/001Hw0000000009")).status).toBe(404);
    expect((await client.rest("GET", "/sobjects/Nothing/describe")).status).toBe(404);
    expect((await client.rest("GET", "/nothing")).status).toBe(404);
    expect((await client.rest("PUT", "/limits")).status).toBe(405);
  });
});

describe("opportunities", () => {
  it("follow their stage and keep a history row for each tracked change, not for others", async () => {
    const id = await created("Opportunity", { ...deal, Amount: 200 });
    client.wait(60_000);
    await client.rest("PATCH", `/sobjects/Opportunity/${id}`, { NextStep: "Call" });
    client.wait(60_000);
    const answer = await client.rest("PATCH", `/sobjects/Opportunity/${id}`, { StageName: "Closed Won" });
    expect(answer.status).toBe(204);
    expect(client.sandbox.record("Opportunity", id)).toMatchObject({
      IsClosed: true,
      IsWon: true,
      Probability: 100,
      ExpectedRevenue: 200,
      ForecastCategory: "Closed",
      LastStageChangeDate: "2026-03-02T09:32:15.000+0000",
      SystemModstamp: "2026-03-02T09:32:15.000+0000",
      FiscalYear: 2026,
      FiscalQuarter: 2,
    });
    const history = client.sandbox.records("OpportunityHistory");
    expect(
      history.map((row) => [row.StageName, row.Probability, row.ExpectedRevenue, row.CreatedDate]),
    ).toEqual([
      ["Prospecting", 10, 20, "2026-03-02T09:30:15.000+0000"],
      ["Closed Won", 100, 200, "2026-03-02T09:32:15.000+0000"],
    ]);
  });

  it("count a close date moved to a later month as a push", async () => {
    const id = await created("Opportunity", deal);
    for (const CloseDate of ["2026-06-10", "2026-07-01", "2026-05-01", "2026-09-01"]) {
      await client.rest("PATCH", `/sobjects/Opportunity/${id}`, { CloseDate });
    }
    expect(client.sandbox.record("Opportunity", id)?.PushCount).toBe(2);
  });

  it("accept a stage that is none, as recorded, unless the org restricts it", async () => {
    const id = await created("Opportunity", { ...deal, StageName: "Made up" });
    expect(client.sandbox.record("Opportunity", id)).toMatchObject({ StageName: "Made up", IsClosed: false });
    client = testClient({ features: { restrictedStages: true } });
    const refused = await client.rest("POST", "/sobjects/Opportunity", { ...deal, StageName: "Made up" });
    expect(at(refused.body, "0.errorCode")).toBe("INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST");
  });
});

describe("tasks", () => {
  it("take their account from the deal, close by status, and open again", async () => {
    const account = await created("Account", { Name: "Acme" });
    const about = await created("Opportunity", { ...deal, AccountId: account });
    const id = await created("Task", { Subject: "Ring", WhatId: about, ActivityDate: "2026-03-09" });
    expect(client.sandbox.record("Task", id)).toMatchObject({
      AccountId: account,
      Status: "Not Started",
      Priority: "Normal",
      TaskSubtype: "Task",
      IsClosed: false,
      CompletedDateTime: null,
    });
    await client.rest("PATCH", `/sobjects/Task/${id}`, { Status: "Completed" });
    expect(client.sandbox.record("Task", id)).toMatchObject({
      IsClosed: true,
      CompletedDateTime: "2026-03-02T09:30:15.000+0000",
    });
    await client.rest("PATCH", `/sobjects/Task/${id}`, { Status: "In Progress" });
    expect(client.sandbox.record("Task", id)).toMatchObject({ IsClosed: false, CompletedDateTime: null });
  });

  it("move LastActivityDate of their deal once closed: SystemModstamp goes on, LastModifiedDate does not", async () => {
    const about = await created("Opportunity", deal);
    const id = await created("Task", { Subject: "Ring", WhatId: about, ActivityDate: "2026-03-01" });
    client.wait(60_000);
    await client.rest("PATCH", `/sobjects/Task/${id}`, { Status: "Completed" });
    expect(client.sandbox.record("Opportunity", about)).toMatchObject({
      LastActivityDate: "2026-03-01",
      LastModifiedDate: "2026-03-02T09:30:15.000+0000",
      SystemModstamp: "2026-03-02T09:31:15.000+0000",
    });
  });
});

describe("people and the bin", () => {
  it("an edit is a person's and the API's is the integration user's", async () => {
    const id = await created("Account", { Name: "Acme" });
    client.wait(1000);
    client.sandbox.edit("Account", id, { Name: "Acme 2" });
    const account = client.sandbox.record("Account", id);
    expect(account?.CreatedById).not.toBe(account?.LastModifiedById);
    expect(client.sandbox.record("User", String(account?.LastModifiedById))?.Name).toBe("Ada Admin");
    expect(() => client.sandbox.edit("Account", id, { Nope: 1 })).toThrow("INVALID_FIELD");
  });

  it("deleting takes along what hangs on the record", async () => {
    const account = await created("Account", { Name: "Acme" });
    const about = await created("Opportunity", { ...deal, AccountId: account });
    await created("Task", { Subject: "Ring", WhatId: about });
    client.wait(60_000);
    expect((await client.rest("DELETE", `/sobjects/Account/${account}`)).status).toBe(204);
    for (const object of ["Account", "Opportunity", "OpportunityHistory", "Task"]) {
      expect(client.sandbox.records(object).map((row) => row.IsDeleted)).toEqual([true]);
    }
    expect(client.sandbox.record("Account", account)?.SystemModstamp).toBe("2026-03-02T09:31:15.000+0000");
  });

  it("merging deletes losers, which point at the winner, and moves their children silently", async () => {
    const [winner, loser] = [
      await created("Account", { Name: "W" }),
      await created("Account", { Name: "L" }),
    ];
    const about = await created("Opportunity", { ...deal, AccountId: loser });
    client.wait(60_000);
    client.sandbox.merge("Account", winner, [loser]);
    expect(client.sandbox.record("Account", loser)).toMatchObject({
      IsDeleted: true,
      MasterRecordId: winner,
    });
    expect(client.sandbox.record("Opportunity", about)).toMatchObject({
      AccountId: winner,
      SystemModstamp: "2026-03-02T09:30:15.000+0000",
    });
  });

  it("tells what was updated and deleted in a span", async () => {
    const [kept, gone] = [await created("Account", { Name: "K" }), await created("Account", { Name: "G" })];
    client.sandbox.remove("Account", gone);
    const span = "start=2026-03-02T00:00:00Z&end=2026-03-03T00:00:00Z";
    const updated = await client.rest("GET", `/sobjects/Account/updated?${span}`);
    expect(at(updated.body, "ids")).toEqual([kept]);
    const deleted = await client.rest("GET", `/sobjects/Account/deleted?${span}`);
    expect(at(deleted.body, "deletedRecords")).toEqual([
      { id: gone, deletedDate: "2026-03-02T09:30:15.000+0000" },
    ]);
    const old = "start=2026-02-01T00:00:00Z&end=2026-03-03T00:00:00Z";
    expect((await client.rest("GET", `/sobjects/Account/deleted?${old}`)).status).toBe(400);
  });
});
