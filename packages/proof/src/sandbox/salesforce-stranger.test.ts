import type { Connection } from "jsforce";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  byAssertion,
  byBrowser,
  byCredentials,
  byToken,
  type StrangersOrg,
  strangersOrg,
} from "./salesforce-connection.ts";

const deal = { StageName: "Prospecting", CloseDate: "2027-06-30" };
let org: StrangersOrg;
let connection: Connection;

beforeAll(async () => {
  org = await strangersOrg();
});
afterAll(() => org.running.close());
beforeEach(() => {
  connection = byToken(org);
});

describe("jsforce signs in", () => {
  it.each([
    ["by client credentials", byCredentials],
    ["by JWT bearer", byAssertion],
    ["by a browser with PKCE", byBrowser],
  ])("%s, and knows who it is", async (_, signIn) => {
    const signedIn = await signIn(org);
    const identity = await signedIn.identity();
    expect(identity).toMatchObject({ username: "integration@sandbox.example", active: true });
    expect(signedIn.userInfo?.organizationId).toBe(org.sandbox.records("Organization")[0]?.Id);
  });

  it("again by its refresh token when the session has ended", async () => {
    const signedIn = await byBrowser(org);
    const before = signedIn.accessToken;
    org.sandbox.expireTokens();
    await signedIn.limits();
    expect(signedIn.accessToken).not.toBe(before);
    org.sandbox.expireTokens();
    const stale = signedIn.limits();
    await expect(stale).rejects.toThrow("expired access/refresh token");
  });
});

describe("jsforce works with records", () => {
  beforeAll(async () => {
    await org.running.close();
    org = await strangersOrg();
  });

  it("creates, finds, updates and destroys one and many", async () => {
    const deals = connection.sobject("Opportunity");
    const one = await deals.create({ Name: "One", ...deal });
    expect(one).toMatchObject({ success: true, errors: [] });
    const many = await deals.create([
      { Name: "Two", ...deal, Amount: 2 },
      { Name: "Three", ...deal, Amount: 3 },
    ]);
    expect(many.map(({ success }) => success)).toEqual([true, true]);
    await deals.update({ Id: one.id ?? "", NextStep: "Call" });
    const found = await deals
      .find({ Amount: { $gte: 2 } }, ["Id", "Name"])
      .sort({ Amount: -1 })
      .execute();
    expect(found.map(({ Name }) => Name)).toEqual(["Three", "Two"]);
    expect(await deals.retrieve(one.id ?? "")).toMatchObject({ NextStep: "Call", StageName: "Prospecting" });
    await deals.destroy(many.map(({ id }) => id ?? ""));
    expect(await deals.count()).toBe(1);
    await expect(deals.retrieve(many[0]?.id ?? "")).rejects.toMatchObject({ errorCode: "ENTITY_IS_DELETED" });
  });

  it("upserts by an external id, one and many", async () => {
    const contacts = connection.sobject("Contact");
    const made = await contacts.upsert({ Email: "a@b.example", LastName: "A" }, "Email");
    expect(made).toMatchObject({ success: true, created: true });
    const both = await contacts.upsert(
      [
        { Email: "a@b.example", LastName: "B" },
        { Email: "c@b.example", LastName: "C" },
      ],
      "Email",
    );
    expect(both.map(({ created }) => created)).toEqual([false, true]);
  });

  it("includes parents and children, and searches names", async () => {
    const account = await connection.sobject("Account").create({ Name: "Fjord Works" });
    await connection.sobject("Opportunity").create({ Name: "Child", ...deal, AccountId: account.id ?? "" });
    const found = await connection
      .sobject("Account")
      .select("Id, Name, Owner.Name")
      .where({ Name: "Fjord Works" })
      .include("Opportunities")
      .select("Id, Name, CloseDate")
      .orderby({ Name: 1 })
      .end()
      .execute();
    expect(found[0]).toMatchObject({
      Owner: { Name: "Headway Integration" },
      Opportunities: { totalSize: 1, records: [{ Name: "Child", CloseDate: "2027-06-30" }] },
    });
    const { searchRecords } = await connection.search(
      "FIND {fjord} IN NAME FIELDS RETURNING Account(Id, Name), Contact(Id)",
    );
    expect(searchRecords).toMatchObject([{ attributes: { type: "Account" }, Name: "Fjord Works" }]);
  });

  it("describes, counts limits, and reads what changed and went", async () => {
    const global = await connection.describeGlobal();
    expect(global.sobjects.map(({ name }) => name)).toContain("Opportunity");
    const described = await connection.sobject("Opportunity").describe();
    expect(described.fields.map(({ name }) => name)).toContain("StageName");
    expect((await connection.limits()).DailyApiRequests?.Max).toBe(15_000);
    expect(connection.limitInfo.apiUsage?.limit).toBe(15_000);
    const id = org.sandbox.create("Opportunity", { Name: "Gone", ...deal });
    org.sandbox.remove("Opportunity", id);
    const [start, end] = [new Date(Date.now() - 3_600_000), new Date(Date.now() + 120_000)];
    const updated = await connection.sobject("Opportunity").updated(start, end);
    expect(updated.ids.length).toBeGreaterThan(0);
    const deleted = await connection.sobject("Opportunity").deleted(start, end);
    expect(deleted.deletedRecords.map((row) => row.id)).toContain(id);
  });

  it("sends Composite requests and batches", async () => {
    const base = "/services/data/v67.0";
    const compositeRequest = [
      { method: "POST", url: `${base}/sobjects/Account`, referenceId: "made", body: { Name: "Composite" } },
      {
        method: "GET",
        url: `${base}/query?q=SELECT+Name+FROM+Account+WHERE+Id='@{made.id}'`,
        referenceId: "read",
      },
    ];
    const composite = await connection.requestPost("/composite", { compositeRequest });
    expect(composite).toMatchObject({
      compositeResponse: [{ httpStatusCode: 201 }, { body: { records: [{ Name: "Composite" }] } }],
    });
    const batchRequests = [{ method: "GET", url: "v67.0/limits" }];
    const batch = await connection.requestPost("/composite/batch", { batchRequests });
    expect(batch).toMatchObject({ hasErrors: false, results: [{ statusCode: 200 }] });
  });

  it("merges by SOAP, and makes a field and opens it by Metadata", async () => {
    const ids = ["W", "L"].map((Name) => org.sandbox.create("Account", { Name }));
    const merged = await connection.soap.merge([
      { masterRecord: { type: "Account", Id: ids[0] }, recordToMergeIds: [ids[1]] } as never,
    ]);
    expect(merged).toMatchObject([{ success: true, mergedRecordIds: [ids[1]] }]);
    const field = { fullName: "Opportunity.Own__c", label: "Own", type: "Text", length: 20 };
    expect(await connection.metadata.upsert("CustomField", field as never)).toMatchObject({ success: true });
    const fieldPermissions = [{ field: "Opportunity.Own__c", readable: true, editable: true }];
    const set = { fullName: "Own", label: "Own", fieldPermissions };
    expect(await connection.metadata.upsert("PermissionSet", set as never)).toMatchObject({ created: true });
    const tooling = await connection.tooling.query("SELECT DeveloperName FROM CustomField");
    expect(tooling.records).toMatchObject([{ DeveloperName: "Own" }]);
  });
});

