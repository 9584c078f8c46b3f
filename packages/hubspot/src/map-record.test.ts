import { known, type Links } from "@headway/crm";
import { describe, expect, test } from "vitest";
import { dayReader } from "./calendar.ts";
import { type MapContext, mapRecord } from "./map-record.ts";
import type { StoredObject } from "./object-source.ts";

const context: MapContext = {
  account: { dayOf: dayReader("US/Eastern"), currency: "USD" },
  dispositions: new Map([["f240bbac-87c9-4f6e-bf70-924b57d47db7", "Connected"]]),
  ownerIds: new Map([["7001", "42"]]),
  fieldTypes: new Map(),
  stageDates: new Map(),
  emailTextSeen: true,
  history: null,
};
const links: Links = { contact: known(["5"]) };

function row(properties: Record<string, unknown>, rest: Record<string, unknown> = {}) {
  return {
    id: "1",
    createdAt: "2026-01-02T03:04:05.006Z",
    updatedAt: "2026-02-02T03:04:05Z",
    properties,
    ...rest,
  };
}

function read(
  object: StoredObject,
  properties: Record<string, unknown>,
  rest?: Record<string, unknown>,
  with_ = context,
) {
  const change = mapRecord(object, row(properties, rest), links, with_);
  return change.type === "upserted" ? change.record : change;
}

describe("what every record has", () => {
  test("stamps, links and address come from around the properties", () => {
    const record = read("account", { name: "ACME" }, { url: "https://app.hubspot.com/x" });
    expect(record).toEqual({
      object: "account",
      id: "1",
      createdAt: "2026-01-02T03:04:05.006Z",
      modifiedAt: "2026-02-02T03:04:05.000Z",
      url: "https://app.hubspot.com/x",
      links: { contact: { status: "known", value: ["5"] } },
      fields: {},
      name: "ACME",
      domain: null,
      ownerId: null,
    });
  });

  test.each([
    ["no id", { id: null }, { id: null, field: "id" }],
    ["no time of change", { updatedAt: undefined }, { id: "1", field: "updatedAt" }],
    ["a stamp that is none", { createdAt: "soon" }, { id: "1", field: "createdAt" }],
    [
      "a read that failed",
      { unreadable: "out of order" },
      { id: "1", field: "properties", reason: "out of order" },
    ],
    ["no properties", { properties: null }, { id: "1", field: "properties" }],
  ])("%s makes it unreadable, naming the field (invariant:D9)", (_, rest, expected) => {
    const change = mapRecord("deal", { ...row({}), ...rest }, links, context);
    expect(change).toMatchObject({ type: "unreadable", object: "deal", ...expected });
  });

  test("fields asked for come typed, and those HubSpot does not have stay out", () => {
    const fieldTypes = new Map([
      ["n", "number"],
      ["big", "number"],
      ["flag", "bool"],
      ["day", "date"],
      ["at", "datetime"],
      ["pick", "enumeration"],
      ["empty", "number"],
      ["gone", "string"],
    ]);
    const properties = {
      n: "1.50",
      big: "12345678901234567890",
      flag: "true",
      day: "2026-03-01",
      at: "2026-03-01T10:00:00Z",
      pick: "a;b",
      empty: "",
    };
    const record = read("account", properties, {}, { ...context, fieldTypes });
    expect(record).toHaveProperty("fields", {
      n: 1.5,
      big: "12345678901234567890",
      flag: true,
      day: "2026-03-01",
      at: "2026-03-01T10:00:00.000Z",
      pick: "a;b",
      empty: null,
    });
  });
});

