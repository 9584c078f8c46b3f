import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { sqliteStore } from "@headway/sync/sqlite";
import { expect, it } from "vitest";
import { fakeContext } from "../testing/fake-context.ts";

const dealHeaders =
  "Record ID,Deal Name,Deal Stage,Pipeline,Amount,Close Date,Deal owner,Create Date,Last Modified Date,Associated Company IDs,Associated Contact IDs,Team";
const deal = (cells: string): string => cells;

function folder(files: Readonly<Record<string, string | Uint8Array>>) {
  const fake = fakeContext();
  for (const [name, content] of Object.entries(files)) writeFileSync(join(fake.directory, name), content);
  return {
    ...fake,
    run: async (...words: string[]) => {
      const { stdout, ...rest } = await fake.run(...words, "--json");
      return { ...rest, document: JSON.parse(stdout) };
    },
    store: () => sqliteStore(join(fake.directory, ".headway/headway.db")),
  };
}

const hubspot = {
  "deals.csv": [
    dealHeaders,
    deal(
      "1,Rollout,Proposal,Sales Pipeline,15000,2026-04-30 00:00,Sam Sales,2026-01-05 09:30,2026-02-01 09:30,9001,8001;8002,x",
    ),
    deal(
      "2,Old one,Closed Won,Sales Pipeline,900,2026-01-30 00:00,Ada Archer,2025-11-05 09:30,2026-02-01 09:30,,,x",
    ),
    deal(
      "3,Broken,Proposal,Sales Pipeline,900,2026-02-31,Sam Sales,2026-01-05 09:30,2026-02-01 09:30,9001,,x",
    ),
    "",
  ].join("\r\n"),
  "companies.csv":
    "Record ID,Company name,Company Domain Name,Create Date\n9001,Northwind,northwind.example,2025-10-01 08:00\n",
  "contacts.csv":
    "Record ID,First Name,Last Name,Email,Job Title,Associated Company IDs\n8001,Priya,Ray,priya@northwind.example,Buyer,9001\n",
  "meetings.csv":
    "Record ID,Meeting name,Meeting outcome,Meeting start time,Meeting end time,Activity assigned to,Agreed,Associated Deal IDs\n7001,Pilot review,No show,2026-02-10 14:00,2026-02-10 15:00,Sam Sales,run the pilot,1\n",
};

it("makes a review from HubSpot's exports alone, and adds every line up", async () => {
  const { run, store } = folder(hubspot);
  const names = Object.keys(hubspot);
  const { exitCode, document } = await run(
    "import",
    ...names,
    "--other-stages",
    "open",
    "--time-zone",
    "Europe/Vienna",
  );
  expect(exitCode).toBe(1);
  expect(document.files[0]).toMatchObject({
    ...{ kind: "deal", lines: 4, header: 1, read: 2, refused: 1, blank: 0, unused: ["Team"] },
    refusals: [{ line: 4, column: "Close Date", reason: "“2026-02-31” is no day that exists" }],
  });
  expect(document.files.map(({ kind }: { kind: string }) => kind)).toEqual([
    "deal",
    "account",
    "contact",
    "meeting",
  ]);
  expect(document.run.pulled).toEqual({ user: 2, deal: 2, account: 1, contact: 1, meeting: 1 });
  const opened = store();
  const one = await opened.record("files", { object: "deal", id: "1" });
  expect(one).toMatchObject({
    createdAt: "2026-01-05T08:30:00.000Z",
    amount: { amount: "15000", currency: null },
    ownerId: "Sam Sales",
    closeDate: "2026-04-30",
    links: { contact: { status: "known", value: ["8001", "8002"] } },
  });
  const two = await opened.record("files", { object: "deal", id: "2" });
  expect(two?.links.account).toMatchObject({ status: "unknown" });
  expect(await opened.record("files", { object: "meeting", id: "7001" })).toMatchObject({
    outcome: "no-show",
  });
  expect(await opened.unreadable("files")).toMatchObject([
    { id: "3", reason: expect.stringContaining("deals.csv line 4") },
  ]);
  await opened.close();
  const review = await run("review");
  expect(review.document.reviews[0].deals).toHaveLength(2);
});

it("reads the same files again without bringing anything, and asks nothing of a CRM", async () => {
  const { run } = folder(hubspot);
  const words = ["import", ...Object.keys(hubspot), "--other-stages", "open"];
  await run(...words);
  const { document } = await run(...words);
  expect(document.run.pulled).toEqual({ user: 0, deal: 0, account: 0, contact: 0, meeting: 0 });
  expect(document.run.written).toEqual({});
});

