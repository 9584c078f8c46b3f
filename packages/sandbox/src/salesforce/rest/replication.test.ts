import { describe, expect, it } from "vitest";
import { at, column, startAt, type TestClient, testClient } from "../testing/test-client.ts";

const dayMs = 86_400_000;
const minuteMs = 60_000;
const deal = { Name: "D", StageName: "Prospecting", CloseDate: "2026-06-30" };

function replicate(client: TestClient, kind: "updated" | "deleted", start: number, end: number) {
  const text = (ms: number) => encodeURIComponent(new Date(ms).toISOString());
  return client.rest("GET", `/sobjects/Opportunity/${kind}/?start=${text(start)}&end=${text(end)}`);
}

describe("updated and deleted", () => {
  it("name what changed and what went, up to the minute that is covered", async () => {
    const client = testClient();
    const { sandbox, wait } = client;
    const [first, second] = [sandbox.create("Opportunity", deal), sandbox.create("Opportunity", deal)];
    wait(2 * minuteMs);
    sandbox.remove("Opportunity", second);
    const updated = await replicate(client, "updated", startAt - minuteMs, startAt + 10 * minuteMs);
    expect(updated.body).toEqual({ ids: [first], latestDateCovered: "2026-03-02T09:32:00.000+0000" });
    const deleted = await replicate(client, "deleted", startAt - minuteMs, startAt + 10 * minuteMs);
    expect(deleted.body).toEqual({
      deletedRecords: [{ id: second, deletedDate: "2026-03-02T09:32:15.000+0000" }],
      earliestDateAvailable: "2026-02-15T09:32:15.000+0000",
      latestDateCovered: "2026-03-02T09:32:00.000+0000",
    });
  });

  it("cover no more than was asked for, and leave out what lies outside", async () => {
    const client = testClient();
    client.sandbox.create("Opportunity", deal);
    const before = await replicate(client, "updated", startAt - 10 * minuteMs, startAt - 5 * minuteMs);
    expect(before.body).toEqual({ ids: [], latestDateCovered: "2026-03-02T09:25:00.000+0000" });
  });

  it.each([
    ["updated", startAt - 31 * dayMs, startAt],
    ["deleted", startAt - 16 * dayMs, startAt],
    ["updated", startAt, startAt + 30_000],
    ["deleted", startAt, startAt - minuteMs],
  ] as const)("refuse %s from %i to %i", async (kind, start, end) => {
    const answer = await replicate(testClient(), kind, start, end);
    expect([answer.status, at(answer.body, "0.errorCode")]).toEqual([400, "INVALID_REPLICATION_DATE"]);
  });

  it("say from when on the delete log is whole once it was cut", async () => {
    const client = testClient();
    const id = client.sandbox.create("Opportunity", deal);
    client.sandbox.remove("Opportunity", id);
    client.sandbox.trimDeleteLog(startAt + minuteMs);
    client.wait(5 * minuteMs);
    const answer = await replicate(client, "deleted", startAt - minuteMs, startAt + 3 * minuteMs);
    expect(at(answer.body, "deletedRecords")).toEqual([]);
    expect(at(answer.body, "earliestDateAvailable")).toBe("2026-03-02T09:31:15.000+0000");
  });
});

describe("the recycle bin", () => {
  it("gives a record back with what its deletion took along, and nothing else", async () => {
    const { sandbox, query, queryAll, wait } = testClient();
    const account = sandbox.create("Account", { Name: "A" });
    const kept = sandbox.create("Opportunity", { ...deal, Name: "kept", AccountId: account });
    const other = sandbox.create("Opportunity", { ...deal, Name: "other", AccountId: account });
    sandbox.remove("Opportunity", other);
    sandbox.remove("Account", account);
    expect(column(await query("SELECT Id FROM Opportunity"), "Id")).toEqual([]);
    expect(column(await queryAll("SELECT Id FROM Opportunity"), "Id")).toEqual([kept, other]);
    wait(minuteMs);
    sandbox.undelete("Account", account);
    expect(column(await query("SELECT Name FROM Opportunity"), "Name")).toEqual(["kept"]);
    expect(sandbox.record("Account", account)?.SystemModstamp).toBe("2026-03-02T09:31:15.000+0000");
  });

  it("loses records after fifteen days, or when they are purged; the log still knows them", async () => {
    const client = testClient();
    const { sandbox, queryAll, wait } = client;
    const ids = [1, 2, 3].map(() => sandbox.create("Opportunity", deal));
    for (const id of ids.slice(0, 2)) sandbox.remove("Opportunity", id);
    sandbox.purge("Opportunity", ids[0] ?? "");
    expect(column(await queryAll("SELECT Id FROM Opportunity"), "Id")).toEqual(ids.slice(1));
    expect(() => sandbox.undelete("Opportunity", ids[0] ?? "")).toThrow("No Opportunity");
    wait(15 * dayMs);
    expect(column(await queryAll("SELECT Id FROM Opportunity"), "Id")).toEqual(ids.slice(2));
    const log = await replicate(client, "deleted", startAt, startAt + dayMs);
    expect((at(log.body, "deletedRecords") as unknown[]).length).toBe(2);
    expect(column(await client.query("SELECT Id FROM Opportunity WHERE Name = 'D'"), "Id")).toEqual(
      ids.slice(2),
    );
  });
});

