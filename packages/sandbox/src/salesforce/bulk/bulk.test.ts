import { describe, expect, it } from "vitest";
import type { SalesforceSandboxOptions } from "../salesforce-sandbox.ts";
import { type Answered, at, type TestClient, testClient } from "../testing/test-client.ts";

const deal = { Name: "D", StageName: "Prospecting", CloseDate: "2026-06-30" };

async function queryJob(client: TestClient, query: string, more: object = {}): Promise<Answered> {
  return client.rest("POST", "/jobs/query", { operation: "query", query, ...more });
}

async function ingestJob(client: TestClient, fields: object, csv: string): Promise<string> {
  const made = await client.rest("POST", "/jobs/ingest", { object: "Opportunity", ...fields });
  expect(made.status).toBe(200);
  const id = String(at(made.body, "id"));
  const put = await client.send("PUT", `/${at(made.body, "contentUrl")}`, csv, {
    "content-type": "text/csv",
  });
  expect(put.status).toBe(201);
  await client.rest("PATCH", `/jobs/ingest/${id}`, { state: "UploadComplete" });
  return id;
}

function filled(count: number, options: SalesforceSandboxOptions = {}): TestClient {
  const client = testClient(options);
  client.sandbox.seed(
    "Opportunity",
    Array.from({ length: count }, (_, index) => ({ ...deal, Name: `D${index}`, Amount: index })),
  );
  return client;
}