describe("jsforce reads very many", () => {
  beforeAll(async () => {
    await org.running.close();
    org = await strangersOrg();
    org.sandbox.seed(
      "Opportunity",
      Array.from({ length: 14_000 }, (_, index) => ({ Name: `D${index}`, ...deal })),
    );
  });

  it("page by page; autoFetch stops at 10,000 without a word unless told otherwise", async () => {
    const soql = "SELECT Id FROM Opportunity ORDER BY Id";
    const first = await connection.query(soql);
    expect([first.totalSize, first.done, first.records.length]).toEqual([14_000, false, 2000]);
    const second = await connection.queryMore(first.nextRecordsUrl ?? "");
    expect(second.records).toHaveLength(2000);
    const stopped = await connection.query(soql, { autoFetch: true });
    expect([stopped.records.length, stopped.done]).toEqual([10_000, false]);
    const all = await connection.query(soql, { autoFetch: true, maxFetch: 20_000 });
    expect([all.records.length, all.done]).toEqual([14_000, true]);
  });

  it("in bulk on one page, and loads in bulk with each row's fate", async () => {
    const records = await (await connection.bulk2.query("SELECT Id, Name FROM Opportunity")).toArray();
    expect(records).toHaveLength(14_000);
    const results = await connection.bulk2.loadAndWaitForResults({
      object: "Opportunity",
      operation: "insert",
      input: [
        { Name: "Bulk", ...deal },
        { Name: "Bad", ...deal, CloseDate: "never" },
      ],
      pollInterval: 10,
    });
    expect(results.successfulResults).toMatchObject([{ Name: "Bulk", sf__Created: "true" }]);
    expect(results.failedResults).toMatchObject([{ Name: "Bad", CloseDate: "never" }]);
    expect(results.unprocessedRecords).toEqual([]);
  });
});
