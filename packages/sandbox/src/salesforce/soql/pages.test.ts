import { describe, expect, it } from "vitest";
import { at, column, type TestClient, testClient } from "../testing/test-client.ts";

function withAccounts(count: number): TestClient {
  const client = testClient();
  for (let index = 0; index < count; index += 1) client.sandbox.create("Account", { Name: `A${index}` });
  return client;
}

/** All pages of a query: how many records each has, and the ids of all. */
async function readAll(client: TestClient, soql: string, headers: Record<string, string> = {}) {
  const sizes: number[] = [];
  const ids: unknown[] = [];
  let page = await client.query(soql, headers);
  for (;;) {
    const found = column(page, "Id");
    sizes.push(found.length);
    ids.push(...found);
    const next = at(page.body, "nextRecordsUrl");
    expect(at(page.body, "done")).toBe(next === undefined);
    if (typeof next !== "string") return { sizes, ids };
    page = await client.send("GET", next);
  }
}

describe("pages", () => {
  it("hold 2,000 records, or as many as the header asks for between 200 and 2,000", async () => {
    const client = withAccounts(2401);
    const soql = "SELECT Id FROM Account";
    expect((await readAll(client, soql)).sizes).toEqual([2000, 401]);
    const options = (size: number) => ({ "sforce-query-options": `batchSize=${size}` });
    expect((await readAll(client, soql, options(1000))).sizes).toEqual([1000, 1000, 401]);
    expect((await readAll(client, `${soql} LIMIT 300`, options(10))).sizes).toEqual([200, 100]);
    const { ids } = await readAll(client, soql);
    expect(new Set(ids).size).toBe(2401);
  });

  it("shrink by the children they carry", async () => {
    const client = withAccounts(300);
    for (const account of client.sandbox.records("Account")) {
      for (const LastName of ["B", "C", "D"])
        client.sandbox.create("Contact", { LastName, AccountId: account.Id ?? "" });
    }
    const soql = "SELECT Id, (SELECT Id FROM Contacts) FROM Account";
    const headers = { "sforce-query-options": "batchSize=400" };
    expect((await readAll(client, soql, headers)).sizes).toEqual([100, 100, 100]);
  });

  it("go on from the rows that there were when the query was asked", async () => {
    const client = withAccounts(250);
    const headers = { "sforce-query-options": "batchSize=200" };
    const first = await client.query("SELECT Id FROM Account", headers);
    client.sandbox.create("Account", { Name: "Late" });
    const second = await client.send("GET", String(at(first.body, "nextRecordsUrl")));
    expect(column(second, "Id")).toHaveLength(50);
    expect(at(second.body, "totalSize")).toBe(250);
  });

  it("end after two days, and for a locator that never was", async () => {
    const client = withAccounts(250);
    const first = await client.query("SELECT Id FROM Account", { "sforce-query-options": "batchSize=200" });
    client.wait(2 * 86_400_000 + 1);
    const late = await client.send("GET", String(at(first.body, "nextRecordsUrl")));
    expect(late.status).toBe(400);
    expect(at(late.body, "0.errorCode")).toBe("INVALID_QUERY_LOCATOR");
    const never = await client.rest("GET", "/query/01gNever-200");
    expect(at(never.body, "0.errorCode")).toBe("INVALID_QUERY_LOCATOR");
  });
});
