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

/** A store with a task to make, which one worker marks as sent and then sleeps for so long before sending it. */
async function scene(): Promise<Scene> {
  const clock = simulatedClock(Date.parse("2026-03-01T10:00:00.000Z"));
  const crm = memoryCrm({ clock });
  const store = memoryStore({ clock: clock.now });
  await crm.provision(ownFields.map((field) => ({ type: "create-field", field })));
  const task = { subject: "Ask Ann", body: "", dueOn: "2026-03-09", ownerId: null, links: [] };
  const patch = { type: "upsert-task" as const, key: "v1:test", task };
  await store.commitAssessments("memory", {
    assessments: [],
    intents: [{ id: `${target}@1`, target, patch, version: "" }],
  });
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
