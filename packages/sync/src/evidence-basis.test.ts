import { type CrmAdapter, CrmError, type ObjectName } from "@headway/crm";
import { type SimulatedClock, simulatedClock } from "@headway/crm/conformance";
import { type MemoryCrm, memoryCrm } from "@headway/crm/memory";
import { beforeEach, describe, expect, it } from "vitest";
import { memoryStore } from "./memory/index.ts";
import type { OpenStore } from "./open-store.ts";
import { sqliteStore } from "./sqlite/index.ts";
import type { CrmState, Store } from "./store.ts";
import { createSync } from "./sync.ts";
import { ownFields } from "./write-back.ts";

const hourMs = 3_600_000;
const kinds: readonly (readonly [string, () => OpenStore])[] = [
  ["memory", () => memoryStore()],
  ["sqlite", () => sqliteStore(":memory:")],
];

/** The same two rules, in a version of their own each time. */
function rules(version: string) {
  const rule = (object: "email" | "meeting", field: string) => ({
    id: `signed-${object}`,
    version,
    on: { object, where: [{ field, equals: "Signed" }] },
    gives: { kind: "contract-signed", actorSide: "buyer", grade: 4 },
  });
  return { version: `test-${version}`, evidenceRules: [rule("email", "subject"), rule("meeting", "title")] };
}

/** What the state was told of the basis, and how often evidence was derived again. */
interface Watch {
  readonly saved: (string | null)[];
  derivedAgain: number;
}

function watched(store: OpenStore, watch: Watch, diesAt = Number.POSITIVE_INFINITY): OpenStore {
  const around = (inner: Store): Store => ({
    ...inner,
    saveState: async (name: string, part: Partial<CrmState>) => {
      if (part.evidenceBasis !== undefined) watch.saved.push(part.evidenceBasis);
      return inner.saveState(name, part);
    },
    replaceEvidence: async (...given) => {
      watch.derivedAgain += 1;
      if (watch.derivedAgain === diesAt) throw new Error("killed");
      return inner.replaceEvidence(...given);
    },
  });
  return { ...store, fenced: (lease) => around(store.fenced(lease)) };
}

describe.each(kinds)("evidence in a %s store", (_, open) => {
  let clock: SimulatedClock;
  let crm: MemoryCrm;
  let store: OpenStore;
  let deal: string;
  let watch: Watch;

  beforeEach(async () => {
    clock = simulatedClock(Date.parse("2026-03-01T10:00:00.000Z"));
    crm = memoryCrm({ clock });
    store = open();
    watch = { saved: [], derivedAgain: 0 };
    await crm.provision(ownFields.map((field) => ({ type: "create-field", field })));
    deal = await crm.backend.create("deal", { name: "A" });
    await signedEmail();
    await crm.backend.create("meeting", { title: "Signed" }, ofDeal());
    clock.advance(hourMs);
  });

  const ofDeal = () => ({ links: [{ object: "deal" as const, id: deal }] });
  const signedEmail = () => crm.backend.create("email", { subject: "Signed" }, ofDeal());

  /** A run in a time of its own, so that no later one reads the same again. */
  async function run(version: string, { adapter = crm as CrmAdapter, on = store, dryRun = false } = {}) {
    const sync = createSync({ crm: adapter, store: on, clock: clock.now, policy: rules(version) });
    await sync.run({ dryRun }).finally(() => clock.advance(hourMs));
  }

  /** The same CRM, which gives no answer once a run comes to an object. */
  function breaksAt(object: ObjectName): CrmAdapter {
    const broken = new CrmError("unavailable", { crm: "memory", message: "no answer" });
    return {
      ...crm,
      pull: (request, options) => {
        if (request.type === "changes" && request.object === object) throw broken;
        return crm.pull(request, options);
      },
    };
  }

  const brokenOff = (version: string) =>
    expect(run(version, { adapter: breaksAt("note") })).rejects.toThrow("no answer");

  async function versions(): Promise<string[]> {
    const evidence = await store.evidenceOf("memory", { subject: "deal", id: deal });
    return evidence.filter(({ kind }) => kind === "contract-signed").map(({ rule }) => rule.version);
  }

  it("invariant:K1 is of the present rules where a first run under others was broken off", async () => {
    await brokenOff("a");
    expect(await versions()).toEqual(["a", "a"]);
    await run("b");
    expect(await versions()).toEqual(["b", "b"]);
  });

  it("invariant:K1 is of the first rules again where a run under others was broken off while it read", async () => {
    await run("a");
    await signedEmail();
    // The last ones read are read again; these are not.
    clock.advance(hourMs);
    await signedEmail();
    await brokenOff("b");
    expect((await versions()).sort()).toEqual(["a", "a", "b", "b"]);
    await run("a");
    expect(await versions()).toEqual(["a", "a", "a", "a"]);
  });

  it("invariant:K1 is of the first rules again where a run under others was killed while it derived", async () => {
    await run("a");
    await expect(run("b", { on: watched(store, watch, 3) })).rejects.toThrow("killed");
    expect((await versions()).sort()).toEqual(["a", "b"]);
    await run("a");
    expect(await versions()).toEqual(["a", "a"]);
  });

  it("is of the first rules again after a dry run under others", async () => {
    await run("a");
    await run("b", { dryRun: true });
    expect(await versions()).toEqual(["b", "b"]);
    await run("a");
    expect(await versions()).toEqual(["a", "a"]);
  });

  it("is derived again where a store does not say under what it was derived", async () => {
    await brokenOff("a");
    await store.saveState("memory", { evidenceBasis: null });
    await run("b");
    expect(await versions()).toEqual(["b", "b"]);
  });

  it("is derived once where a first reading under the same rules takes several runs", async () => {
    const on = watched(store, watch);
    await expect(run("a", { adapter: breaksAt("email"), on })).rejects.toThrow("no answer");
    await expect(run("a", { adapter: breaksAt("note"), on })).rejects.toThrow("no answer");
    await run("a", { on });
    expect(await versions()).toEqual(["a", "a"]);
    expect(watch.derivedAgain).toBe(0);
  });

  it("has its basis written once by a run under unchanged rules, at its end", async () => {
    await run("a");
    await run("a", { on: watched(store, watch) });
    expect(watch).toEqual({ saved: [expect.any(String)], derivedAgain: 0 });
  });

  it("is derived once where a change of the rules takes several runs", async () => {
    await run("a");
    await brokenOff("b");
    await brokenOff("b");
    const on = watched(store, watch);
    await run("b", { on });
    const once = watch.derivedAgain;
    await run("b", { on });
    expect(await versions()).toEqual(["b", "b"]);
    expect([once, watch.derivedAgain]).toEqual([3, 3]);
  });
});
