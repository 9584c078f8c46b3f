import { simulatedClock } from "@headway/crm/conformance";
import type { HttpAnswer } from "@headway/crm/http";
import { describe, expect, test } from "vitest";
import { openClient } from "./client.ts";
import { connect } from "./connect.ts";
import { parseOptions } from "./options.ts";

function open(timeoutMs: number, tookMs: number, answer: Partial<HttpAnswer> = {}) {
  const clock = simulatedClock(0);
  const settings = parseOptions({ ports: clock.ports, limits: "off" });
  let sent = 0;
  const transport = async (): Promise<HttpAnswer> => {
    sent += 1;
    clock.advance(tookMs);
    return { status: 200, headers: {}, body: null, ...answer };
  };
  const client = openClient(connect(transport, settings), { timeoutMs });
  return { client, sent: () => sent };
}

describe("one call of the adapter", () => {
  test("its time is for all its requests together (invariant:R7)", async () => {
    const { client, sent } = open(5_000, 3_000);
    await client.get("/one");
    client.throwIfEnded();
    await client.get("/two").catch(() => undefined);
    expect(() => client.throwIfEnded()).toThrow(/time given to the call is over/);
    await expect(client.get("/three")).rejects.toMatchObject({ code: "deadline-exceeded" });
    expect(sent()).toBeLessThanOrEqual(3);
  });

  test("once the share of the day is used up nothing is sent any more (invariant:R4)", async () => {
    const headers = { "x-hubspot-ratelimit-daily": "1000", "x-hubspot-ratelimit-daily-remaining": "400" };
    const clock = simulatedClock(0);
    const settings = parseOptions({ ports: clock.ports });
    let sent = 0;
    const transport = async (): Promise<HttpAnswer> => {
      sent += 1;
      return { status: 200, headers, body: null };
    };
    const client = openClient(connect(transport, settings));
    await client.get("/one");
    await expect(client.get("/two")).rejects.toMatchObject({ code: "rate-limited" });
    expect(sent).toBe(1);
  });
});