it("gives evidence rules the columns of the files by their headers", async () => {
  const policy = {
    version: "files-1",
    evidenceRules: [
      {
        ...{
          id: "agreed",
          version: "1",
          on: { object: "meeting", where: [{ field: "Agreed", present: true }] },
        },
        gives: {
          kind: "next-step-committed",
          actorSide: "buyer",
          grade: 2,
          commitment: { what: { field: "Agreed" } },
        },
      },
    ],
  };
  const { run } = folder({ ...hubspot, "policy.json": JSON.stringify(policy) });
  const words = ["import", ...Object.keys(hubspot), "--other-stages", "open", "--policy", "policy.json"];
  expect((await run(...words)).document.run.unknownRuleFields).toEqual([]);
  const { document } = await run("explain", "deal", "1");
  expect(JSON.stringify(document.assessment ?? document)).toContain("run the pilot");
});

it("asks what stages mean, and what dates mean, before it stores anything", async () => {
  const dated = hubspot["deals.csv"].replace("2026-04-30 00:00", "03/04/2026");
  const { run, directory } = folder({ "deals.csv": dated });
  const unasked = await run("import", "deals.csv", "--other-stages", "open");
  expect(unasked).toMatchObject({ exitCode: 2, document: { error: { code: "config" } } });
  expect(unasked.document.error.happened).toContain(
    "`--dates`: 1 rows may be read in two ways; the first: deals.csv line 2",
  );
  const stages = await run("import", "deals.csv", "--dates", "dmy");
  expect(stages.document.error.happened).toContain("“Proposal” (no column says whether it is closed)");
  expect(existsSync(join(directory, ".headway"))).toBe(false);
  const dry = await run("import", "deals.csv", "--dry-run");
  expect(dry.document).toMatchObject({
    run: null,
    questions: [{ flag: "--dates", count: 1 }],
  });
  const known = await run("import", "deals.csv", "--dry-run", "--dates", "dmy");
  expect(known.document).toMatchObject({ run: null, questions: [], unknownStages: [{ stage: "Proposal" }] });
  expect(existsSync(join(directory, ".headway"))).toBe(false);
  expect(
    (await run("import", "deals.csv", "--dates", "dmy", "--other-stages", "open")).document.run.pulled.deal,
  ).toBe(2);
});

const salesforce = {
  "Opportunity.csv":
    '"Id","IsDeleted","AccountId","Name","StageName","Amount","CloseDate","IsClosed","IsWon","OwnerId","CreatedDate","SystemModstamp"\n' +
    '"0065000000Gv7qJAAR","0","0015000000Gv7qJAAR","Rollout","Proposal","1250.0","2026-04-30","0","0","005500000000001AAA","2026-01-05T09:30:00.000Z","2026-02-01T09:30:00.000Z"\n' +
    '"0065000000Gv7qKAAR","1","","Gone","Verloren","","2026-04-30","1","0","005500000000001AAA","2026-01-05T09:30:00.000Z","2026-02-01T09:30:00.000Z"\n' +
    '"0065000000Gv7qLAAR","0","","Lost one","Verloren","","2026-01-30","1","0","005500000000001AAA","2026-01-05T09:30:00.000Z","2026-02-01T09:30:00.000Z"\n',
  "OpportunityHistory.csv":
    "Id,OpportunityId,CreatedDate,StageName\n008A,0065000000Gv7qJAAR,2026-01-20T09:30:00.000Z,Proposal\n008B,0065000000Gv7qJAAR,2026-01-05T09:30:00.000Z,Prospecting\n008C,0065000000Gv7qJAAR,2026-01-25T09:30:00.000Z,Proposal\n",
  "Task.csv":
    "Id,WhoId,WhatId,Subject,ActivityDate,Status,OwnerId,Description,IsClosed,CallDurationInSeconds,CallType,CallDisposition,TaskSubtype,CreatedDate\n" +
    "00T1,0035000000Gv7qJAAR,0065000000Gv7qJAAR,Call,2026-02-03,Completed,005500000000001AAA,,1,90,Outbound,Connected,Call,2026-02-03T10:00:00.000Z\n" +
    "00T2,00Q5000000Gv7qJAAR,0015000000Gv7qJAAR,Send it,2026-02-05,Not Started,005500000000001AAA,,0,,,,Task,2026-02-03T10:00:00.000Z\n",
};