describe("query jobs", () => {
  it("are made in the recorded shape and read as CSV, page by page, until the locator says null", async () => {
    const client = filled(5, { bulk: { chunkRows: 4 } });
    const job = await queryJob(client, "SELECT Id, Name, Owner.Name FROM Opportunity");
    expect(Object.keys(job.body ?? {})).toEqual([
      ...["id", "operation", "object", "createdById", "createdDate", "systemModstamp", "state"],
      ...["concurrencyMode", "contentType", "apiVersion", "lineEnding", "columnDelimiter"],
    ]);
    const id = String(at(job.body, "id"));
    const pages: string[][] = [];
    const counts: unknown[] = [];
    let locator = "";
    do {
      const query = locator === "" ? "?maxRecords=3" : `?maxRecords=3&locator=${locator}`;
      const page = await client.rest("GET", `/jobs/query/${id}/results${query}`);
      expect(page.headers.get("content-type")).toBe("text/csv");
      pages.push(page.text.trim().split("\n"));
      counts.push(page.headers.get("sforce-numberofrecords"));
      locator = page.headers.get("sforce-locator") ?? "";
    } while (locator !== "null");
    expect(pages.map((page) => page[0])).toEqual(Array(3).fill('"Id","Name","Owner.Name"'));
    expect(counts).toEqual(["3", "1", "1"]);
    const names = pages.flatMap((page) => page.slice(1)).map((line) => line.split(",")[1]);
    expect(names).toEqual(['"D0"', '"D1"', '"D2"', '"D3"', '"D4"']);
  });

  it("write instants with Z, decimals as Java does, null as nothing, quotes doubled", async () => {
    const client = testClient();
    const fields = { ...deal, Name: 'a "b", c\nd', Amount: 12_500_000, NextStep: null };
    client.sandbox.create("Opportunity", fields);
    const soql = "SELECT Name, Amount, NextStep, IsClosed, CreatedDate, CloseDate FROM Opportunity";
    const job = await queryJob(client, soql, { columnDelimiter: "PIPE", lineEnding: "CRLF" });
    const { text } = await client.rest("GET", `/jobs/query/${at(job.body, "id")}/results`);
    expect(text).toBe(
      '"Name"|"Amount"|"NextStep"|"IsClosed"|"CreatedDate"|"CloseDate"\r\n"a ""b"", c\nd"|"1.25E7"|""|"false"|"2026-03-02T09:30:15.000Z"|"2026-06-30"\r\n',
    );
  });

  it("show rows as they were when the job ran", async () => {
    const client = filled(2);
    const job = await queryJob(client, "SELECT Name FROM Opportunity");
    const [first, second] = client.sandbox.records("Opportunity").map((row) => String(row.Id));
    client.sandbox.edit("Opportunity", first ?? "", { Name: "Later" });
    client.sandbox.remove("Opportunity", second ?? "");
    const { text } = await client.rest("GET", `/jobs/query/${at(job.body, "id")}/results`);
    expect(text).toBe('"Name"\n"D0"\n"D1"\n');
  });

  it("take their time by the clock, and give nothing before", async () => {
    const client = filled(1, { bulk: { queuedMs: 1000, processingMs: 2000 } });
    const id = String(at((await queryJob(client, "SELECT Id FROM Opportunity")).body, "id"));
    const state = async () => at((await client.rest("GET", `/jobs/query/${id}`)).body, "state");
    expect(await state()).toBe("UploadComplete");
    client.wait(1000);
    expect(await state()).toBe("InProgress");
    expect((await client.rest("GET", `/jobs/query/${id}/results`)).status).toBe(400);
    client.wait(2000);
    expect((await client.rest("GET", `/jobs/query/${id}`)).body).toMatchObject({
      state: "JobComplete",
      jobType: "V2Query",
      numberRecordsProcessed: 1,
    });
  });

  it("are aborted, deleted, forgotten after seven days, and fail when told to", async () => {
    const client = filled(1, { bulk: { processingMs: 1000 } });
    const make = async () => String(at((await queryJob(client, "SELECT Id FROM Opportunity")).body, "id"));
    const aborted = await make();
    const answer = await client.rest("PATCH", `/jobs/query/${aborted}`, { state: "Aborted" });
    expect(at(answer.body, "state")).toBe("Aborted");
    expect((await client.rest("DELETE", `/jobs/query/${aborted}`)).status).toBe(204);
    expect((await client.rest("GET", `/jobs/query/${aborted}`)).status).toBe(404);
    client.sandbox.failNextJob({ message: "InternalServerError", object: "Opportunity" });
    const failed = await client.rest("GET", `/jobs/query/${await make()}`);
    expect(failed.body).toMatchObject({ state: "Failed" });
    expect(failed.body).not.toHaveProperty("errorMessage");
    const old = await make();
    client.wait(7 * 86_400_000 + 1);
    expect((await client.rest("GET", `/jobs/query/${old}/results`)).status).toBe(404);
  });

  it.each([
    ["SELECT Id, (SELECT Id FROM OpportunityContactRoles) FROM Opportunity", "API_ERROR"],
    ["SELECT count() FROM Opportunity", "API_ERROR"],
    ["SELECT Id FROM Opportunity OFFSET 5", "API_ERROR"],
    ["SELECT Id FROM TaskStatus", "INVALIDENTITY"],
    ["SELECT Nope FROM Opportunity", "INVALID_FIELD"],
    ["SELECT", "MALFORMED_QUERY"],
  ])("refuse %s", async (soql, errorCode) => {
    const answer = await queryJob(testClient(), soql);
    expect([answer.status, at(answer.body, "0.errorCode")]).toEqual([400, errorCode]);
  });

  it("are limited by the day, and read deleted rows where asked to", async () => {
    const client = filled(2, { bulk: { dailyQueryJobs: 1 } });
    const [row] = client.sandbox.records("Opportunity");
    client.sandbox.remove("Opportunity", String(row?.Id));
    const job = await queryJob(client, "SELECT Name FROM Opportunity", { operation: "queryAll" });
    const { text } = await client.rest("GET", `/jobs/query/${at(job.body, "id")}/results`);
    expect(text.split("\n")).toContain('"D0"');
    expect((await queryJob(client, "SELECT Name FROM Opportunity")).status).toBe(400);
    const { body } = await client.rest("GET", "/limits");
    expect(at(body, "DailyBulkV2QueryJobs")).toEqual({ Max: 1, Remaining: 0 });
    client.wait(86_400_001);
    expect((await queryJob(client, "SELECT Name FROM Opportunity")).status).toBe(200);
  });
});