describe("deals", () => {
  test.each([
    ["midnight UTC is that bare day", "2026-03-01T00:00:00Z", "2026-03-01"],
    ["an evening in New York is its day there", "2026-03-01T03:00:00Z", "2026-02-28"],
    ["milliseconds are understood", "1772323200000", "2026-03-01"],
  ])("close date: %s (invariant:S10)", (_, closedate, closeDate) => {
    expect(read("deal", { closedate })).toHaveProperty("closeDate", closeDate);
  });

  test("a close date that needs the zone is unreadable without it", () => {
    const change = read("deal", { closedate: "2026-03-01T03:00:00Z" }, {}, { ...context, account: null });
    expect(change).toMatchObject({ type: "unreadable", field: "closedate" });
  });

  test.each([
    [
      "the deal's own currency",
      { amount: "99.90", deal_currency_code: "SEK" },
      { amount: "99.90", currency: "SEK" },
    ],
    ["else the account's", { amount: "0.10" }, { amount: "0.10", currency: "USD" }],
    ["an exponent written out", { amount: "1.5E7" }, { amount: "15000000", currency: "USD" }],
    ["no amount", { amount: null, deal_currency_code: "SEK" }, null],
  ])("amount: %s (invariant:S11)", (_, properties, amount) => {
    expect(read("deal", properties)).toHaveProperty("amount", amount);
  });

  test("an amount that is none is unreadable, not zero", () => {
    expect(read("deal", { amount: "NaN" })).toMatchObject({ type: "unreadable", field: "amount" });
  });

  test("stage history comes oldest first, without repeats and emptied stages, users as owners", () => {
    const dealstage = [
      { value: "won", timestamp: "2026-03-03T00:00:00Z", sourceType: "CRM_UI", updatedByUserId: 9999 },
      { value: "", timestamp: "2026-03-02T12:00:00Z", sourceType: "CRM_UI" },
      { value: "demo", timestamp: "2026-03-02T00:00:00Z", sourceType: "API" },
      { value: "demo", timestamp: "2026-03-01T00:00:00Z", sourceType: "CRM_UI", updatedByUserId: 7001 },
    ];
    expect(read("deal", {}, { propertiesWithHistory: { dealstage } })).toHaveProperty("stageHistory", {
      status: "known",
      value: [
        { stageId: "demo", at: "2026-03-01T00:00:00.000Z", byId: "42" },
        { stageId: "won", at: "2026-03-03T00:00:00.000Z", byId: null },
      ],
    });
  });

  test("entries of one instant keep HubSpot's order, newest first on the wire", () => {
    const timestamp = "2026-03-01T00:00:00Z";
    const dealstage = ["c", "b", "a"].map((value) => ({ value, timestamp }));
    const record = read("deal", {}, { propertiesWithHistory: { dealstage } });
    expect(record).toMatchObject({
      stageHistory: { value: [{ stageId: "a" }, { stageId: "b" }, { stageId: "c" }] },
    });
  });

  test("history that did not come is unknown, not empty", () => {
    expect(read("deal", {})).toMatchObject({ stageHistory: { status: "unknown" } });
  });
});

describe("activities", () => {
  const at = { hs_timestamp: "2026-03-01T10:00:00Z" };

  test("without a time it is unreadable", () => {
    expect(read("note", { hs_note_body: "x" })).toMatchObject({ type: "unreadable", field: "hs_timestamp" });
  });

  test.each([
    ["CANCELED", "cancelled"],
    ["CANCELLED", "cancelled"],
    ["NO_SHOW", "no-show"],
    ["", null],
  ])("meeting outcome %s is %s", (hs_meeting_outcome, outcome) => {
    expect(read("meeting", { ...at, hs_meeting_outcome })).toHaveProperty("outcome", outcome);
  });

  test("a meeting happens when it starts, and an outcome nobody knows is unreadable", () => {
    const start = { ...at, hs_meeting_start_time: "2026-03-02T09:00:00Z" };
    expect(read("meeting", start)).toHaveProperty("occurredAt", "2026-03-02T09:00:00.000Z");
    const odd = read("meeting", { ...at, hs_meeting_outcome: "LEVITATED" });
    expect(odd).toMatchObject({ type: "unreadable", field: "hs_meeting_outcome" });
  });

  test.each([
    ["f240bbac-87c9-4f6e-bf70-924b57d47db7", "Connected"],
    ["00000000-0000-0000-0000-000000000000", "00000000-0000-0000-0000-000000000000"],
    [null, null],
  ])("call outcome %s reads %s", (hs_call_disposition, disposition) => {
    expect(read("call", { ...at, hs_call_disposition })).toHaveProperty("disposition", disposition);
  });

  test.each([
    ["EMAIL", "outbound"],
    ["INCOMING_EMAIL", "inbound"],
    ["FORWARDED_EMAIL", null],
  ])("e-mail direction %s is %s", (hs_email_direction, direction) => {
    expect(read("email", { ...at, hs_email_direction })).toHaveProperty("direction", direction);
  });

  test("the text of an e-mail: as text, from HTML, empty beside others, unknown where none has any", () => {
    const text = (properties: Record<string, unknown>, emailTextSeen = true) =>
      read("email", { ...at, ...properties }, {}, { ...context, emailTextSeen });
    expect(text({ hs_email_text: "Thanks" })).toMatchObject({ text: { status: "known", value: "Thanks" } });
    expect(text({ hs_email_html: "<p>Hi<br>you</p>" })).toMatchObject({ text: { value: "Hi\nyou" } });
    expect(text({})).toMatchObject({ text: { status: "known", value: null } });
    const unseen = text({ hs_email_subject: "Re: offer" }, false);
    expect(unseen).toMatchObject({
      text: { status: "unknown", reason: expect.stringContaining("sales-email-read") },
    });
  });

  test.each([
    [
      { headway_key: "v1:abc", hs_task_body: "Why" },
      { key: "v1:abc", body: "Why" },
    ],
    [{ hs_task_body: "Why\n\n[headway:v1:abc]" }, { key: "v1:abc", body: "Why" }],
    [{ hs_task_body: "<p>Why</p><p>[headway:v1:abc]</p>" }, { key: "v1:abc" }],
    [{ hs_task_body: "[headway:x] stands first" }, { key: null, body: "[headway:x] stands first" }],
  ])("task key and body of %j", (properties, expected) => {
    expect(read("task", { ...at, ...properties })).toMatchObject({ ...expected, status: "open" });
  });
});
