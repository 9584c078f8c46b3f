import { expect, it } from "vitest";
import { readAmount, readDurationMs, readFlag, readId, readIds } from "./read-cell.ts";
import { dateOrders, readDay, readInstant } from "./read-date.ts";

const utc = { timeZone: "UTC" };

it.each([
  ["2026-03-04", undefined, "2026-03-04"],
  ["2026-03-04 08:00", undefined, "2026-03-04"],
  ["2026-03-04T08:00:00.000+0000", undefined, "2026-03-04"],
  ["25/03/2026", undefined, "2026-03-25"],
  ["3/25/2026", undefined, "2026-03-25"],
  ["04.03.2026", undefined, "2026-03-04"],
  ["03/04/2026", "dmy", "2026-04-03"],
  ["03/04/2026", "mdy", "2026-03-04"],
  ["3/4/2026, 2:05 PM", "mdy", "2026-03-04"],
] as const)("reads the day of %s, days written %s, as %s", (text, dates, day) => {
  expect(readDay("Close Date", text, { ...utc, dates })).toBe(day);
});

it("asks for the order of a date that may be two days, and answers it never", () => {
  const read = () => readDay("Close Date", "03/04/2026", utc);
  expect(read).toThrow(expect.objectContaining({ flag: "--dates", column: "Close Date" }));
});

it.each([
  ["2026-02-30", undefined],
  ["31/04/2026", "dmy"],
  ["13/25/2026", undefined],
  ["04/31/2026", "dmy"],
  ["03/04/2026", "iso"],
  ["next quarter", undefined],
  ["2026-03-04 25:00", undefined],
  ["2026-03-04 noon", undefined],
] as const)("refuses %s, days written %s", (text, dates) => {
  expect(() => readDay("d", text, { ...utc, dates })).toThrow(
    expect.objectContaining({ name: "RowFault", flag: undefined }),
  );
});

it.each([
  ["2026-03-04 08:00", "UTC", "2026-03-04T08:00:00.000Z"],
  ["2026-03-04 08:00", "Europe/Vienna", "2026-03-04T07:00:00.000Z"],
  ["2026-07-04 08:00", "America/New_York", "2026-07-04T12:00:00.000Z"],
  ["2026-03-04T08:00:00+0200", "Europe/Vienna", "2026-03-04T06:00:00.000Z"],
  ["2026-03-04T08:00:00.500Z", "Asia/Tokyo", "2026-03-04T08:00:00.500Z"],
  ["1772611200000", "Asia/Tokyo", "2026-03-04T08:00:00.000Z"],
  ["25/03/2026 12:30 AM", "UTC", "2026-03-25T00:30:00.000Z"],
])("reads %s in %s as %s", (text, timeZone, instant) => {
  expect(readInstant("Create Date", text, { timeZone })).toBe(instant);
});

it("knows three ways to write dates", () => expect(dateOrders).toEqual(["dmy", "mdy", "iso"]));

it.each([
  ["15000", undefined, "15000"],
  ["$1,250.50", undefined, "1250.50"],
  ["1.250,50 €", undefined, "1250.50"],
  ["EUR 1.250.000", undefined, "1250000"],
  ["1,250", "point", "1250"],
  ["1,250", "comma", "1.250"],
  ["12,5", undefined, "12.5"],
  ["-0.125", undefined, "-0.125"],
  ["(1'200.00)", undefined, "-1200.00"],
] as const)("reads the amount %s with a decimal %s as %s", (text, mark, amount) => {
  expect(readAmount("Amount", text, mark)).toBe(amount);
});

it("asks for the mark of a number that may be two, and refuses what is none", () => {
  for (const text of ["1,250", "1.250", "$12.345"]) {
    expect(() => readAmount("Amount", text, undefined)).toThrow(
      expect.objectContaining({ flag: "--decimal" }),
    );
  }
  for (const text of ["abc", "12,34.5,6", "1 2 three", ""]) {
    expect(() => readAmount("Amount", text, undefined)).toThrow(expect.objectContaining({ flag: undefined }));
  }
});

it("takes an empty cell of links for unknown, never for none", () => {
  expect(readIds("9001;9002; 9001")).toEqual({ status: "known", value: ["9001", "9002"] });
  expect(readIds(" ; ")).toMatchObject({ status: "unknown" });
});

it("completes the ids of Salesforce's reports, and leaves others alone", () => {
  // The worked example of the algorithm: bits of capitals in groups of five.
  expect(readId("0015000000Gv7qJ")).toBe("0015000000Gv7qJAAR");
  expect(readId("0015000000Gv7qJAAR")).toBe("0015000000Gv7qJAAR");
  expect(readId("123456789012345")).toBe("123456789012345");
});

it("reads flags and lengths in the words of both CRMs, and refuses others", () => {
  expect(["true", "1", "No"].map((text) => readFlag("Is Closed", text))).toEqual([true, true, false]);
  expect(() => readFlag("Is Closed", "maybe")).toThrow(/neither yes nor no/);
  expect(["00:30:05", "1500"].map((text) => readDurationMs("Duration", text))).toEqual([1_805_000, 1_500]);
  expect(() => readDurationMs("Duration", "half an hour")).toThrow(/no length/);
});
