import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { instantMs } from "./instant.ts";

describe("reading an instant", () => {
  test("of the usual form gives what Date.parse gives, on every day there is", () => {
    const ms = fc.integer({ min: Date.UTC(1, 0, 1), max: Date.UTC(9999, 11, 31) });
    fc.assert(
      fc.property(ms, (at) => instantMs(new Date(at).toISOString()) === at),
      { numRuns: 5000, seed: 7 },
    );
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