describe("the SOAP Partner API", () => {
  const envelope = (session: string, body: string) =>
    `<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Header><SessionHeader xmlns="urn:partner.soap.sforce.com"><sessionId>${session}</sessionId></SessionHeader></soapenv:Header><soapenv:Body>${body}</soapenv:Body></soapenv:Envelope>`;
  const call = (client: TestClient, body: string, session = client.sandbox.accessToken) =>
    client.send("POST", "/services/Soap/u/67.0", envelope(session, body));

  it("merges: the loser is deleted and names its master, its children move without a new stamp", async () => {
    const client = testClient();
    const { sandbox, wait } = client;
    const [winner, loser] = [
      sandbox.create("Account", { Name: "W" }),
      sandbox.create("Account", { Name: "L" }),
    ];
    const child = sandbox.create("Opportunity", { ...deal, AccountId: loser });
    wait(minuteMs);
    const request = `<merge xmlns="urn:partner.soap.sforce.com"><mergeRequests><masterRecord><type>Account</type><Id>${winner}</Id><Website>w.example</Website></masterRecord><recordToMergeIds>${loser}</recordToMergeIds></mergeRequests></merge>`;
    const answer = await call(client, request);
    expect(answer.status).toBe(200);
    expect(answer.text).toContain(`<mergedRecordIds>${loser}</mergedRecordIds>`);
    expect(answer.text).toContain("<success>true</success>");
    const rows = (await client.queryAll("SELECT Id, MasterRecordId, IsDeleted, Website FROM Account")).body;
    expect(at(rows, "records.0")).toMatchObject({ MasterRecordId: null, Website: "w.example" });
    expect(at(rows, "records.1")).toMatchObject({ MasterRecordId: winner, IsDeleted: true });
    expect(sandbox.record("Opportunity", child)).toMatchObject({
      AccountId: winner,
      SystemModstamp: "2026-03-02T09:30:15.000+0000",
    });
  });

  it("refuses to merge opportunities and unknown losers, each in its result", async () => {
    const client = testClient();
    const id = client.sandbox.create("Opportunity", deal);
    const account = client.sandbox.create("Account", { Name: "A" });
    const request = (master: string, loser: string) =>
      `<merge><mergeRequests><masterRecord><Id>${master}</Id></masterRecord><recordToMergeIds>${loser}</recordToMergeIds></mergeRequests></merge>`;
    expect((await call(client, request(id, id))).text).toContain("INVALID_TYPE");
    const gone = await call(client, request(account, "001Hw0000000099AAA"));
    expect(gone.text).toContain("<success>false</success>");
  });

  it("undeletes and empties the bin", async () => {
    const client = testClient();
    const ids = [1, 2].map(() => client.sandbox.create("Opportunity", deal));
    for (const id of ids) client.sandbox.remove("Opportunity", id);
    await call(client, `<undelete><ids>${ids[0]}</ids></undelete>`);
    await call(client, `<emptyRecycleBin><ids>${ids[1]}</ids></emptyRecycleBin>`);
    expect(column(await client.queryAll("SELECT Id FROM Opportunity"), "Id")).toEqual([ids[0]]);
    const again = await call(client, `<undelete><ids>${ids[1]}</ids></undelete>`);
    expect(again.text).toContain("UNDELETE_FAILED");
  });

  it("knows an invalid session by a fault", async () => {
    const answer = await call(testClient(), "<getServerTimestamp/>", "x");
    expect(answer.status).toBe(500);
    expect(answer.text).toContain("INVALID_SESSION_ID");
  });
});

describe("field history", () => {
  it("does not exist where nothing is tracked", async () => {
    const answer = await testClient().query("SELECT Id FROM OpportunityFieldHistory");
    expect(at(answer.body, "0.errorCode")).toBe("INVALID_TYPE");
  });

  it("keeps what tracked fields held, for 18 months and in queryAll for 24", async () => {
    const client = testClient({ features: { trackedFields: ["NextStep", "Amount"] } });
    const { sandbox, query, queryAll, wait } = client;
    const id = sandbox.create("Opportunity", deal);
    sandbox.edit("Opportunity", id, { NextStep: "Call", Amount: 5, StageName: "Qualification" });
    const soql = "SELECT Field, DataType, OldValue, NewValue FROM OpportunityFieldHistory ORDER BY Id";
    const records = at((await query(soql)).body, "records");
    expect(records).toEqual([
      expect.objectContaining({ Field: "created", OldValue: null, NewValue: null }),
      expect.objectContaining({ Field: "NextStep", DataType: "Text", OldValue: null, NewValue: "Call" }),
      expect.objectContaining({ Field: "Amount", DataType: "Currency", OldValue: null, NewValue: 5 }),
    ]);
    wait(19 * 30.5 * dayMs);
    expect(column(await query(soql), "Field")).toEqual([]);
    expect(column(await queryAll(soql), "Field")).toHaveLength(3);
    wait(6 * 30.5 * dayMs);
    expect(column(await queryAll(soql), "Field")).toEqual([]);
  });
});
