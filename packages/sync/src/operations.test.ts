import type { CrmAdapter } from "@headway/crm";
import { type SimulatedClock, simulatedClock } from "@headway/crm/conformance";
import { type MemoryCrm, memoryCrm } from "@headway/crm/memory";
import { beforeEach, describe, expect, it } from "vitest";
import { findDrift } from "./drift.ts";
import { memoryStore } from "./memory/index.ts";
import type { OpenStore } from "./open-store.ts";
import { retryWrites } from "./retry.ts";
import { readStatus } from "./status.ts";
import { createSync } from "./sync.ts";
import { readTrail } from "./sync-trail.ts";
import { ownFields } from "./write-back.ts";

const hourMs = 3_600_000;

let clock: SimulatedClock;
let crm: MemoryCrm;
let store: OpenStore;
let deal: string;

beforeEach(async () => {
  clock = simulatedClock(Date.parse("2026-03-01T10:00:00.000Z"));
  crm = memoryCrm({ clock });
  store = memoryStore({ clock: clock.now });
  await crm.provision(ownFields.map((field) => ({ type: "create-field", field })));
  deal = await crm.backend.create("deal", { name: "A" });
});

const run = (adapter: CrmAdapter = crm) => createSync({ crm: adapter, store, clock: clock.now }).run();
const worker = { name: "tests" };
const retry = (target?: string) =>
  retryWrites(store, "memory", { clock: clock.now, worker, ...(target === undefined ? {} : { target }) });
const trail = () => readTrail(store, "memory", { object: "deal", id: deal }, clock.now());
const status = () => readStatus(store, "memory", clock.now());

/** The CRM with some of its functions in place of its own. */
const but = (part: Partial<CrmAdapter>): CrmAdapter => ({ ...crm, ...part });
const refusing = () =>
  but({
    push: async (patches) => patches.map(() => ({ status: "refused", code: "invalid", reason: "rule 7" })),
  });

describe("a field of Headway's that somebody changed", () => {
  it("is overwritten, and stays in the journal with both values, once", async () => {
    await run();
    clock.advance(hourMs);
    await crm.backend.edit("deal", deal, { headway_stall: "typed over" });
    clock.advance(hourMs);
    const report = await run();
    const row = {
      ref: { object: "deal", id: deal },
      field: "headway_stall",
      written: "unknown",
      theirs: "typed over",
      ours: "unknown",
      changedBy: "2026-03-01T11:00:00.000Z",
      seenAt: "2026-03-01T12:00:00.000Z",
    };
    expect(report.conflicts).toEqual([{ id: expect.stringContaining(`deal/${deal} headway_stall`), ...row }]);
    expect((await crm.backend.read("deal", deal)).fields.headway_stall).toBe("unknown");
    expect(await store.rows("memory", "conflict", null, 9)).toEqual(report.conflicts);
    clock.advance(hourMs);
    expect((await run()).conflicts).toEqual([]);
  });

  it("is no conflict when somebody changed another field", async () => {
    await run();
    clock.advance(hourMs);
    await crm.backend.edit("deal", deal, { name: "B" });
    clock.advance(hourMs);
    expect((await run()).conflicts).toEqual([]);
  });

  it("is told while the write-back is refused, too", async () => {
    await run();
    clock.advance(hourMs);
    await crm.backend.edit("deal", deal, { headway_stall: "typed over" });
    clock.advance(hourMs);
    expect(await run(refusing())).toMatchObject({ conflicts: [{ theirs: "typed over" }], refused: [{}] });
  });
});

describe("a refused write", () => {
  it("invariant:W6 waits, says why, and goes when it is retried", async () => {
    await run(refusing());
    expect(await trail()).toMatchObject({
      status: "refused",
      write: { target: `deal/${deal}`, attempts: 1, code: "invalid", reason: "rule 7" },
      sentences: expect.arrayContaining([expect.stringContaining("rule 7")]),
    });
    expect(await status()).toMatchObject({ parked: 1, amiss: expect.arrayContaining([expect.any(String)]) });
    clock.advance(hourMs);
    expect((await run()).written).toEqual({});
    expect(await retry("deal/nothing")).toEqual([]);
    expect(await retry(`deal/${deal}`)).toEqual([`deal/${deal}`]);
    clock.advance(hourMs);
    expect(await run()).toMatchObject({ state: "complete", written: { deal: 1 } });
    expect(await trail()).toMatchObject({ status: "written", write: null });
  });

  it("invariant:W6 goes by itself when the record changes", async () => {
    await run(refusing());
    clock.advance(hourMs);
    await crm.backend.edit("deal", deal, { name: "B" });
    clock.advance(hourMs);
    expect(await run()).toMatchObject({ state: "complete", written: { deal: 1 } });
  });

  it("is not retried under a run that goes on", async () => {
    await run(refusing());
    await store.leases.acquire("run/memory", "somebody", hourMs);
    await expect(retry()).rejects.toMatchObject({ code: "run-going-on" });
    expect(await status()).toMatchObject({ parked: 1 });
  });
});

