import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dayMs, instantMs, instantOf } from "./instant.ts";

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
