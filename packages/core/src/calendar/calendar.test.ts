import { describe, expect, test } from "vitest";
import { defaultCalendarPolicy } from "../policy/default-calendar-policy.ts";
import { countBusinessDays, lastBusinessDays, lastBusinessDaysFromMs } from "./business-days.ts";
import { monthOf } from "./month.ts";
import { fiscalYearOf, isWithin, periodAfter, periodOf, quarterOf } from "./period.ts";
import { workingCalendar } from "./working-calendar.ts";

const utc = workingCalendar(defaultCalendarPolicy);
const berlin = workingCalendar({ ...defaultCalendarPolicy, timeZone: "Europe/Berlin" });
const newYork = workingCalendar({ ...defaultCalendarPolicy, timeZone: "America/New_York" });
const ms = (text: string) => Date.parse(text);
const iso = (at: number) => new Date(at).toISOString();
const dates = (days: readonly number[]) => days.map((day) => iso(day * 86_400_000).slice(0, 10));

describe("months and days of a time zone", () => {
  test.each([
    ["an hour before midnight UTC", "2026-03-31T23:00:00Z", "2026-03", "2026-04", "2026-03"],
    ["early on the first, UTC", "2026-04-01T02:00:00Z", "2026-04", "2026-04", "2026-03"],
    ["before 1970", "1969-12-31T23:30:00Z", "1969-12", "1970-01", "1969-12"],
  ])("%s", (_name, at, inUtc, inBerlin, inNewYork) => {
    expect([utc, berlin, newYork].map((calendar) => monthOf(ms(at), calendar))).toEqual([
      inUtc,
      inBerlin,
      inNewYork,
    ]);
  });

  test.each([
    ["before the clock goes forward", "2026-03-29T00:59:59Z", "2026-03-28T23:00:00.000Z"],
    ["after it went forward", "2026-03-29T21:59:59Z", "2026-03-28T23:00:00.000Z"],
    ["the first day of summer time", "2026-03-29T22:00:00Z", "2026-03-29T22:00:00.000Z"],
    ["the day it goes back, 25 hours long", "2026-10-25T22:59:59Z", "2026-10-24T22:00:00.000Z"],
  ])("a local day begins at local midnight: %s", (_name, at, start) => {
    expect(iso(berlin.dayStartMs(berlin.dayNumberOf(ms(at))))).toBe(start);
  });

  test("where the clock skips midnight, a day begins with its first instant", () => {
    const cairo = workingCalendar({ ...defaultCalendarPolicy, timeZone: "Africa/Cairo" });
    const friday = cairo.dayNumberOf(ms("2026-04-24T12:00:00Z"));
    expect(iso(cairo.dayStartMs(friday))).toBe("2026-04-23T22:00:00.000Z");
  });

  test("a zone that is none is said at the first question", () => {
    const nowhere = workingCalendar({ ...defaultCalendarPolicy, timeZone: "Mars/Olympus" });
    expect(() => nowhere.dayNumberOf(0)).toThrow(RangeError);
  });
});

describe("periods", () => {
  test.each([
    [1, 3, "2026-02-10T00:00:00Z", "2026-01/2026-03"],
    [1, 3, "2026-03-31T22:30:00Z", "2026-04/2026-06"],
    [2, 3, "2026-01-31T12:00:00Z", "2025-11/2026-01"],
    [10, 6, "2026-02-10T00:00:00Z", "2025-10/2026-03"],
    [4, 12, "2026-03-01T00:00:00Z", "2025-04/2026-03"],
    [1, 1, "2026-02-10T00:00:00Z", "2026-02/2026-02"],
  ] as const)(
    "a year from month %i in periods of %i months, at %s",
    (fiscalYearStartMonth, periodMonths, at, name) => {
      const calendar = workingCalendar({
        ...defaultCalendarPolicy,
        timeZone: "Europe/Berlin",
        fiscalYearStartMonth,
        periodMonths,
      });
      expect(periodOf(ms(at), calendar).name).toBe(name);
    },
  );

  test("one follows the other without a gap, in local time", () => {
    const first = periodOf(ms("2026-02-10T00:00:00Z"), berlin);
    const next = periodAfter(first, 1, berlin);
    expect([iso(first.fromMs), iso(first.toMs)]).toEqual([
      "2025-12-31T23:00:00.000Z",
      "2026-03-31T22:00:00.000Z",
    ]);
    expect(next.fromMs).toBe(first.toMs);
    expect([isWithin(first, first.toMs), isWithin(next, first.toMs)]).toEqual([false, true]);
    expect(periodAfter(next, -1, berlin)).toEqual(first);
  });

  test("a fiscal year is twelve months whatever the period", () => {
    const calendar = workingCalendar({ ...defaultCalendarPolicy, fiscalYearStartMonth: 7 });
    expect(fiscalYearOf(ms("2026-03-01T00:00:00Z"), calendar).name).toBe("2025-07/2026-06");
    expect(quarterOf(ms("2025-07-01T00:00:00Z"), calendar).name).toBe("2025-07/2025-09");
    expect(fiscalYearOf(ms("2025-07-01T00:00:00Z"), calendar).name).toBe("2025-07/2026-06");
  });
});

describe("business days", () => {
  const calendar = workingCalendar({ ...defaultCalendarPolicy, holidays: ["2026-03-30"] });
  const quarter = periodOf(ms("2026-02-10T00:00:00Z"), calendar);

  test("the last ones of a period, without weekends and holidays", () => {
    expect(dates(lastBusinessDays(quarter, 3, calendar))).toEqual(["2026-03-26", "2026-03-27", "2026-03-31"]);
    expect(iso(lastBusinessDaysFromMs(quarter, 3, calendar))).toBe("2026-03-26T00:00:00.000Z");
  });

  test("no more than there are", () => {
    const january = periodOf(
      ms("2026-01-10T00:00:00Z"),
      workingCalendar({ ...defaultCalendarPolicy, periodMonths: 1 }),
    );
    expect(lastBusinessDays(january, 99, calendar)).toHaveLength(22);
    expect(countBusinessDays(january.fromDay, january.toDay, calendar)).toBe(22);
  });

  test("other working days", () => {
    const sundays = workingCalendar({ ...defaultCalendarPolicy, workingDays: [7] });
    expect(dates(lastBusinessDays(quarter, 2, sundays))).toEqual(["2026-03-22", "2026-03-29"]);
  });
});