describe("ingest jobs", () => {
  it("write row by row and tell each row's fate as recorded", async () => {
    const client = testClient();
    const csv = `Name,StageName,CloseDate\nGood,Prospecting,2026-06-30\n"Bad, date",Prospecting,2026-06-999\nNo stage,,2026-06-30\n`;
    const id = await ingestJob(client, { operation: "insert" }, csv);
    expect((await client.rest("GET", `/jobs/ingest/${id}`)).body).toMatchObject({
      state: "JobComplete",
      jobType: "V2Ingest",
      numberRecordsProcessed: 3,
      numberRecordsFailed: 2,
    });
    const [made] = client.sandbox.records("Opportunity");
    const good = await client.rest("GET", `/jobs/ingest/${id}/successfulResults`);
    expect(good.text).toBe(
      `"sf__Id","sf__Created",Name,StageName,CloseDate\n"${made?.Id}","true","Good","Prospecting","2026-06-30"\n`,
    );
    const bad = (await client.rest("GET", `/jobs/ingest/${id}/failedResults`)).text.split("\n");
    expect(bad[0]).toBe('"sf__Id","sf__Error",Name,StageName,CloseDate');
    expect(bad[1]).toBe(
      `"","INVALID_FIELD:Failed to deserialize field at col 2. Due to, '2026-06-999' is not a valid value for the type xsd:date:CloseDate --","Bad, date","Prospecting","2026-06-999"`,
    );
    expect(bad[2]).toContain("REQUIRED_FIELD_MISSING:Required fields are missing: [StageName]:StageName --");
  });

  it("upsert by key, leave empty cells alone and clear what says #N/A", async () => {
    const client = testClient();
    const id = client.sandbox.create("Contact", {
      LastName: "L",
      Email: "a@b.c",
      Title: "T",
      Department: "D",
    });
    const csv = "Email,LastName,Title,Department\na@b.c,M,#N/A,\nnew@b.c,N,,\n";
    const job = { object: "Contact", operation: "upsert", externalIdFieldName: "Email" };
    const jobId = await ingestJob(client, job, csv);
    const { text } = await client.rest("GET", `/jobs/ingest/${jobId}/successfulResults`);
    expect(text.split("\n").map((line) => line.split(",")[1])).toEqual([
      '"sf__Created"',
      '"false"',
      '"true"',
      undefined,
    ]);
    expect(client.sandbox.record("Contact", id)).toMatchObject({
      LastName: "M",
      Title: null,
      Department: "D",
    });
  });

  it("delete, and hard delete past the bin", async () => {
    const client = filled(2);
    const ids = client.sandbox.records("Opportunity").map((row) => String(row.Id));
    await ingestJob(client, { operation: "delete" }, `Id\n${ids[0]}\n`);
    await ingestJob(client, { operation: "hardDelete" }, `Id\n${ids[1]}\n`);
    const rows = await client.queryAll("SELECT Id, IsDeleted FROM Opportunity");
    expect(at(rows.body, "totalSize")).toBe(1);
    expect(at(rows.body, "records.0")).toMatchObject({ Id: ids[0], IsDeleted: true });
  });

  it("fail as a whole for a column that is no field, as recorded, with every row unprocessed", async () => {
    const client = testClient();
    const id = await ingestJob(client, { operation: "insert" }, "Name,Nope\nA,1\n");
    expect((await client.rest("GET", `/jobs/ingest/${id}`)).body).toMatchObject({
      state: "Failed",
      errorMessage: "InvalidBatch : Field name not found : Nope",
      numberRecordsProcessed: 0,
    });
    const left = await client.rest("GET", `/jobs/ingest/${id}/unprocessedrecords`);
    expect(left.text).toBe('Name,Nope\n"A","1"\n');
  });

  it("write nothing before their time, nor once aborted", async () => {
    const client = testClient({ bulk: { processingMs: 1000 } });
    const csv = "Name,StageName,CloseDate\nA,Prospecting,2026-06-30\n";
    const id = await ingestJob(client, { operation: "insert" }, csv);
    expect(client.sandbox.records("Opportunity")).toEqual([]);
    expect((await client.rest("PATCH", `/jobs/ingest/${id}`, { state: "Aborted" })).status).toBe(200);
    client.wait(2000);
    await client.rest("GET", "/limits");
    expect(client.sandbox.records("Opportunity")).toEqual([]);
    const left = await client.rest("GET", `/jobs/ingest/${id}/unprocessedrecords`);
    expect(left.text.split("\n")[1]).toBe('"A","Prospecting","2026-06-30"');
  });
});
