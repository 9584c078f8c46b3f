import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createFleet, type Fleet, type FleetEvent } from "./index.ts";
import { fleetPlace, testKey } from "./testing/fleet-place.ts";

const { url, schema, absent } = await fleetPlace("jobs");
const acme = { tenant: "acme", crm: "crm-one", accountId: "17" };
const other = { tenant: "other", crm: "crm-one", accountId: "17" };

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
});
