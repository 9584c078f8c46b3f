import { describe, expect, it } from "vitest";
import { paceOf } from "./pace.ts";

/** The starts of cells that are taken as early as they can be, by GCRA in its usual form. */
function starts(limit: { requests: number; intervalMs: number }, until: number): number[] {
  const { paceMs, burst } = paceOf(limit);
  const found: number[] = [];
  for (let arrival = 0, now = 0; ; ) {
    now = Math.max(now, arrival - (burst - 1) * paceMs);
    if (now > until) return found;
    found.push(now);
    arrival = Math.max(now, arrival) + paceMs;
  }
}

describe("the pace of a lane (invariant:R5)", () => {
  it.each([1, 2, 4, 5, 10, 55, 95, 110, 190])(
    "holds %i in 10 s in every sliding window, also where requests are late by as much as is allowed for",
    (requests) => {
      const limit = { requests, intervalMs: 10_000 };
      const all = starts(limit, 60_000);
      const window = limit.intervalMs * 1.08;
      for (const from of all) {
        expect(all.filter((at) => at >= from && at < from + window).length).toBeLessThanOrEqual(requests);
      }
    },
  );

  it.each([
    [5, 2_000],
    [5, 1_000],
    [1, 500],
  ])(
    "holds %i in %i ms where requests are late by half a second, which no part of so short a window covers",
    (requests, intervalMs) => {
      const all = starts({ requests, intervalMs }, 20_000);
      for (const from of all) {
        expect(all.filter((at) => at >= from && at < from + intervalMs + 500).length).toBeLessThanOrEqual(
          requests,
        );
      }
    },
  );

  it.each([4, 10, 95, 190])("uses at least seven eighths of %i in 10 s over a minute", (requests) => {
    const found = starts({ requests, intervalMs: 10_000 }, 60_000).length;
    expect(found).toBeGreaterThan(6 * requests * 0.875);
  });

  it("limits nothing where nothing is limited, and refuses a limit that lets nothing through", () => {
    expect(paceOf("unlimited").paceMs).toBe(0);
    expect(() => paceOf({ requests: 0, intervalMs: 1_000 })).toThrow(RangeError);
  });
});
