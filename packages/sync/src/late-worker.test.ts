import type { CrmAdapter } from "@headway/crm";
import { type SimulatedClock, simulatedClock } from "@headway/crm/conformance";
import { type MemoryCrm, memoryCrm } from "@headway/crm/memory";
import { expect, it } from "vitest";
import { logEvidence } from "./log/log-evidence.ts";
import { memoryStore } from "./memory/index.ts";
import type { OpenStore } from "./open-store.ts";
import { createSync } from "./sync.ts";
import { ownFields } from "./write-back.ts";

const leaseMs = 60_000;
const target = "task:v1:test";

interface Scene {
  readonly clock: SimulatedClock;
  readonly crm: MemoryCrm;
  readonly store: OpenStore;
}

/** A store with tasks to make, which one worker marks as sent and then sleeps for so long before sending them. */
async function scene({ tasks = 1, pushBatchSize = 20 } = {}): Promise<Scene> {
  const clock = simulatedClock(Date.parse("2026-03-01T10:00:00.000Z"));
  const crm = memoryCrm({ clock, pushBatchSize });
  const store = memoryStore({ clock: clock.now });
  await crm.provision(ownFields.map((field) => ({ type: "create-field", field })));
  const task = { subject: "Ask Ann", body: "", dueOn: "2026-03-09", ownerId: null, links: [] };
  const keys = ["v1:test", "v1:testa", "v1:testb"].slice(0, tasks);
  const intents = keys.map((key) => {
    const patch = { type: "upsert-task" as const, key, task };
    return { id: `task:${key}@1`, target: `task:${key}`, patch, version: "" };
  });
  await store.commitAssessments("memory", { assessments: [], intents });
  return { clock, crm, store };
}

/** The same store, whose holder falls asleep right after it has marked writes as sent. */
function drowsy(store: OpenStore, sleep: () => Promise<void>): OpenStore {
  return {
    ...store,
    fenced: (lease) => {
      const held = store.fenced(lease);
      return {
        ...held,
        markInflight: async (...values) => {
          await held.markInflight(...values);
          await sleep();
        },
      };
    },
  };
}

it("a worker that wakes after its right is over does not make again what another made and a person deleted (invariant:W1)", async () => {
  const { clock, crm, store } = await scene();
  const sleep = async (): Promise<void> => {
    clock.advance(leaseMs);
    await createSync({ crm, store, clock: clock.now, leaseMs }).run();
    const [made, ...others] = await crm.backend.tasks();
    expect(others).toEqual([]);
    await crm.backend.remove("task", made?.id ?? "");
  };
  const late = createSync({ crm, store: drowsy(store, sleep), clock: clock.now, leaseMs });
  await expect(late.run()).rejects.toMatchObject({ code: "lease-lost" });
  expect(await crm.backend.tasks()).toEqual([]);
  expect(await store.intentFor("memory", target)).toBeNull();
});

it("a worker that slept alone sends with the next run what it did not send (invariant:W2)", async () => {
  const { clock, crm, store } = await scene();
  const late = createSync({
    ...{ crm, clock: clock.now, leaseMs },
    store: drowsy(store, async () => clock.advance(leaseMs)),
  });
  await late.run().catch(() => undefined);
  expect(await crm.backend.tasks()).toEqual([]);
  await createSync({ crm, store, clock: clock.now, leaseMs }).run();
  expect(await crm.backend.tasks()).toHaveLength(1);
});

it.each([
  ["at once", 0, leaseMs],
  ["after a while", 45_000, 15_000],
])("gives a push the time that the right surely lasts: %s", async (_, sleptMs, leftMs) => {
  const { clock, crm, store } = await scene();
  const given: (number | undefined)[] = [];
  const watched: CrmAdapter = {
    ...crm,
    push: async (patches, options) => {
      given.push(options?.timeoutMs);
      return crm.push(patches, options);
    },
  };
  const drowsing = drowsy(store, async () => clock.advance(sleptMs));
  await createSync({ crm: watched, store: drowsing, clock: clock.now, leaseMs }).run();
  expect(given).toEqual([leftMs]);
});

it("gives what people log no more time than that either", async () => {
  const { clock, crm, store } = await scene();
  const deal = await crm.backend.create("deal", { name: "A" });
  await createSync({ crm, store, clock: clock.now }).run();
  const capture = { type: "thanks", at: "2026-03-01T09:00:00.000Z", from: "client" };
  const [outcome] = await logEvidence({
    ...{ crm, clock: clock.now, leaseMs, worker: { name: "logger" } },
    store: drowsy(store, async () => clock.advance(leaseMs)),
    captures: [capture],
    ref: { object: "deal", id: deal },
  });
  expect(outcome).toMatchObject({ status: "unanswered" });
  expect(await crm.backend.tasks()).toHaveLength(1);
});

it("says record by record what a push did that would have had to wait beyond its time (invariant:W2)", async () => {
  const { clock, crm, store } = await scene({ tasks: 3, pushBatchSize: 1 });
  crm.backend.failNext({
    kind: "rate-limited",
    on: "write",
    times: 1,
    after: 1,
    retryAfterMs: 2 * leaseMs,
  });
  const sync = createSync({ crm, store, clock: clock.now, leaseMs });
  const report = await sync.run();
  expect(report).toMatchObject({ state: "incomplete", written: { task: 1 }, unsettled: ["task:v1:testa"] });
  expect(report.gaps.filter((gap) => gap.startsWith("task:"))).toEqual([
    expect.stringMatching(/^task:v1:testb was not written: .* The next run sends it$/),
  ]);
  const next = await sync.run();
  expect(next).toMatchObject({ state: "complete", written: { task: 2 }, unsettled: [] });
  expect(await crm.backend.tasks()).toHaveLength(3);
});

it("says record by record what a push did not send whose time passed while it looked at the CRM before writing", async () => {
  const { clock, crm, store } = await scene({ tasks: 2 });
  let pushes = 0;
  const looking: CrmAdapter = {
    ...crm,
    push: async (patches, options) => {
      pushes += 1;
      if (pushes === 1)
        crm.backend.failNext({ kind: "rate-limited", on: "read", times: 1, retryAfterMs: 2 * leaseMs });
      await crm.describe(options);
      return crm.push(patches, options);
    },
  };
  const sync = createSync({ crm: looking, store, clock: clock.now, leaseMs });
  const report = await sync.run();
  expect(report).toMatchObject({ state: "incomplete", written: {}, unsettled: [], refused: [] });
  expect(report.gaps).toEqual(
    ["task:v1:test", "task:v1:testa"].map((each) =>
      expect.stringMatching(
        new RegExp(`^${each} was not written: .* longer than the \\d+ ms .* The next run sends it$`),
      ),
    ),
  );
  const [row] = await store.rows("memory", "run", null, 10);
  expect(row).toMatchObject({ status: "incomplete", failure: null, gaps: report.gaps });
  expect(await sync.run()).toMatchObject({ state: "complete", written: { task: 2 } });
  expect(await crm.backend.tasks()).toHaveLength(2);
});
