import { systemPorts } from "@headway/crm/http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cellLimiter } from "./cell-limiter.ts";
import { type FleetDatabase, openFleetDatabase } from "./fleet-database.ts";
import { fleetPlace } from "./testing/fleet-place.ts";

const { url, schema, absent } = await fleetPlace("limiter");
const name = (accountId: string) => ({ tenant: "acme", crm: "crm-one", accountId });

describe.skipIf(absent !== "")(`lanes on Postgres ${absent}`, () => {
  let database: FleetDatabase;
  let asked = 0;
  beforeAll(async () => {
    const opened = await openFleetDatabase({ url, schema, connections: 4 });
    database = {
      ...opened,
      query: (text, values) => {
        asked += 1;
        return opened.query(text, values);
      },
    };
  });
  afterAll(() => database.close());

  it("keep several adapters together within one limit (invariant:R5)", async () => {
    const limit = { requests: 10, intervalMs: 400 };
    const began: number[] = [];
    const lanes = [0, 1, 2].map(() => cellLimiter(database, name("1"), systemPorts).lane("general", limit));
    const turns = lanes.flatMap((lane) => Array.from({ length: 9 }, () => lane));
    await Promise.all(turns.map((lane) => lane.acquire().then(() => began.push(systemPorts.now()))));
    expect(began).toHaveLength(27);
    for (const from of began) {
      expect(began.filter((at) => at >= from && at < from + limit.intervalMs).length).toBeLessThanOrEqual(10);
    }
  });

  it("ask less than once for each request while nobody else does", async () => {
    const lane = cellLimiter(database, name("2"), systemPorts).lane("general", {
      requests: 1_000,
      intervalMs: 10_000,
    });
    asked = 0;
    for (let call = 0; call < 40; call += 1) await lane.acquire();
    expect(asked).toBeLessThan(20);
  });

  it("do not share what belongs to another account or lane", async () => {
    const limit = { requests: 1, intervalMs: 3_600_000 };
    const limiters = [name("3"), name("4")].map((one) => cellLimiter(database, one, systemPorts));
    const all = limiters.flatMap((limiter) => ["general", "search"].map((lane) => limiter.lane(lane, limit)));
    await Promise.all(all.map((lane) => lane.acquire()));
  });

  it("rest together: a pause of one is a pause of all, also where nothing is limited", async () => {
    const [first, second] = [0, 1].map(() =>
      cellLimiter(database, name("5"), systemPorts).lane("general", "unlimited"),
    );
    await first?.acquire();
    const until = systemPorts.now() + 300;
    first?.pauseUntil(until);
    await database.query("SELECT pg_sleep(0.05)");
    await second?.acquire();
    // The pause counts from when the database hears of it.
    expect(systemPorts.now()).toBeGreaterThanOrEqual(until - 5);
  });

  it("let go who does not want to wait any longer, and serve those behind", async () => {
    const lane = cellLimiter(database, name("6"), systemPorts).lane("general", {
      requests: 1,
      intervalMs: 200,
    });
    await lane.acquire();
    const impatient = new AbortController();
    const gone = lane.acquire(impatient.signal);
    const next = lane.acquire();
    impatient.abort(new Error("enough"));
    await expect(gone).rejects.toThrow("enough");
    await next;
    await expect(lane.acquire(impatient.signal)).rejects.toThrow("enough");
  });
});
