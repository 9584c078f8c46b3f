import { describe, expect, test } from "vitest";
import {
  dayInZone,
  instantMs,
  instantText,
  isDay,
  nextMidnight,
  noonInZone,
  normalInstant,
} from "./calendar.ts";

describe("days and zones", () => {
  test.each([
    ["2026-03-08", "US/Eastern", "2026-03-08T16:00:00.000Z"],
    ["2026-01-15", "US/Eastern", "2026-01-15T17:00:00.000Z"],
    ["2026-06-15", "Asia/Kolkata", "2026-06-15T06:30:00.000Z"],
    ["2026-06-15", "Pacific/Kiritimati", "2026-06-14T22:00:00.000Z"],
    ["2026-06-15", "Etc/GMT+12", "2026-06-16T00:00:00.000Z"],
  ])("noon of %s in %s is %s", (day, zone, instant) => {
    expect(new Date(noonInZone(day, zone)).toISOString()).toBe(instant);
  });

  test("a day written as noon reads as that day, in every zone and around every change of clocks (invariant:S10)", () => {
    const days = [
      "2024-02-29",
      "2026-03-08",
      "2026-03-29",
      "2026-04-05",
      "2026-10-04",
      "2026-10-25",
      "2026-11-01",
    ];
    const zones = Intl.supportedValuesOf("timeZone");
    expect(zones.length).toBeGreaterThan(300);
    const shifted = zones.flatMap((zone) =>
      days.filter((day) => dayInZone(noonInZone(day, zone), zone) !== day),
    );
    expect(shifted).toEqual([]);
  });

  test.each([
    ["2026-01-02T03:04:05Z", 1_767_323_045_000],
    ["2026-01-02T03:04:05.678+01:00", 1_767_319_445_678],
    ["1767323045000", 1_767_323_045_000],
    ["2026-01-02", 1_767_312_000_000],
    ["2026-01-02T03:04:05", undefined],
    ["January 2", undefined],
    ["9".repeat(30), undefined],
  ])("%s is %s", (text, ms) => {
    expect(instantMs(text)).toBe(ms);
  });

  test.each([
    ["2024-02-29", true],
    ["2026-02-31", false],
    ["2026-13-01", false],
    ["2026-1-1", false],
    ["tomorrow", false],
  ])("%s is a day: %s", (text, expected) => {
    expect(isDay(text)).toBe(expected);
  });
});

test.each([
  "2026-02-28T23:59:59.999Z",
  "2026-02-28T23:59:59.9Z",
  "2026-02-28T23:59:59.09Z",
  "2026-02-28T23:59:59Z",
  "2026-01-31T00:00:00Z",
  "2026-01-05T00:00:00.120+02:00",
  "2026-01-05",
  "1767225600000",
])("%s is written in one way, as if it had been reckoned", (text) => {
  expect(normalInstant(text)).toBe(instantText(instantMs(text) ?? 0));
});

test.each(["2026-13-01T00:00:00Z", "2026-01-05T24:00:00.1Z", "2026-01-05T00:60:00Z", "soon", ""])(
  "%s is no instant",
  (text) => {
    expect(normalInstant(text)).toBeUndefined();
  },
);

test.each([
  ["2027-01-05T03:00:00Z", "US/Eastern", "2027-01-05T05:00:00.000Z"],
  ["2027-01-05T05:00:00Z", "US/Eastern", "2027-01-06T05:00:00.000Z"],
  ["2027-03-14T06:00:00Z", "US/Eastern", "2027-03-15T04:00:00.000Z"],
  ["2027-01-05T12:00:00Z", "Pacific/Auckland", "2027-01-06T11:00:00.000Z"],
])("after %s the next midnight in %s is %s", (text, zone, expected) => {
  expect(instantText(nextMidnight(Date.parse(text), zone))).toBe(expected);
});
