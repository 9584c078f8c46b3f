import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createFleet, type Fleet, type FleetEvent, type RunTools } from "./index.ts";
import { fleetPlace, testKey } from "./testing/fleet-place.ts";

const { url, schema, absent, query } = await fleetPlace("worker");
const name = (accountId: string) => ({ tenant: "acme", crm: "crm-one", accountId });
const complete = { status: "complete" } as const;

/** Resolves when the signal aborts, as a run does that stops at a checkpoint. */
function stopped(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener("abort", () => reject(signal.reason));
  });
}

describe.skipIf(absent !== "")(`workers on Postgres ${absent}`, () => {
  const events: FleetEvent[] = [];
  const said = () => events.map(({ type }) => type);
  let fleet: Fleet;
  const enter = async (accountId: string) => {
    await fleet.accounts.put({ ...name(accountId), credentials: {} });
    await fleet.enqueue(name(accountId));
  };
  beforeAll(async () => {
    fleet = await createFleet({ url, schema, key: testKey(5), onEvent: (event) => void events.push(event) });
  });
  beforeEach(() => void events.splice(0));
  afterAll(() => fleet.close());

  it("try a failed run again, with its reason told, and settle nothing of it", async () => {
    await enter("1");
    await fleet.work({ once: true, run: () => Promise.reject(new Error("the CRM is away")) }).done;
    expect(events.at(-1)).toMatchObject({
      type: "failed",
      reason: "the CRM is away",
      attempt: 1,
      accountId: "1",
    });
    await query(`UPDATE ${schema}_jobs.job SET start_after = now() WHERE state = 'retry'`);
    const attempts: number[] = [];
    await fleet.work({
      once: true,
      run: async (_account, { job }) => {
        attempts.push(job.attempt);
        return complete;
      },
    }).done;
    expect(attempts).toEqual([2]);
  });

  it("leave a failed run to the one that waits for the same account, so that no letter dies in between", async () => {
    await enter("11");
    const fail = () => Promise.reject(new Error("away"));
    await fleet.work({ once: true, run: fail }).done;
    await fleet.enqueue(name("11"));
    await fleet.work({ once: true, run: fail }).done;
    expect(await fleet.counts()).toMatchObject({ waiting: 1, active: 0, dead: 0 });
    await query(`UPDATE ${schema}_jobs.job SET start_after = now() WHERE state = 'retry'`);
    await fleet.work({ once: true, run: async () => complete }).done;
    expect(await fleet.counts()).toMatchObject({ waiting: 0 });
  });

  it("put a run whose time was used up behind the others", async () => {
    await enter("2");
    await enter("3");
    const order: string[] = [];
    await fleet.work({
      once: true,
      concurrency: 1,
      run: async ({ accountId }) => {
        order.push(accountId);
        return order.length === 1 ? { status: "continue" } : complete;
      },
    }).done;
    expect(order).toEqual(["2", "3", "2"]);
  });

  it("never run one account twice at a time, however many there are", async () => {
    await enter("4");
    let runs = 0;
    let running = 0;
    let most = 0;
    const run = async (_account: unknown, { signal }: RunTools) => {
      running += 1;
      most = Math.max(most, running);
      runs += 1;
      if (runs === 1) await fleet.enqueue(name("4"));
      await query("SELECT pg_sleep(0.1)");
      signal.throwIfAborted();
      running -= 1;
      return complete;
    };
    const workers = [0, 1, 2].map(() => fleet.work({ run, once: true }));
    await Promise.all(workers.map(({ done }) => done));
    await fleet.work({ run, once: true }).done;
    expect(most).toBe(1);
    expect(said().filter((type) => type === "done")).toHaveLength(2);
  });

  it("stop at once when the grace is over, put the run back, and give the lease back", async () => {
    await enter("5");
    const worker = fleet.work({
      graceMs: 20,
      run: async (_account, { signal }) => stopped(signal),
    });
    while (!said().includes("started")) await query("SELECT pg_sleep(0.01)");
    await worker.stop();
    await worker.stop();
    expect(said()).toEqual(["started", "stopped"]);
    const taken: string[] = [];
    await fleet.work({
      once: true,
      run: async ({ accountId }) => {
        taken.push(accountId);
        return complete;
      },
    }).done;
    expect(taken).toEqual(["5"]);
  });

  it("let a run end by itself within the grace", async () => {
    await enter("6");
    let aborted = false;
    const worker = fleet.work({
      graceMs: 30_000,
      run: async (_account, { signal }) => {
        await query("SELECT pg_sleep(0.1)");
        aborted = signal.aborted;
        return complete;
      },
    });
    while (!said().includes("started")) await query("SELECT pg_sleep(0.01)");
    await worker.stop();
    expect([said(), aborted]).toEqual([["started", "done"], false]);
  });

  it("end a run whose lease another one has taken, and settle nothing of it (invariant:K2)", async () => {
    await enter("7");
    const worker = fleet.work({
      once: true,
      leaseMs: 60,
      run: async (_account, { signal, lease }) => {
        await query(
          `UPDATE ${schema}.lease SET fence = fence + 1, owner = 'thief', until = now() WHERE name = '${lease.name}'`,
        );
        return stopped(signal);
      },
    });
    await worker.done;
    const reason = expect.stringContaining("another worker has taken over acme|crm-one|7");
    expect(events).toContainEqual(expect.objectContaining({ type: "lost", code: "lease-lost", reason }));
    expect(said()).not.toContain("done");
  });

  it("open the account's own store, in which a worker that comes late changes no row (invariant:K2)", async () => {
    await enter("10");
    const late: { save: () => Promise<void> } = { save: async () => undefined };
    const accountIds: unknown[] = [];
    for (const round of ["first", "second"]) {
      await fleet.enqueue(name("10"));
      await fleet.work({
        once: true,
        run: async (_account, { openStore }) => {
          const store = await openStore();
          accountIds.push((await store.state("crm-one")).accountId);
          if (round === "second") await late.save().catch((error) => accountIds.push(error.code));
          else late.save = () => store.saveState("crm-one", { accountId: "late" });
          await store.saveState("crm-one", { accountId: round });
          return complete;
        },
      }).done;
    }
    expect(accountIds).toEqual([null, "first", "lease-lost"]);
  });

  it("give up after the last attempt, and bring dead letters back when asked to", async () => {
    const own = await createFleet({ url, schema, key: testKey(5), retries: 0 });
    await own.accounts.put({ ...name("8"), credentials: {} });
    await own.enqueue(name("8"));
    await own.work({ once: true, run: () => Promise.reject(new Error("no")) }).done;
    expect(await own.counts()).toMatchObject({ dead: 1 });
    expect(await own.revive()).toBe(1);
    expect(await own.counts()).toMatchObject({ dead: 0, waiting: 1 });
    await own.close();
  });

  it("run accounts by their cron, and refuse one that is none", async () => {
    await fleet.accounts.put({
      ...name("9"),
      credentials: {},
      cron: "*/15 * * * *",
      timeZone: "Europe/Berlin",
    });
    const schedules = await query(`SELECT cron, timezone FROM ${schema}_jobs.schedule`);
    expect(schedules).toEqual([{ cron: "*/15 * * * *", timezone: "Europe/Berlin" }]);
    await expect(
      fleet.accounts.put({ ...name("9"), credentials: {}, cron: "every day" }),
    ).rejects.toMatchObject({ code: "invalid-options" });
    await fleet.accounts.remove(name("9"));
    expect(await query(`SELECT cron FROM ${schema}_jobs.schedule`)).toEqual([]);
    expect(await fleet.accounts.get(name("9"))).toBeNull();
  });
});
