import { simulatedClock } from "@headway/crm/conformance";
import { type CallRequest, type HttpAnswer, type Limiter, ownLimiter } from "@headway/crm/http";
import { describe, expect, test } from "vitest";
import { type LaneName, type Limits, rateLimits } from "./limits.ts";
import { mapError } from "./map-error.ts";

const share = { burst: 0.5, day: 0.6 };
const request = (lane: LaneName): CallRequest => ({ method: "GET", path: "/x", lane, replay: "safe" });
const answer = (headers: HttpAnswer["headers"], status = 200): HttpAnswer => ({
  status,
  headers,
  body: null,
});

/** How many requests of a lane start within the first `ms`. */
async function startsWithin(limits: Limits, lane: LaneName, ms: number, headers?: HttpAnswer["headers"]) {
  const clock = simulatedClock(0);
  const rates = rateLimits(limits, share, clock.ports);
  if (headers !== undefined) rates.onAnswer(answer(headers), request("general"), undefined);
  const starts: number[] = [];
  const all = Array.from({ length: 250 }, async () => {
    await rates.lanes[lane].acquire();
    starts.push(clock.now());
  });
  await Promise.all(all);
  return starts.filter((start) => start < ms).length;
}

describe("rate limits (invariant:R4)", () => {
  test.each<[string, Limits, LaneName, number, number, HttpAnswer["headers"]?]>([
    ["half of 190 in ten seconds", "real", "general", 10_000, 95],
    ["half of five searches a second", "real", "search", 10_000, 25],
    ["half of what HubSpot says", "real", "general", 10_000, 50, { "x-hubspot-ratelimit-max": "100" }],
    ["own numbers", { perTenSeconds: 7 }, "general", 10_000, 7],
    ["nothing waits when off", "off", "search", 1, 250],
  ])("%s", async (_, limits, lane, ms, expected, headers) => {
    expect(await startsWithin(limits, lane, ms, headers)).toBe(expected);
  });

  test("searches that waited for a general turn do not bunch up: never more than five within a second", async () => {
    const clock = simulatedClock(0);
    const { lanes } = rateLimits("real", share, clock.ports);
    for (let index = 0; index < 94; index += 1) await lanes.general.acquire();
    const starts: number[] = [];
    for (let index = 0; index < 12; index += 1) {
      await lanes.search.acquire();
      starts.push(clock.now());
    }
    const most = starts.map(
      (start) => starts.filter((other) => other >= start && other < start + 1_000).length,
    );
    expect(Math.max(...most)).toBeLessThanOrEqual(5);
    expect(starts.at(-1)).toBeGreaterThan(10_000);
  });

  test("after a 429 its lane pauses as long as HubSpot asked", async () => {
    const clock = simulatedClock(0);
    const rates = rateLimits("real", share, clock.ports);
    const limited = answer({ "retry-after": "4" }, 429);
    rates.onAnswer(limited, request("general"), mapError(limited, request("general")));
    await rates.lanes.general.acquire();
    expect(clock.now()).toBe(4_000);
  });

  test("beyond the share of the day nothing is sent, until a probe after a quarter of an hour", () => {
    const clock = simulatedClock(0);
    const rates = rateLimits("real", share, clock.ports);
    const day = (remaining: string) => ({
      "x-hubspot-ratelimit-daily": "250000",
      "x-hubspot-ratelimit-daily-remaining": remaining,
    });
    rates.onAnswer(answer(day("100001")), request("general"), undefined);
    expect(rates.refusal()).toBeUndefined();
    rates.onAnswer(answer(day("100000")), request("general"), undefined);
    expect(rates.refusal()).toMatchObject({
      code: "rate-limited",
      message: expect.stringContaining("100000 calls"),
    });
    clock.advance(900_000);
    expect(rates.refusal()).toBeUndefined();
  });

  test("where other apps used the window up, it looks again after a tenth of it", async () => {
    const clock = simulatedClock(0);
    const rates = rateLimits("real", share, clock.ports);
    const headers = {
      "x-hubspot-ratelimit-max": "190",
      "x-hubspot-ratelimit-remaining": "0",
      "x-hubspot-ratelimit-interval-milliseconds": "10000",
    };
    rates.onAnswer(answer(headers), request("general"), undefined);
    await rates.lanes.general.acquire();
    expect(clock.now()).toBe(1_000);
  });

  test("a pause outlives a change of the limit", async () => {
    const clock = simulatedClock(0);
    const rates = rateLimits("real", share, clock.ports);
    rates.lanes.general.pauseUntil(7_000);
    rates.onAnswer(answer({ "x-hubspot-ratelimit-max": "100" }), request("general"), undefined);
    await rates.lanes.general.acquire();
    expect(clock.now()).toBe(7_000);
  });
});

test("a limiter that is handed in makes every lane by its name, and again when HubSpot names another limit (invariant:R5)", async () => {
  const made: unknown[] = [];
  const clock = simulatedClock(0);
  const limiter: Limiter = {
    lane(name, limit) {
      made.push([name, limit]);
      return ownLimiter(clock.ports).lane(name, limit);
    },
  };
  const rates = rateLimits("real", share, clock.ports, limiter);
  rates.onAnswer(answer({ "x-hubspot-ratelimit-max": "100" }), request("general"), undefined);
  expect(made).toEqual([
    ["general", { requests: 95, intervalMs: 10_000 }],
    ["search", { requests: 5, intervalMs: 2_000 }],
    ["associations", { requests: 50, intervalMs: 10_000 }],
    ["general", { requests: 50, intervalMs: 10_000 }],
  ]);
});