it("reads Salesforce's data export: what columns say of stages, history, calls among tasks, deletions", async () => {
  const { run, store } = folder(salesforce);
  const { exitCode, document } = await run("import", ...Object.keys(salesforce), "--currency", "EUR");
  expect(document.files.map(({ refused }: { refused: number }) => refused)).toEqual([0, 0, 0]);
  expect(document.files[0]).toMatchObject({ read: 2, deleted: 1, lines: 4 });
  expect(document.files[1]).toMatchObject({ kind: "stage-history", read: 3 });
  expect(document.run.pulled).toEqual({ deal: 2, task: 1, call: 1 });
  expect([0, 1]).toContain(exitCode);
  const opened = store();
  expect(await opened.record("files", { object: "deal", id: "0065000000Gv7qJAAR" })).toMatchObject({
    amount: { amount: "1250.0", currency: "EUR" },
    stageHistory: {
      status: "known",
      value: [
        { stageId: "Prospecting", at: "2026-01-05T09:30:00.000Z", byId: null },
        { stageId: "Proposal", at: "2026-01-20T09:30:00.000Z", byId: null },
      ],
    },
  });
  expect(await opened.record("files", { object: "call", id: "00T1" })).toMatchObject({
    ...{
      durationMs: 90_000,
      direction: "outbound",
      disposition: "Connected",
      occurredAt: "2026-02-03T10:00:00.000Z",
    },
    links: {
      deal: { value: ["0065000000Gv7qJAAR"] },
      account: { value: [] },
      contact: { value: ["0035000000Gv7qJAAR"] },
    },
  });
  expect(await opened.record("files", { object: "task", id: "00T2" })).toMatchObject({
    links: { deal: { value: [] }, account: { value: ["0015000000Gv7qJAAR"] }, contact: { value: [] } },
  });
  await opened.close();
  expect(document.pipelines[0].stages).toMatchObject([
    { id: "Proposal", status: "open" },
    { id: "Verloren", status: "lost" },
  ]);
});

it("reads a report in UTF-16 with its footer, short ids and tabs", async () => {
  const report = [
    "Opportunity ID\tOpportunity Name\tStage\tClosed\tWon\tCreated Date\tClose Date",
    "0065000000Gv7qJ\tMüller\tProposal\t0\t0\t25.1.2026\t30.4.2026",
    "",
    '"Copyright (c) 2000-2026 salesforce.com, inc. All rights reserved."',
    '"Confidential Information - Do Not Distribute"',
    "",
  ].join("\r\n");
  const { run, store } = folder({ "report.csv": Buffer.from(`\ufeff${report}`, "utf16le") });
  const { document } = await run("import", "report.csv");
  expect(document.files[0]).toMatchObject({
    encoding: "utf-16le",
    lines: 5,
    read: 1,
    blank: 1,
    footer: 2,
    refused: 0,
  });
  const opened = store();
  expect(await opened.record("files", { object: "deal", id: "0065000000Gv7qJAAR" })).toMatchObject({
    name: "Müller",
  });
  await opened.close();
});

it("refuses text in another encoding than it shows, and reads it once that is named", async () => {
  const latin = Buffer.from(hubspot["deals.csv"].replace("Rollout", "Müller"), "latin1");
  const { run } = folder({ "deals.csv": latin });
  const words = ["import", "deals.csv", "--other-stages", "open", "--dry-run"];
  const refused = await run(...words);
  expect(refused.document.error).toMatchObject({
    exitCode: 2,
    youCan: expect.stringContaining("--encoding"),
  });
  expect((await run(...words, "--encoding", "windows-1252")).document.files[0].read).toBe(2);
});

it("takes from a map what headers do not say, and refuses a map that names what is not there", async () => {
  const map = (columns: object) =>
    JSON.stringify({
      files: { "pipeline.csv": { object: "deal", columns } },
      stages: { Gewonnen: "won" },
    });
  const columns = { id: "Nr", stage: "Phase", createdAt: "Angelegt", account: "Firma" };
  const files = {
    "pipeline.csv": "Nr;Phase;Angelegt;Firma\n1;Gewonnen;04.03.2026;Hartmann\n",
    "map.json": map(columns),
    "wrong.json": map({ ...columns, stage: "Stufe" }),
  };
  const { run } = folder(files);
  const unmapped = await run("import", "pipeline.csv", "--dry-run");
  expect(unmapped.document.error.happened).toContain("expected headers that say what is in the file");
  const { document } = await run("import", "pipeline.csv", "--map", "map.json");
  expect(document.run.pulled).toEqual({ deal: 1 });
  const wrong = await run("import", "pipeline.csv", "--map", "wrong.json", "--dry-run");
  expect(wrong.document.error.happened).toContain("found “Stufe”");
});
