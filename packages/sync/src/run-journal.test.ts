import type { CrmAdapter } from "@headway/crm";
import { type SimulatedClock, simulatedClock } from "@headway/crm/conformance";
import { type MemoryCrm, memoryCrm } from "@headway/crm/memory";
import { beforeEach, describe, expect, it } from "vitest";
import { memoryStore } from "./memory/index.ts";
import type { OpenStore } from "./open-store.ts";
import { readStatus } from "./status.ts";
import { createSync, type RunOptions } from "./sync.ts";
import { SyncError } from "./sync-error.ts";
import { ownFields } from "./write-back.ts";

const minuteMs = 60_000;

let clock: SimulatedClock;
let crm: MemoryCrm;
let store: OpenStore;

beforeEach(async () => {
  clock = simulatedClock(Date.parse("2026-03-01T10:00:00.000Z"));
  crm = memoryCrm({ pageSize: 2, clock });
  store = memoryStore({ clock: clock.now });
  await crm.provision(ownFields.map((field) => ({ type: "create-field", field })));
  await crm.backend.create("deal", { name: "A" });
});

function sync(name: string, adapter: CrmAdapter = crm, dead: readonly string[] = []) {
  const worker = { name, isGone: (other: string) => dead.includes(other) };
  return createSync({ crm: adapter, store, clock: clock.now, worker });
}

const run = (name: string, adapter?: CrmAdapter, options?: RunOptions) => sync(name, adapter).run(options);
const rows = () => store.rows("memory", "run", null, 99);

/** A CRM whose pull never comes back, as for a process that was killed in it. */
function hanging(): { adapter: CrmAdapter; reached: Promise<void> } {
  let arrive: () => void = () => undefined;
  const reached = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const adapter: CrmAdapter = {
    ...crm,
    pull: async function* (request, options) {
      if (request.type === "changes" && request.object === "account") {
        arrive();
        await new Promise(() => undefined);
      }
      yield* crm.pull(request, options);
    },
  };
  return { adapter, reached };
}

describe("the row of a run", () => {
  it("says complete with what was read and written", async () => {
    await run("w1");
    expect(await rows()).toMatchObject([
      {
        status: "complete",
        worker: "w1",
        pulled: { deal: 1 },
        written: { deal: 1 },
        gaps: [],
        failure: null,
      },
    ]);
  });

  it("says incomplete with the reasons", async () => {
    await crm.provision(ownFields.map((field) => ({ type: "remove-field", field })));
    const report = await run("w1");
    expect(await rows()).toMatchObject([{ status: "incomplete", gaps: report.gaps }]);
  });

  it("says failed with the error's code and four sentences", async () => {
    crm.backend.failNext({ kind: "unauthenticated", on: "any", times: 9 });
    await expect(run("w1")).rejects.toMatchObject({ code: "unauthenticated" });
    const [row] = await rows();
    expect(row).toMatchObject({ status: "failed", failure: { code: "unauthenticated" } });
    for (const part of ["happened", "written", "next", "youCan"] as const)
      expect(row?.failure?.[part]).toMatch(/\w{3}/);
  });

  it.each(["run-started", "run-failed"])(
    "says what ended it where the logger throws at `%s`, and does not say that it goes on",
    async (event) => {
      const log = (entry: { readonly event: string }): void => {
        if (entry.event === event) throw new Error("no room for logs");
      };
      crm.backend.failNext({ kind: "unauthenticated", on: "any", times: 9 });
      const logging = createSync({ crm, store, clock: clock.now, logger: { log } });
      const message = event === "run-started" ? "no room for logs" : "the CRM answered 401";
      await expect(logging.run()).rejects.toThrow(message);
      expect(await rows()).toMatchObject([
        { status: "failed", failure: { happened: expect.stringContaining(message) } },
      ]);
    },
  );

  it("says incomplete, not failed, when it was asked to stop", async () => {
    const signal = AbortSignal.abort();
    await expect(run("w1", crm, { signal })).rejects.toBeDefined();
    expect(await rows()).toMatchObject([{ status: "incomplete", failure: { code: "aborted" } }]);
  });

  it("says lost, neither failed nor stopped as asked, when its right to run was lost (invariant:K2)", async () => {
    const signal = AbortSignal.abort(new SyncError("lease-lost", "another worker may have taken over"));
    await expect(run("w1", crm, { signal })).rejects.toBeDefined();
    const happened = "another worker may have taken over";
    expect(await rows()).toMatchObject([
      { status: "lost", gaps: [], failure: { code: "lease-lost", happened } },
    ]);
    expect((await readStatus(store, "memory", clock.now())).amiss).toContainEqual(
      expect.stringMatching(/^the last run lost its right to run: another worker may have taken over\. /),
    );
  });

  it("says lost as well when it had sent writes by then, with what was written", async () => {
    const losing = new AbortController();
    const lost: CrmAdapter = {
      ...crm,
      push: async (patches, options) => {
        losing.abort(new SyncError("lease-lost", "another worker may have taken over"));
        await crm.push([], options);
        return patches.map(() => ({ status: "unknown", reason: "aborted" }));
      },
    };
    await expect(run("w1", lost, { signal: losing.signal })).rejects.toMatchObject({ code: "aborted" });
    const [row] = await rows();
    expect(row).toMatchObject({
      status: "lost",
      failure: {
        code: "lease-lost",
        written: expect.stringMatching(/^0 records were written to memory and confirmed, 1 were sent/),
      },
    });
  });

  it("is there while the run goes on, and names what it was in when it was killed", async () => {
    const { adapter, reached } = hanging();
    void run("killed", adapter);
    await reached;
    expect(await rows()).toMatchObject([{ status: "running", worker: "killed" }]);
    clock.advance(11 * minuteMs);
    await run("next");
    expect(await rows()).toMatchObject([
      {
        status: "abandoned",
        worker: "killed",
        finishedAt: "2026-03-01T10:11:00.000Z",
        failure: { code: "abandoned", happened: expect.stringContaining("without a word") },
      },
      { status: "complete", worker: "next" },
    ]);
  });
});

