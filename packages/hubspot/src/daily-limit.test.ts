import { simulatedClock } from "@headway/crm/conformance";
import type { HttpAnswer } from "@headway/crm/http";
import { describe, expect, test } from "vitest";
import { dailyLimit } from "./daily-limit.ts";
import { mapError } from "./map-error.ts";

const request = { method: "GET", path: "/crm/objects/2026-09/deals" } as const;
const usedUp: HttpAnswer = {
  status: 429,
  headers: {},
  body: {
    status: "error",
    message: "You have reached your daily limit.",
    errorType: "RATE_LIMIT",
    policyName: "DAILY",
  },
};
/** Ten in the evening in New York. */
const evening = Date.UTC(2027, 0, 5, 3);

function open(zone?: string) {
  const clock = simulatedClock(evening);
  const limit = dailyLimit(0.6, clock.ports);
  if (zone !== undefined) limit.learnZone(zone);
  return { clock, limit };
}

describe("a day that is used up (invariant:R4)", () => {
  test("pauses until midnight in the account's zone", () => {
    const { clock, limit } = open("US/Eastern");
    limit.learn(usedUp, mapError(usedUp, request));
    expect(limit.refusal()).toMatchObject({ code: "rate-limited", details: { retryAfterMs: 7_200_000 } });
    clock.advance(7_199_000);
    expect(limit.refusal()).toBeDefined();
    clock.advance(1_000);
    expect(limit.refusal()).toBeUndefined();
  });

  test("where the zone is not known, is looked at again every quarter of an hour", () => {
    const { clock, limit } = open();
    limit.learn(usedUp, mapError(usedUp, request));
    expect(limit.refusal()).toBeDefined();
    clock.advance(900_000);
    expect(limit.refusal()).toBeUndefined();
  });

  test("an answer that shows calls left ends the pause", () => {
    const { limit } = open("US/Eastern");
    limit.learn(usedUp, mapError(usedUp, request));
    const headers = { "x-hubspot-ratelimit-daily": "1000", "x-hubspot-ratelimit-daily-remaining": "999" };
    limit.learn({ status: 200, headers, body: null }, undefined);
    expect(limit.refusal()).toBeUndefined();
  });
});
