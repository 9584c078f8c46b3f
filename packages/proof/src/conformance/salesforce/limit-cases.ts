import assert from "node:assert/strict";
import { CrmError } from "@headway/crm";
import type { ProofCase } from "../conformance-proof.ts";
import { createDeal, drain } from "./testing/adapter-world.ts";
import { day, idsOf, outcomeOf, trouble } from "./trouble.ts";

const concurrent = [
  { errorCode: "REQUEST_LIMIT_EXCEEDED", message: "ConcurrentPerOrgLongTxn Limit exceeded." },
];

/** The org's limits: what is left to others, and how long to wait. */
export const limitCases: readonly ProofCase[] = [
  trouble(
    "quota-guard",
    { sandbox: { dailyLimit: 100 }, adapter: { share: { day: 0.2, run: 1 } } },
    async (world) => {
      let error: unknown;
      for (let round = 0; error === undefined && round < 100; round += 1) {
        const outcome = await outcomeOf(world.adapter.describe());
        if (outcome instanceof Error) error = outcome;
      }
      assert.ok(CrmError.is(error) && error.code === "rate-limited");
      assert.match(error.message, /left to its other applications/);
      assert.ok(world.arrived.length <= 21, `${world.arrived.length} requests`);
      const before = world.arrived.length;
      await outcomeOf(world.adapter.describe());
      assert.equal(world.arrived.length, before);
    },
  ),
  trouble(
    "run-that-would-use-up-the-day",
    { sandbox: { dailyLimit: 100 }, adapter: { share: { day: 1, run: 0.1 } } },
    async (world) => {
      for (let round = 0; round < 30; round += 1) await outcomeOf(world.adapter.describe());
      assert.ok(world.arrived.length <= 11, `${world.arrived.length} requests`);
      world.advance(25 * 3_600_000);
      assert.equal((await world.adapter.describe()).account.name, "Headway Sandbox");
    },
  ),
  trouble(
    "quota-used-by-others-stops-a-pull-that-goes-on",
    { sandbox: { dailyLimit: 1000 }, adapter: { pageSize: 5 } },
    async ({ sandbox, adapter, advance }) => {
      const ids = Array.from({ length: 23 }, () => createDeal(sandbox));
      const headers = { "sforce-limit-info": "api-usage=900/1000" };
      const found: string[] = [];
      let cursor: string | undefined;
      const read = async (): Promise<void> => {
        const request = {
          type: "changes",
          object: "deal",
          ...(cursor === undefined ? {} : { since: cursor }),
        } as const;
        for await (const page of adapter.pull(request)) {
          found.push(...idsOf(page.changes));
          cursor = page.cursor ?? cursor;
          const body = [{ errorCode: "SERVER_UNAVAILABLE", message: "busy" }];
          if (found.length === 5) sandbox.failNext({ status: 503, body, headers, times: 1 });
        }
      };
      const stopped = (await outcomeOf(read())) as Partial<CrmError>;
      assert.equal(stopped.code, "rate-limited");
      advance(day);
      await read();
      assert.deepEqual(found, ids);
    },
  ),
  trouble("too-many-long-requests-at-once", {}, async ({ sandbox, adapter, waits }) => {
    createDeal(sandbox);
    sandbox.failNext({ match: { path: "/composite" }, status: 403, body: concurrent });
    assert.equal((await drain(adapter, "deal")).changes.length, 1);
    assert.ok(
      waits.some((ms) => ms >= 4000),
      "rested for seconds",
    );
  }),
  trouble("daily-limit-is-not-hammered", {}, async (world) => {
    const body = [{ errorCode: "REQUEST_LIMIT_EXCEEDED", message: "TotalRequests Limit exceeded." }];
    world.sandbox.failNext({ status: 403, body, times: 50 });
    const error = (await outcomeOf(world.adapter.describe())) as CrmError;
    assert.equal(error.code, "rate-limited");
    assert.equal(error.details.retryAfterMs, 3_600_000);
    assert.equal(world.arrived.length, 1);
  }),
  trouble("server-too-busy-asks-to-wait", {}, async ({ sandbox, adapter, waits }) => {
    const body = [{ errorCode: "SERVER_UNAVAILABLE", message: "busy" }];
    sandbox.failNext({ status: 503, body, headers: { "retry-after": "7" } });
    await adapter.describe();
    assert.ok(waits.includes(7000));
  }),
  trouble("answer-without-end", { meet: endless }, async ({ adapter }) => {
    await assert.rejects(adapter.describe(), { code: "malformed-response" });
  }),
];

/** 65 MiB of nothing, as a broken proxy may send. */
async function endless(): Promise<Response> {
  const chunk = new TextEncoder().encode(" ".repeat(1024 * 1024));
  let left = 65;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (left === 0) controller.close();
      else controller.enqueue(chunk);
      left -= 1;
    },
  });
  return new Response(body, { headers: { "content-type": "application/json" } });
}
