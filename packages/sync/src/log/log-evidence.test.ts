import { type CrmAdapter, CrmError } from "@headway/crm";
import { type SimulatedClock, simulatedClock } from "@headway/crm/conformance";
import { type MemoryCrm, memoryCrm } from "@headway/crm/memory";
import { beforeEach, describe, expect, it } from "vitest";
import { memoryStore } from "../memory/index.ts";
import type { OpenStore } from "../open-store.ts";
import { createSync } from "../sync.ts";
import { ownFields } from "../write-back.ts";
import { type LogOptions, logEvidence } from "./log-evidence.ts";

const start = Date.parse("2026-03-01T10:00:00.000Z");
const at = "2026-03-01T09:00:00.000Z";
const thanks = { type: "thanks", at, from: "client", quote: "You saved our week" };
const promise = { type: "promise", at, what: "a test account", status: "made" };

let clock: SimulatedClock;
let crm: MemoryCrm;
let store: OpenStore;
let deal: string;

beforeEach(async () => {
  clock = simulatedClock(start);
  crm = memoryCrm({ clock });
  store = memoryStore({ clock: clock.now });
  await crm.provision(ownFields.map((field) => ({ type: "create-field", field })));
  const account = await crm.backend.create("account", { name: "Alpha Ltd" });
  deal = await crm.backend.create("deal", { name: "Alpha" }, { links: [{ object: "account", id: account }] });
  await run();
});

function run() {
  return createSync({ crm, store, clock: clock.now, worker: { name: "run" } }).run();
}

function log(captures: readonly unknown[] = [thanks], over: Partial<LogOptions> = {}) {
  const ref = { object: "deal", id: deal } as const;
  return logEvidence({ crm, store, captures, ref, clock: clock.now, worker: { name: "log" }, ...over });
}

/** The CRM takes every write, and no answer comes back. */
function losingAnswers(): CrmAdapter {
  return {
    ...crm,
    push: async (patches, call) => {
      const outcomes = await crm.push(patches, call);
      return outcomes.map(() => ({ status: "unknown", reason: "no answer" }));
    },
  };
}

async function pending(): Promise<number> {
  return (await store.intents(crm.crm, "pending", null, 9)).length;
}

