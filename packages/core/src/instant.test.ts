import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dayMs, Instant, instantMs, instantOf, isInstant, readInstant } from "./instant.ts";

describe("reading an instant", () => {
  test("of the usual form gives what Date.parse gives, on every day there is", () => {
    const ms = fc.integer({ min: Date.UTC(1, 0, 1), max: Date.UTC(9999, 11, 31) });
    fc.assert(
      fc.property(ms, (at) => instantMs(new Date(at).toISOString()) === at),
      { numRuns: 5000, seed: 7 },
    );
  });

  test("and writing one gives what Date writes", () => {
    const ms = fc.oneof(
      fc.integer({ min: Date.UTC(900, 0, 1), max: Date.UTC(10_500, 0, 1) }),
      fc.integer({ min: 0, max: 800_000 }).map((day) => day * dayMs - 1),
    );
    fc.assert(
      fc.property(ms, (at) => instantOf(at) === new Date(at).toISOString()),
      { numRuns: 5000, seed: 8 },
    );
    for (const at of [1.5, -1.5, Date.UTC(2000, 1, 29), Date.UTC(1900, 1, 28, 23, 59, 59, 999)]) {
      expect(instantOf(at)).toBe(new Date(at).toISOString());
    }
    expect(() => instantOf(Number.NaN)).toThrow(RangeError);
  });

  test.each([
    "2026-03-01T09:30:00Z",
    "2026-03-01T09:30:00.000+02:00",
    "2024-02-29T23:59:59.999Z",
    "2026-02-31T00:00:00.000Z",
    "2026-03-01T24:00:00.000Z",
    "2026-03-01T25:00:00.000Z",
    "2026-03-01T09:61:00.000Z",
    "2026-03-01T09:30:61.000Z",
    "2026-13-01T09:30:00.000Z",
    "2026-03-01T09:30:00.00xZ",
    "2026x03-01T09:30:00.000Z",
    "not an instant, but longZ",
    "",
  ])("%j is read as Date.parse reads it", (text) => {
    expect(instantMs(text)).toBe(Date.parse(text));
  });
});

describe("whether a text is an instant", () => {
  test.each([
    ["2026-03-01T09:30:00Z", true],
    ["2026-03-01T09:30:00.123456Z", true],
    ["2024-02-29T23:59:59+14:00", true],
    ["0001-01-01T00:00:00-00:30", true],
    ["2026-02-29T09:30:00Z", false],
    ["2100-02-29T09:30:00Z", false],
    ["2026-04-31T09:30:00Z", false],
    ["2026-00-10T09:30:00Z", false],
    ["2026-01-00T09:30:00Z", false],
    ["2026-01-32T09:30:00Z", false],
    ["2026-03-01T24:00:00Z", false],
    ["2026-03-01T09:60:00Z", false],
    ["2026-03-01T09:30:60Z", false],
    ["2026-03-01T09:30:00", false],
    ["2026-03-01T09:30Z", false],
    ["2026-03-01T09:30:00.Z", false],
    ["2026-03-01T09:30:00+1:00", false],
    ["2026-03-01T09:30:00+24:00", false],
    ["2026-03-01 09:30:00Z", false],
    ["2026-03-01", false],
    ["2026-03-01T09:30:00Z\n", false],
    ["", false],
    [0, false],
  ])("%j: %j, by the schema too", (text, expected) => {
    expect(isInstant(text)).toBe(expected);
    expect(Instant.safeParse(text).success).toBe(expected);
  });

  test("holds for every day there is, and one that is none is thrown with the text in it", () => {
    const ms = fc.integer({ min: Date.UTC(1, 0, 1), max: Date.UTC(9999, 11, 31) });
    fc.assert(
      fc.property(ms, (at) => isInstant(new Date(at).toISOString())),
      { numRuns: 2000, seed: 9 },
    );
    expect(() => readInstant("yesterday")).toThrow(/yesterday/);
  });
});