describe("two runs on one store", () => {
  it("refuses the second, naming the first, and lets it write nothing", async () => {
    const { adapter, reached } = hanging();
    void run("first", adapter);
    await reached;
    const asked = crm.backend.requestCount();
    await expect(run("second")).rejects.toMatchObject({
      code: "run-going-on",
      message: expect.stringContaining("run 1 by first, begun 2026-03-01T10:00:00.000Z"),
    });
    expect(crm.backend.requestCount()).toBe(asked);
    expect(await rows()).toHaveLength(1);
  });

  it("refuses the second of one engine as well, and the first goes on", async () => {
    const one = createSync({ crm, store, clock: clock.now });
    const [first, second] = await Promise.allSettled([one.run(), one.run()]);
    expect([first.status, second.status].sort()).toEqual(["fulfilled", "rejected"]);
    expect(first.status === "rejected" ? first.reason : second).toMatchObject(
      first.status === "rejected" ? { code: "run-going-on" } : { reason: { code: "run-going-on" } },
    );
  });

  it("lets the next one go on at once where the first died before it entered itself", async () => {
    await store.leases.acquire("run/memory", "dead", 600_000);
    await expect(run("other")).rejects.toMatchObject({ message: expect.stringContaining("by dead") });
    expect((await sync("next", crm, ["dead"]).run()).state).toBe("complete");
  });

  it("lets the next one go on at once where the first is known to be dead", async () => {
    const { adapter, reached } = hanging();
    void run("dead", adapter);
    await reached;
    expect((await sync("next", crm, ["dead"]).run()).state).toBe("complete");
    expect(await rows()).toMatchObject([{ status: "abandoned" }, { status: "complete" }]);
  });

  it("invariant:K2 keeps a run that wakes after another took over from writing anything", async () => {
    let wake: () => void = () => undefined;
    const slept = new Promise<void>((resolve) => {
      wake = resolve;
    });
    const { promise: reached, resolve: arrive } = Promise.withResolvers<void>();
    const sleeping: CrmAdapter = {
      ...crm,
      pull: async function* (request, options) {
        if (request.type === "changes" && request.object === "account") {
          arrive();
          await slept;
        }
        yield* crm.pull(request, options);
      },
    };
    const first = run("sleeper", sleeping);
    await reached;
    clock.advance(11 * minuteMs);
    await run("other");
    wake();
    await expect(first).rejects.toMatchObject({ code: "lease-lost" });
    expect(await rows()).toMatchObject([
      { worker: "sleeper", status: "abandoned" },
      { worker: "other", status: "complete" },
    ]);
  });
});
