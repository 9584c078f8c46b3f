import { expect, test } from "vitest";
import { dayReader } from "./calendar.ts";
import { historyNeedsZone, mapHistory } from "./field-history.ts";
import type { MapContext } from "./map-record.ts";

const createdAt = "2026-01-01T00:00:00.000Z";
const asked = { fields: ["nextStep"], ownAppId: "77" } as const;
const context: MapContext = {
  account: { dayOf: dayReader("US/Eastern"), currency: "USD" },
  dispositions: new Map(),
  ownerIds: new Map([["7001", "42"]]),
  fieldTypes: new Map(),
  stageDates: new Map(),
  emailTextSeen: false,
  history: null,
};

/** A row with versions of one property, given newest first as HubSpot does. */
function rowOf(property: string, versions: readonly object[]): unknown {
  return { id: "1", properties: {}, propertiesWithHistory: { [property]: versions } };
}

function version(value: unknown, at: string, source: object): object {
  return { value, timestamp: at, ...source };
}

test.each([
  ["our own app", { sourceType: "INTEGRATION", sourceId: "77" }, true],
  ["our own app, its id as a number", { sourceType: "INTEGRATION", sourceId: 77 }, true],
  ["another app", { sourceType: "INTEGRATION", sourceId: "78" }, false],
  ["the API without saying whose", { sourceType: "API" }, undefined],
  ["a person", { sourceType: "CRM_UI", sourceId: "userId:77", updatedByUserId: 7001 }, false],
  ["a workflow with a number like ours", { sourceType: "AUTOMATION_PLATFORM", sourceId: "77" }, false],
  ["nobody named", {}, undefined],
])("%s is told as byUs %#", (_name, source, byUs) => {
  const row = rowOf("hs_next_step", [version("Call", "2026-02-01T10:00:00.123Z", source)]);
  const history = mapHistory(row, createdAt, asked, context);
  const byId = "updatedByUserId" in source ? "42" : null;
  const change = { field: "nextStep", at: "2026-02-01T10:00:00.123Z", byId, from: null, to: "Call" };
  expect(history).toEqual({ status: "known", value: [byUs === undefined ? change : { ...change, byUs }] });
});

test("without knowing our own app nothing is claimed of apps", () => {
  const source = { sourceType: "INTEGRATION", sourceId: "77" };
  const row = rowOf("hs_next_step", [version("Call", "2026-02-01T10:00:00Z", source)]);
  const history = mapHistory(row, createdAt, { ...asked, ownAppId: null }, context);
  expect(history.status === "known" && history.value[0]).not.toHaveProperty("byUs");
});

test("every version replaces the one before it, oldest first, emptied ones as null", () => {
  const by = { sourceType: "CRM_UI" };
  const row = rowOf("amount", [
    version("", "2026-02-03T10:00:00Z", by),
    version("1.5E3", "2026-02-02T10:00:00Z", by),
    version("20", createdAt, by),
  ]);
  const history = mapHistory(row, createdAt, { ...asked, fields: ["amount"] }, context);
  const told = history.status === "known" ? history.value.map(({ from, to }) => [from, to]) : history;
  expect(told).toEqual([
    [null, "20"],
    ["20", "1500"],
    ["1500", null],
  ]);
});

test("a day is the day that the close date itself shows", () => {
  const by = { sourceType: "CRM_UI" };
  const row = rowOf("closedate", [
    version("2026-05-02T03:00:00Z", "2026-02-02T10:00:00Z", by),
    version("2026-04-01T00:00:00Z", createdAt, by),
  ]);
  const days = { ...asked, fields: ["closeDate"] } as const;
  expect(historyNeedsZone(row, days)).toBe(true);
  expect(mapHistory(row, createdAt, days, context)).toMatchObject({
    value: [{ to: "2026-04-01" }, { from: "2026-04-01", to: "2026-05-01" }],
  });
});

test("where older versions may have been dropped, the oldest kept is no change of its own", () => {
  const by = { sourceType: "CRM_UI" };
  const versions = Array.from({ length: 20 }, (_, index) =>
    version(`Step ${20 - index}`, `2026-03-${String(20 - index).padStart(2, "0")}T10:00:00Z`, by),
  );
  const history = mapHistory(rowOf("hs_next_step", versions), createdAt, asked, context);
  expect(history).toMatchObject({
    status: "known",
    value: { length: 19, 0: { from: "Step 1", to: "Step 2" } },
  });
});

test.each([
  ["no history at all", { id: "1", properties: { hs_next_step: "Call" } }, /gave none/],
  [
    "a value without its history",
    { id: "1", properties: { hs_next_step: "x" }, propertiesWithHistory: {} },
    /gave none/,
  ],
  ["an entry without its time", rowOf("hs_next_step", [{ value: "x", sourceType: "CRM_UI" }]), /no instant/],
])("%s is unknown with the reason", (_name, row, reason) => {
  const history = mapHistory(row, createdAt, asked, context);
  expect(history.status === "unknown" && history.reason).toMatch(reason);
});
