import { describe, expect, it } from "vitest";
import { mapRecord, mapStageHistory } from "./map-record.ts";
import { objectSources } from "./object-source.ts";
import { planRow, type RowPlan } from "./row-plan.ts";

const origin = "https://acme.my.salesforce.com";
const stamps = {
  CreatedDate: "2026-03-01T09:30:00.000+0000",
  SystemModstamp: "2026-03-02T10:00:00.000+0000",
};
const none = () => ({});

/** A plan of an org that shows every field, or all but some. */
function planOf(
  object: "deal" | "account" | "contact" | "task" | "call" | "meeting" | "email",
  hidden: string[] = [],
): RowPlan {
  const source = objectSources[object];
  if (source === undefined) throw new Error(`no source of ${object}`);
  const names = ["Id", "CreatedDate", "SystemModstamp", "IsDeleted", ...source.fields];
  const visible = names.filter((name) => !hidden.includes(name) && name !== "WhoCount");
  const fields = visible.map((name) => ({ name, label: name, type: "string", updateable: true }));
  return planRow(object, source, { name: source.sobject, fields }, []);
}

describe("mapRecord", () => {
  it("reads a deal with its day, decimal amount and links", () => {
    const row = {
      Id: "006000000000001AAA",
      ...stamps,
      Name: "Big one",
      StageName: "Qualification",
      Amount: 1234567.89,
      CurrencyIsoCode: "EUR",
      CloseDate: "2026-12-31",
      OwnerId: "005000000000001AAA",
      AccountId: null,
    };
    expect(mapRecord(row, planOf("deal"), origin, none)).toEqual({
      type: "upserted",
      record: {
        object: "deal",
        id: "006000000000001AAA",
        createdAt: "2026-03-01T09:30:00.000Z",
        modifiedAt: "2026-03-02T10:00:00.000Z",
        url: "https://acme.my.salesforce.com/006000000000001AAA",
        links: { account: { status: "known", value: [] } },
        fields: {},
        name: "Big one",
        pipelineId: "Opportunity",
        stageId: "Qualification",
        amount: { amount: "1234567.89", currency: "EUR" },
        closeDate: "2026-12-31",
        ownerId: "005000000000001AAA",
        nextStep: null,
        stageHistory: { status: "unknown", reason: "the stage history was not read" },
      },
    });
  });

  it.each([
    ["no id", { ...stamps, Name: "x" }, null, "Id"],
    [
      "no time of change",
      { Id: "006000000000001AAA", CreatedDate: stamps.CreatedDate },
      "006000000000001AAA",
      "SystemModstamp",
    ],
    [
      "a name that is a number",
      { Id: "006000000000001AAA", ...stamps, Name: 7 },
      "006000000000001AAA",
      "Name",
    ],
    [
      "a close date that is none",
      { Id: "006000000000001AAA", ...stamps, CloseDate: "soon" },
      "006000000000001AAA",
      "CloseDate",
    ],
    [
      "an amount beyond exact cents",
      { Id: "006000000000001AAA", ...stamps, Amount: 1e15 },
      "006000000000001AAA",
      "Amount",
    ],
    ["nothing at all", null, null, "Id"],
  ])("%s is `unreadable`, never a guess (invariant:D9)", (_, row, id, field) => {
    expect(mapRecord(row, planOf("deal"), origin, none)).toMatchObject({
      type: "unreadable",
      object: "deal",
      id,
      field,
    });
  });

  it("tells a deletion and a merge apart (invariant:D8)", () => {
    const row = { Id: "001000000000001AAA", ...stamps, IsDeleted: true };
    const ref = { object: "account", id: "001000000000001AAA" };
    const at = "2026-03-02T10:00:00.000Z";
    expect(mapRecord(row, planOf("account"), origin, none)).toEqual({ type: "deleted", ref, at });
    const merged = { ...row, MasterRecordId: "001000000000002AAA" };
    const into = { object: "account", id: "001000000000002AAA" };
    expect(mapRecord(merged, planOf("account"), origin, none)).toEqual({ type: "merged", ref, into });
  });

  it("says `unknown` for links whose field is hidden", () => {
    const change = mapRecord(
      { Id: "003000000000001AAA", ...stamps },
      planOf("contact", ["AccountId"]),
      origin,
      none,
    );
    expect(change).toMatchObject({
      record: { links: { account: { status: "unknown", reason: expect.stringContaining("AccountId") } } },
    });
  });

  it.each([
    ["006000000000001AAA", { deal: ["006000000000001AAA"], account: [] }],
    ["001000000000001AAA", { deal: [], account: ["001000000000001AAA"] }],
    ["500000000000001AAA", { deal: [], account: [] }],
  ])("a task about %s links by the prefix of the id", (WhatId, expected) => {
    const row = { Id: "00T000000000001AAA", ...stamps, WhatId, WhoId: "00Q000000000001AAA" };
    const { deal, account } = expected;
    expect(mapRecord(row, planOf("task"), origin, none)).toMatchObject({
      record: {
        links: {
          deal: { status: "known", value: deal },
          account: { status: "known", value: account },
          contact: { status: "known", value: [] },
        },
      },
    });
  });

  it.each([
    ["the day it was logged on", "2026-03-01", "2026-03-01T09:30:00.000Z"],
    ["an earlier day", "2026-02-27", "2026-02-27T00:00:00.000Z"],
    ["no day", null, "2026-03-01T09:30:00.000Z"],
  ])("a call on %s", (_, ActivityDate, occurredAt) => {
    const row = {
      Id: "00T000000000001AAA",
      ...stamps,
      ActivityDate,
      CallType: "Inbound",
      CallDurationInSeconds: 90,
    };
    expect(mapRecord(row, planOf("call"), origin, none)).toMatchObject({
      record: { occurredAt, direction: "inbound", durationMs: 90_000 },
    });
  });

  it("a meeting starts when it says, in whatever field", () => {
    const timed = { Id: "00U000000000001AAA", ...stamps, StartDateTime: "2026-04-01T08:00:00.000+0000" };
    const allDay = { Id: "00U000000000002AAA", ...stamps, ActivityDate: "2026-04-02" };
    const read = [timed, allDay].map((row) => mapRecord(row, planOf("meeting"), origin, none));
    expect(read).toMatchObject([
      { record: { occurredAt: "2026-04-01T08:00:00.000Z", outcome: null } },
      { record: { occurredAt: "2026-04-02T00:00:00.000Z", outcome: null } },
    ]);
  });

  it("the text of an e-mail is known, read out of HTML, or unknown, never silently empty", () => {
    const base = { Id: "02s000000000001AAA", ...stamps, Incoming: true, Status: "1" };
    const text = (row: object, hidden: string[] = []) => {
      const change = mapRecord({ ...base, ...row }, planOf("email", hidden), origin, none);
      return change.type === "upserted" && change.record.object === "email" ? change.record.text : change;
    };
    expect(text({ TextBody: "Thank you" })).toEqual({ status: "known", value: "Thank you" });
    expect(text({ TextBody: null, HtmlBody: "<p>Thank&nbsp;you &amp; yours</p>" })).toEqual({
      status: "known",
      value: "Thank you & yours",
    });
    expect(text({ TextBody: null, HtmlBody: null })).toEqual({ status: "known", value: null });
    expect(text({}, ["TextBody", "HtmlBody"])).toMatchObject({ status: "unknown" });
  });
});

describe("mapStageHistory", () => {
  const row = (Id: string, at: string, StageName: string) => ({
    Id,
    CreatedDate: at,
    StageName,
    CreatedById: "005000000000001AAA",
  });

  it("is oldest first, without snapshots that only changed something else", () => {
    const rows = [
      row("3", "2026-03-03T00:00:00.000+0000", "Qualification"),
      row("1", "2026-03-01T00:00:00.000+0000", "Prospecting"),
      row("2", "2026-03-02T00:00:00.000+0000", "Prospecting"),
      row("4", "2026-03-04T00:00:00.000+0000", "Prospecting"),
    ];
    const byId = "005000000000001AAA";
    expect(mapStageHistory(rows)).toEqual({
      status: "known",
      value: [
        { stageId: "Prospecting", at: "2026-03-01T00:00:00.000Z", byId },
        { stageId: "Qualification", at: "2026-03-03T00:00:00.000Z", byId },
        { stageId: "Prospecting", at: "2026-03-04T00:00:00.000Z", byId },
      ],
    });
  });

  it("is unknown where a row cannot be read", () => {
    expect(mapStageHistory([row("1", "then", "Prospecting")])).toMatchObject({ status: "unknown" });
  });
});
