import { deepEqual, equal, ok, rejects } from "node:assert/strict";
import type { ProofCase } from "../conformance-proof.ts";
import { addCompanies, type Open, pathOf, portalCase } from "./portal-case.ts";
import { pullAll, recordsAmong } from "./testing/portal-world.ts";

/** Limits: Headway's share of them, and what is left to the account's other apps (`invariant:R3` to `invariant:R6`). */
export const limitCases: readonly ProofCase[] = [
  portalCase("burst-share-is-never-exceeded", async (open) => {
    const starts: number[] = [];
    const { crm, sandbox, clock } = await open({
      async between(request, pass) {
        starts.push(clock.now());
        return pass(request);
      },
    });
    addCompanies(sandbox, 30_000);
    await pullAll(crm, "account");
    equal(starts.length, 300);
    ok(mostWithin(starts, 10_000) <= 95, `${mostWithin(starts, 10_000)} requests in 10 s`);
    equal(sandbox.requests().rateLimited, 0);
  }),
  portalCase("smaller-edition-has-a-smaller-share", async (open) => {
    const starts: number[] = [];
    const { crm, sandbox, clock } = await open({
      portal: { edition: "free" },
      async between(request, pass) {
        starts.push(clock.now());
        return pass(request);
      },
    });
    addCompanies(sandbox, 20_000);
    await pullAll(crm, "account");
    // The first answer says so; until then the published limit of the larger editions was assumed.
    ok(mostWithin(starts.slice(1), 10_000) <= 50, `${mostWithin(starts.slice(1), 10_000)} requests in 10 s`);
    equal(sandbox.requests().rateLimited, 0);
  }),
  portalCase("search-keeps-to-its-own-limit", async (open) => {
    const starts: number[] = [];
    const { crm, sandbox, clock } = await open({
      async between(request, pass) {
        if (pathOf(request).endsWith("/search")) starts.push(clock.now());
        return pass(request);
      },
    });
    const { cursor } = await pullAll(crm, "account");
    clock.advance(3_600_000);
    addCompanies(sandbox, 8_000);
    await pullAll(crm, "account", cursor);
    equal(starts.length, 41);
    ok(mostWithin(starts, 2_000) <= 5, `${mostWithin(starts, 2_000)} searches in 2 s`);
    equal(sandbox.requests().rateLimited, 0);
  }),
  portalCase("429-of-each-policy-is-waited-for", async (open) => {
    const { crm, sandbox, clock } = await open();
    addCompanies(sandbox, 1);
    for (const [policyName, atLeastMs] of [
      ["TEN_SECONDLY_ROLLING", 10_000],
      ["SECONDLY", 1_000],
    ] as const) {
      const body = {
        status: "error",
        message: "You have reached your limit.",
        errorType: "RATE_LIMIT",
        policyName,
      };
      sandbox.failNext({ status: 429, body });
      const before = clock.now();
      equal(recordsAmong((await pullAll(crm, "account")).changes).length, 1);
      ok(clock.now() - before >= atLeastMs, `${policyName}: waited ${clock.now() - before} ms`);
    }
  }),
  portalCase("daily-limit-pauses-until-midnight", async (open) => {
    const { crm, sandbox, clock, requests } = await open({
      portal: { dailyLimit: 1_000, timeZone: "US/Eastern" },
      adapter: { share: { day: 1 } },
    });
    await crm.describe();
    sandbox.spendDailyCalls(2_000);
    await rejects(pullAll(crm, "account"), { code: "rate-limited" });
    requests.length = 0;
    for (let hour = 0; hour < 4; hour += 1) {
      await rejects(pullAll(crm, "account"), { code: "rate-limited" });
      clock.advance(3_600_000);
    }
    deepEqual(requests, []);
    // The clock stood at seven in the evening in New York.
    clock.advance(2 * 3_600_000);
    await pullAll(crm, "account");
  }),
  portalCase("share-of-the-day-is-left-to-others", async (open) => {
    const { crm, sandbox } = await open({ portal: { dailyLimit: 1_000 } });
    let calls = 0;
    const failure = await (async () => {
      for (; calls < 2_000; calls += 1) await pullAll(crm, "account");
    })().catch((error: unknown) => error);
    ok(failure instanceof Error && failure.message.includes("left for your other apps"));
    equal(sandbox.requests().total, 600);
    equal(sandbox.requests().rateLimited, 0);
  }),
  portalCase("locked-record-423", (open) => outlives(open, 423, 2_000)),
  portalCase("migration-477", (open) => outlives(open, 477, 7_000, { "retry-after": "7" })),
  portalCase("timeout-524-before-the-answer", (open) => outlives(open, 524, 0)),
  portalCase("service-degraded-gives-up", async (open) => {
    const { crm, sandbox, requests } = await open();
    sandbox.failNext({ status: 503, times: 1_000 });
    for (let call = 0; call < 60; call += 1) await pullAll(crm, "account").catch(() => undefined);
    // At first three attempts each; then the quota of retries is used up, and each call is sent once.
    ok(requests.length < 60 + 2 * 20, `${requests.length} requests for 60 calls`);
  }),
];

async function outlives(
  open: Open,
  status: number,
  atLeastMs: number,
  headers: Readonly<Record<string, string>> = {},
): Promise<void> {
  const { crm, sandbox, clock } = await open();
  addCompanies(sandbox, 1);
  sandbox.failNext({ status, headers });
  const before = clock.now();
  equal(recordsAmong((await pullAll(crm, "account")).changes).length, 1);
  ok(clock.now() - before >= atLeastMs, `waited ${clock.now() - before} ms after ${status}`);
}

/** The most that started within any stretch of `ms`. */
function mostWithin(starts: readonly number[], ms: number): number {
  let [most, first] = [0, 0];
  for (const [index, start] of starts.entries()) {
    while ((starts[first] ?? 0) <= start - ms) first += 1;
    most = Math.max(most, index - first + 1);
  }
  return most;
}