describe("a write without an answer", () => {
  const lost = (): CrmAdapter =>
    but({
      push: async (patches, options) => {
        await crm.push(patches, options);
        return patches.map(() => ({ status: "unknown", reason: "no answer" }));
      },
    });
  const unread = (): CrmAdapter =>
    but({
      pull: async function* (request, options) {
        for await (const page of crm.pull(request, options)) {
          yield request.type === "changes" ? page : { ...page, changes: [] };
        }
      },
    });

  it("invariant:W2 is settled by reading", async () => {
    expect((await run(lost())).unsettled).toEqual([`deal/${deal}`]);
    expect(await trail()).toMatchObject({ status: "in-flight" });
    clock.advance(hourMs);
    expect(await run()).toMatchObject({ state: "complete", written: {} });
    expect(await trail()).toMatchObject({ status: "written" });
  });

  it("invariant:W2 is never guessed: unread it stays in flight, and after a day is called indeterminate", async () => {
    await run(lost());
    clock.advance(hourMs);
    expect(await run(unread())).toMatchObject({ state: "incomplete", unsettled: [`deal/${deal}`] });
    clock.advance(24 * hourMs);
    const report = await run(unread());
    expect(report.gaps).toEqual(
      expect.arrayContaining([expect.stringContaining("could not be read back for a day")]),
    );
    const sentAt = "2026-03-01T10:00:00.000Z";
    expect((await status()).indeterminate).toEqual([{ target: `deal/${deal}`, sentAt }]);
    expect(await trail()).toMatchObject({ status: "indeterminate" });
    expect(await retry()).toEqual([`deal/${deal}`]);
    expect((await run()).state).toBe("complete");
  });
});

describe("drift", () => {
  it("finds equal hashes where nothing drifted, and names each field that did", async () => {
    await run();
    const before = await findDrift(store, crm);
    expect(before).toMatchObject({
      isEqual: true,
      objects: [{ object: "deal", records: 1, differing: [] }, {}],
    });
    expect(before.objects[0]?.storeHash).toBe(before.objects[0]?.crmHash);
    clock.advance(hourMs);
    await crm.backend.edit("deal", deal, { headway_stall: "typed over" });
    const asked = crm.backend.requestCount();
    const after = await findDrift(store, crm);
    const ref = { object: "deal", id: deal };
    expect(after).toMatchObject({
      isEqual: false,
      objects: [{ differing: [{ ref, field: "headway_stall", written: "unknown", held: "typed over" }] }, {}],
    });
    expect(after.objects[0]?.storeHash).toBe(before.objects[0]?.storeHash);
    expect(after.objects[0]?.crmHash).not.toBe(before.objects[0]?.crmHash);
    expect(crm.backend.requestCount()).toBe(asked + 1);
    expect((await crm.backend.read("deal", deal)).fields.headway_stall).toBe("typed over");
  });

  it("names records that are gone", async () => {
    await run();
    await crm.backend.remove("deal", deal);
    expect(await findDrift(store, crm)).toMatchObject({ isEqual: false, objects: [{ gone: [deal] }, {}] });
  });
});

describe("the way of a record", () => {
  it.each([
    [
      "merged",
      { merges: [{ ref: { object: "deal" as const, id: "x" }, into: { object: "deal" as const, id: "y" } }] },
    ],
    [
      "unreadable",
      { unreadable: [{ object: "deal" as const, id: "x", field: "amount", reason: "not a number" }] },
    ],
    ["not-stored", {}],
  ])("is told of one that is %s", async (expected, part) => {
    const page = {
      object: "deal" as const,
      cursor: null,
      upserts: [],
      removals: [],
      merges: [],
      unreadable: [],
    };
    await store.commitPage("memory", { ...page, ...part });
    const found = await readTrail(store, "memory", { object: "deal", id: "x" }, clock.now());
    expect(found.status).toBe(expected);
    expect(found.sentences.length).toBeGreaterThan(0);
  });
});

describe("status", () => {
  it("says up to when everything was read, and is content after a complete run", async () => {
    expect(await status()).toMatchObject({
      lastRun: null,
      caughtUpAt: null,
      amiss: [expect.stringContaining("no run")],
    });
    await run();
    expect(await status()).toMatchObject({
      lastRun: { status: "complete" },
      completeAt: "2026-03-01T10:00:00.000Z",
      caughtUpAt: "2026-03-01T10:00:00.000Z",
      records: { deal: 1 },
      waiting: 0,
      parked: 0,
      amiss: [],
    });
  });

  it("says no instant up to which everything was read while one object never was", async () => {
    const paged = memoryCrm({ clock, pageSize: 1 });
    await paged.provision(ownFields.map((field) => ({ type: "create-field", field })));
    for (const name of ["A", "B", "C"]) await paged.backend.create("deal", { name });
    const slow: CrmAdapter = {
      ...paged,
      pull: async function* (request, options) {
        for await (const page of paged.pull(request, options)) {
          clock.advance(1_000);
          yield page;
        }
      },
    };
    const sync = createSync({ crm: slow, store, clock: clock.now });
    await sync.run({ budgetMs: 1_000 });
    expect(await status()).toMatchObject({ caughtUp: { user: expect.any(String) }, caughtUpAt: null });
    for (let n = 0; n < 20 && (await status()).lastRun?.status !== "complete"; n += 1)
      await sync.run({ budgetMs: 2_000 });
    expect((await status()).caughtUpAt).toEqual(expect.any(String));
  });

  it("calls a run that is silent for too long most likely killed", async () => {
    const row = {
      worker: "w",
      dryRun: false,
      asOf: "",
      pulled: {},
      written: {},
      gaps: [],
      failure: null,
      step: null,
    };
    const startedAt = "2026-03-01T10:00:00.000Z";
    await store.putRows("memory", "run", [
      { ...row, id: "1", status: "running", startedAt, aliveAt: startedAt, finishedAt: null },
    ]);
    expect((await status()).amiss).toEqual([]);
    clock.advance(hourMs);
    expect((await status()).amiss).toEqual([expect.stringContaining("most likely killed")]);
  });
});
