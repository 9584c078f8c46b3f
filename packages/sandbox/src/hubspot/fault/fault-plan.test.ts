import { describe, expect, test } from "vitest";
import { startSandbox } from "../../start-sandbox.ts";
import { testPortal } from "../testing/test-client.ts";
import type { HubspotFaultRates } from "./fault-plan.ts";

const DEALS = "/crm/objects/2026-09/deals";

/** What a call came to: its status, or how it ended without one. */
async function outcomeOf(call: Promise<{ status: number; body: { policyName?: unknown } }>): Promise<string> {
  try {
    const { status, body } = await call;
    return [status, body.policyName].filter(Boolean).join(" ");
  } catch (error) {
    return error instanceof Error ? error.message.replace(/ at position.*| \(line.*/, "") : String(error);
  }
}

function plannedPortal(rates: HubspotFaultRates, seed = 1) {
  const slept: number[] = [];
  const sleep = async (ms: number): Promise<void> => void slept.push(ms);
  return { ...testPortal({ faults: { seed, rates }, sleep }), slept };
}

const deal = { properties: { dealname: "D" } };

describe("each fault (hubspot facts §1)", () => {
  test.each([
    ["rateLimited", "429 TEN_SECONDLY_ROLLING", 0],
    ["dailyLimited", "429 DAILY", 0],
    ["locked", "423", 0],
    ["migrating", "477", 0],
    ["reset", "fetch failed", 0],
    ["lost", "fetch failed", 1],
    ["broken", "fetch failed", 1],
    ["slow", "201", 1],
  ] as const)("%s: a create comes to %j, and to %i deals", async (kind, outcome, made) => {
    const { post, sandbox } = plannedPortal({ [kind]: 1 });
    expect(await outcomeOf(post(DEALS, deal))).toBe(outcome);
    expect(sandbox.count("deals")).toBe(made);
  });

  test.each([
    ["failedBefore", 0],
    ["failedAfter", 1],
  ] as const)("%s: a 5xx, and %i deals", async (kind, made) => {
    const { post, sandbox } = plannedPortal({ [kind]: 1 });
    const answer = await post(DEALS, deal);
    expect(answer.status).toBeGreaterThanOrEqual(500);
    expect(sandbox.count("deals")).toBe(made);
  });

  test("truncated: the answer is no JSON any more, the deal is there", async () => {
    const { post, sandbox } = plannedPortal({ truncated: 1 });
    await expect(post(DEALS, deal)).rejects.toThrow(SyntaxError);
    expect(sandbox.count("deals")).toBe(1);
  });

  test("a search is limited by the second, a migration says for how long", async () => {
    const limited = plannedPortal({ rateLimited: 1 });
    expect((await limited.post(`${DEALS}/search`, {})).body.policyName).toBe("SECONDLY");
    const migrating = plannedPortal({ migrating: 1 });
    expect((await migrating.get(DEALS)).headers.get("retry-after")).toBe("5");
  });

  test("a slow answer takes its time and ends with the caller's patience", async () => {
    const { get, slept } = plannedPortal({ slow: 1 });
    expect((await get(DEALS)).body.results).toEqual([]);
    expect(slept.reduce((sum, ms) => sum + ms, 0)).toBe(30_000);
    const { sandbox } = testPortal({
      faults: { seed: 1, rates: { slow: 1 } },
      sleep: () => new Promise(() => {}),
    });
    const leave = new AbortController();
    const request = new Request(`https://api.hubapi.com${DEALS}`, {
      headers: { authorization: `Bearer ${sandbox.accessToken}` },
      signal: leave.signal,
    });
    const reading = sandbox.fetch(request).then((response) => response.text());
    leave.abort(new Error("no more patience"));
    await expect(reading).rejects.toThrow("no more patience");
  });
});

describe("a plan", () => {
  const MIXED = { rateLimited: 0.1, failedBefore: 0.1, lost: 0.1, truncated: 0.1, locked: 0.1 };

  async function play(seed: number): Promise<string[]> {
    const { get, post } = plannedPortal(MIXED, seed);
    const outcomes: string[] = [];
    for (let call = 0; call < 60; call++) {
      outcomes.push(await outcomeOf(call % 2 === 0 ? get(DEALS) : post(`${DEALS}/search`, {})));
    }
    return outcomes;
  }

  test("is the same for the same seed, and strikes about as often as it says (K6)", async () => {
    const first = await play(3);
    expect(await play(3)).toEqual(first);
    expect(await play(4)).not.toEqual(first);
    const fine = first.filter((outcome) => outcome === "200").length;
    expect(fine).toBeGreaterThan(18);
    expect(fine).toBeLessThan(42);
    expect(new Set(first).size).toBeGreaterThan(4);
  });

  test("does not hang on what else is called in between", async () => {
    const alone = plannedPortal(MIXED);
    const crowded = plannedPortal(MIXED);
    for (let call = 0; call < 30; call++) {
      await outcomeOf(crowded.get("/crm/v3/owners"));
      expect(await outcomeOf(crowded.get(DEALS))).toBe(await outcomeOf(alone.get(DEALS)));
    }
  });

  test("begins and ends when the test says, and gives way to a fault by name", async () => {
    const { get, sandbox } = testPortal();
    sandbox.setFaults({ seed: 1, rates: { locked: 1 } });
    sandbox.failNext({ status: 503 });
    expect([(await get(DEALS)).status, (await get(DEALS)).status]).toEqual([503, 423]);
    sandbox.clearFaults();
    expect((await get(DEALS)).status).toBe(200);
  });

  test("with more than all calls struck is refused", () => {
    expect(() => testPortal({ faults: { seed: 1, rates: { lost: 0.6, reset: 0.6 } } })).toThrow(RangeError);
  });
});

describe("over HTTP", () => {
  test.each(["reset", "broken", "truncated"] as const)(
    "%s ends the call with an error, and the server goes on",
    async (kind) => {
      const running = await startSandbox({ hubspot: { limits: "off" } });
      try {
        const { url, accessToken, sandbox } = running.hubspot;
        const read = async () => {
          const response = await fetch(`${url}${DEALS}`, {
            headers: { authorization: `Bearer ${accessToken}` },
          });
          return response.json();
        };
        sandbox.create("deals", deal);
        sandbox.setFaults({ seed: 1, rates: { [kind]: 1 } });
        await expect(read()).rejects.toThrow();
        sandbox.clearFaults();
        expect(await read()).toMatchObject({ results: [{ properties: {} }] });
      } finally {
        await running.close();
      }
    },
  );
});

test("more calls at once than the limit are refused, the others are answered", async () => {
  const { get } = testPortal({ concurrencyLimit: 2, latencyMs: 1, sleep: () => Promise.resolve() });
  const answers = await Promise.all([get(DEALS), get(DEALS), get(DEALS)]);
  expect(answers.map((answer) => answer.status)).toEqual([200, 200, 429]);
  expect((await get(DEALS)).status).toBe(200);
});
