import { inspect } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createFleet, type Fleet, type FleetEvent } from "./index.ts";
import { openJobs } from "./jobs.ts";
import { fleetPlace, testKey } from "./testing/fleet-place.ts";

const { url, schema, absent, query } = await fleetPlace("jobs");
const acme = { tenant: "acme", crm: "crm-one", accountId: "17" };
const other = { tenant: "other", crm: "crm-one", accountId: "17" };

async function failureOf(work: Promise<unknown>): Promise<unknown> {
  return await work.then(
    () => new Error("nothing failed"),
    (error: unknown) => error,
  );
}

describe.skipIf(absent !== "")(`a fleet on Postgres ${absent}`, () => {
  const events: FleetEvent[] = [];
  let fleet: Fleet;
  beforeAll(async () => {
    fleet = await createFleet({ url, schema, key: testKey(7), onEvent: (event) => events.push(event) });
    for (const name of [acme, other])
      await fleet.accounts.put({ ...name, credentials: { token: `t-${name.tenant}` } });
  });
  afterAll(() => fleet.close());

  it("runs each account that was asked for once, with its own credentials", async () => {
    expect(await fleet.enqueue(acme)).toBe(true);
    expect(await fleet.enqueue(acme)).toBe(false);
    expect(await fleet.enqueue(other)).toBe(true);
    const seen: unknown[] = [];
    const worker = fleet.work({
      once: true,
      run: async ({ tenant }, tools) => {
        seen.push([tenant, await tools.credentials(), tools.lease.fence, tools.job.attempt]);
        return { status: "complete", counts: { written: 3 } };
      },
    });
    await worker.done;
    expect(seen.sort()).toEqual([
      ["acme", { token: "t-acme" }, 1, 1],
      ["other", { token: "t-other" }, 1, 1],
    ]);
    expect(events.filter(({ type }) => type === "done")).toHaveLength(2);
  });

  it("goes on with its jobs although whoever listens throws", async () => {
    const listeners = [
      () => {
        throw new Error("deaf");
      },
      async () => Promise.reject(new Error("deaf")),
    ];
    for (const onEvent of listeners) {
      const own = await createFleet({ url, schema, key: testKey(7), onEvent });
      await own.enqueue(acme);
      await own.enqueue(other);
      const ran: string[] = [];
      const run = async ({ tenant }: { readonly tenant: string }) => {
        ran.push(tenant);
        if (tenant === "acme") throw new Error("the CRM is away");
        return { status: "complete" as const };
      };
      await own.work({ once: true, concurrency: 1, run }).done;
      expect(ran.sort()).toEqual(["acme", "other"]);
      expect(await own.counts()).toMatchObject({ active: 0, waiting: 1, dead: 0 });
      await query(`DELETE FROM ${schema}_jobs.job`);
      await own.close();
    }
  });

  it("tells nothing of what Postgres and pg-boss say, when it opens and later (invariant:X1)", async () => {
    const refused = new URL(url);
    refused.password = "hunter2";
    const settings = { silenceMs: 30_000, longestRunMs: 60_000, retries: 0, connections: 1 };
    const options = { ...settings, schema: `${schema}_other`, onError: () => undefined };
    const failures = [await failureOf(openJobs({ ...options, url: refused.href }))];
    await query(`DROP SCHEMA ${schema}_jobs CASCADE`);
    failures.push(await failureOf(fleet.enqueue(acme)), await failureOf(fleet.counts()));
    failures.push(await failureOf(fleet.accounts.put({ ...acme, cron: "0 6 * * *", credentials: {} })));
    for (const failure of failures) {
      expect(failure).toMatchObject({ name: "SyncError", code: "store-unavailable" });
      expect(inspect(failure)).not.toMatch(/hunter2|password|relation|does not exist/);
    }
  });
});