describe("logging evidence", () => {
  it("puts each capture into the CRM as a done task and tells so", async () => {
    const outcomes = await log([thanks, promise]);
    expect(outcomes).toMatchObject([
      { status: "written", isNew: true, capture: thanks },
      { status: "written", isNew: true, capture: promise },
    ]);
    expect(await crm.backend.tasks()).toHaveLength(2);
    expect(await pending()).toBe(0);
  });

  it("records the write before it is sent (invariant:W1)", async () => {
    const seen: (string | undefined)[] = [];
    const watched: CrmAdapter = {
      ...crm,
      push: async (patches, call) => {
        for (const patch of patches)
          if (patch.type === "upsert-task")
            seen.push((await store.intentFor(crm.crm, `task:${patch.key}`))?.state);
        return crm.push(patches, call);
      },
    };
    await log([thanks], { crm: watched });
    expect(seen).toEqual(["inflight"]);
  });

  it("makes one task of the same capture logged twice, and says that it was there (invariant:W1)", async () => {
    const [first] = await log();
    const [second] = await log();
    expect(first).toMatchObject({ status: "written", isNew: true });
    expect(second).toMatchObject({ status: "written", isNew: false });
    expect(await crm.backend.tasks()).toHaveLength(1);
  });

  it("counts in the next run's numbers", async () => {
    await log();
    clock.advance(60_000);
    await run();
    const evidence = await store.evidenceOf(crm.crm, { subject: "deal", id: deal });
    expect(evidence.filter(({ rule }) => rule.id === "captured-thanks")).toMatchObject([
      { kind: "personal-thanks", grade: 3, occurredAt: at },
    ]);
  });

  it("waits in the outbox while the CRM is away, and the next run sends it", async () => {
    const away = { ...crm, describe: () => Promise.reject(new CrmError("unavailable", networkDown)) };
    expect(await log([thanks], { crm: away })).toMatchObject([
      { status: "waiting", reason: expect.stringContaining("the network is down") },
    ]);
    expect(await crm.backend.tasks()).toHaveLength(0);
    await run();
    expect(await crm.backend.tasks()).toHaveLength(1);
    expect(await log()).toMatchObject([{ status: "written", isNew: false }]);
  });

  it("is sent by the run that holds the store, or the one after it (invariant:K2)", async () => {
    const lease = await store.leases.acquire(`run/${crm.crm}`, "somebody", 60_000);
    const requests = crm.backend.requestCount();
    expect(await log()).toMatchObject([
      { status: "waiting", reason: expect.stringContaining("a run works") },
    ]);
    expect(crm.backend.requestCount(), "nothing is sent past the holder").toBe(requests);
    if (lease !== null) await store.leases.release(lease);
    await run();
    expect(await crm.backend.tasks()).toHaveLength(1);
  });

  it("says that an answer was lost, and the next run makes no second task (invariant:W2)", async () => {
    expect(await log([thanks], { crm: losingAnswers() })).toMatchObject([{ status: "unanswered" }]);
    expect(await store.intents(crm.crm, "inflight", null, 9)).toHaveLength(1);
    await run();
    expect(await crm.backend.tasks()).toHaveLength(1);
    expect(await store.intents(crm.crm, "inflight", null, 9)).toHaveLength(0);
  });

  it("says of each capture what became of it, and not of another", async () => {
    const half: CrmAdapter = {
      ...crm,
      push: async () => [
        { status: "not-sent", reason: "no time" },
        { status: "unknown", reason: "no answer" },
      ],
    };
    const [first, second] = await log([thanks, promise], { crm: half });
    expect(first).toMatchObject({
      status: "waiting",
      reason: `${first?.target} was not written: no time. The next run sends it`,
    });
    expect(second).toMatchObject({ status: "unanswered", reason: "the CRM did not answer" });
  });

  it("settles its own write that was left in flight by logging it again", async () => {
    await log([thanks], { crm: losingAnswers() });
    expect(await log()).toMatchObject([{ status: "written" }]);
    expect(await crm.backend.tasks()).toHaveLength(1);
  });

  it("parks what the CRM refuses, with the reason, and does not send it again by itself (invariant:W6)", async () => {
    const refused = { status: "refused", code: "forbidden", reason: "tasks are read-only" } as const;
    let pushed = 0;
    const strict: CrmAdapter = {
      ...crm,
      push: async (patches) => {
        pushed += patches.length;
        return patches.map(() => refused);
      },
    };
    expect(await log([thanks], { crm: strict })).toMatchObject([refused]);
    expect(await log([thanks], { crm: strict })).toMatchObject([refused]);
    expect(pushed).toBe(1);
  });

  it("records nothing of several when one is no capture", async () => {
    await expect(log([thanks, { type: "gossip", at }])).rejects.toThrow();
    expect(await pending()).toBe(0);
    expect(await crm.backend.tasks()).toHaveLength(0);
  });

  it("records nothing in a store that knows no account", async () => {
    const empty = memoryStore({ clock: clock.now });
    await expect(log([thanks], { store: empty })).rejects.toMatchObject({ code: "invalid-options" });
    expect(await empty.intents(crm.crm, "pending", null, 9)).toEqual([]);
  });

  it("sends nothing with credentials of another account", async () => {
    const schema = await crm.describe();
    const other = { ...crm, describe: async () => ({ ...schema, account: { ...schema.account, id: "9" } }) };
    expect(await log([thanks], { crm: other })).toMatchObject([
      { status: "waiting", reason: expect.stringContaining("account 9") },
    ]);
    expect(await crm.backend.tasks()).toHaveLength(0);
  });
});

const networkDown = { crm: "memory", message: "the network is down" };
