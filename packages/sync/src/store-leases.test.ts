import { beforeEach, describe, expect, it } from "vitest";
import type { Lease } from "./mirror/mirror-store.ts";
import { mirrorLease } from "./mirror/mirror-store.ts";
import type { OpenStore } from "./open-store.ts";
import type { Store } from "./store.ts";
import { storeKinds } from "./testing/store-kinds.ts";

const kinds = await storeKinds();

async function take(store: OpenStore, name: string, owner: string): Promise<Lease> {
  const lease = await store.leases.acquire(name, owner, 1_000);
  if (lease === null) throw new Error(`${owner} did not get ${name}`);
  return lease;
}

/** Every writing method, each changing something. */
const writes: readonly [name: keyof Store, write: (store: Store) => Promise<unknown>][] = [
  ["saveState", (store) => store.saveState("crm", { accountId: "2" })],
  [
    "commitPage",
    (store) =>
      store.commitPage("crm", {
        object: "deal",
        cursor: "c2",
        upserts: [],
        removals: [],
        merges: [],
        unreadable: [{ object: "deal", id: "d1", field: "amount", reason: "no number" }],
      }),
  ],
  ["markAllDirty", (store) => store.markAllDirty("crm")],
  [
    "commitAssessments",
    (store) =>
      store.commitAssessments("crm", {
        assessments: [{ subject: "deal", id: "d1", asOf: "", policyVersion: "1", summary: {} }],
        intents: [],
      }),
  ],
  ["markInflight", (store) => store.markInflight("crm", ["deal/d1@1"], "2026-03-01T10:00:00.000Z")],
  ["putRows", (store) => store.putRows("crm", "tombstone", [{ id: "t", at: "" }])],
  ["removeRows", (store) => store.removeRows("crm", [{ kind: "tombstone", id: "kept" }])],
];

async function everything(store: Store): Promise<unknown> {
  return [
    await store.state("crm"),
    await store.cursor("crm", "deal"),
    await store.unreadable("crm"),
    await store.assessments("crm", "deal", null, 9),
    await store.intents("crm", "pending", null, 9),
    await store.rows("crm", "tombstone", null, 9),
  ];
}

describe.each(kinds)("a lease of a $name store", ({ absent, open }) => {
  beforeEach(({ skip }) => skip(absent !== null, absent ?? undefined));

  async function openAtNoon() {
    const clock = { now: 0 };
    const { store, reopen } = await open(() => clock.now);
    return { clock, store, reopen };
  }

  it("says who holds it, and nobody once it was given back or ran out", async () => {
    const { store } = await openAtNoon();
    expect(await store.leases.holder("run/crm")).toBeNull();
    const lease = await take(store, "run/crm", "one");
    expect(await store.leases.holder("run/crm")).toBe("one");
    await store.leases.release(lease);
    expect(await store.leases.holder("run/crm")).toBeNull();
  });

  it("is held by one until it runs out, with a greater fence for each holder", async () => {
    const { clock, store } = await openAtNoon();
    const first = await take(store, "run/crm", "one");
    expect(await store.leases.acquire("run/crm", "two", 1_000)).toBeNull();
    clock.now = 999;
    expect(await store.leases.acquire("run/crm", "two", 1_000)).toBeNull();
    clock.now = 1_000;
    const second = await take(store, "run/crm", "two");
    expect(second.fence).toBeGreaterThan(first.fence);
    expect(await store.leases.renew(first, 1_000)).toBe(false);
  });

  it("goes on when it is renewed in time, and also when it ran out and nobody took it", async () => {
    const { clock, store } = await openAtNoon();
    const lease = await take(store, "run/crm", "one");
    clock.now = 5_000;
    expect(await store.leases.renew(lease, 1_000)).toBe(true);
    clock.now = 5_999;
    expect(await store.leases.acquire("run/crm", "two", 1_000)).toBeNull();
  });

  it("is free at once when it is given back, and only by its latest holder", async () => {
    const { store } = await openAtNoon();
    const old = await take(store, "run/crm", "one");
    const lease = await take(store, "run/crm", "one");
    await store.leases.release(old);
    expect(await store.leases.acquire("run/crm", "two", 1_000)).toBeNull();
    await store.leases.release(lease);
    expect(await store.leases.acquire("run/crm", "two", 1_000)).not.toBeNull();
  });

  it("is the same for everybody who opened the store", async () => {
    const { store, reopen } = await openAtNoon();
    await take(store, "run/crm", "one");
    const again = await reopen();
    expect(await again.leases.acquire("run/crm", "two", 1_000)).toBeNull();
  });

  it.each(writes)(
    "lets a holder who was overtaken change nothing by %s (invariant:K2)",
    async (_name, write) => {
      const { clock, store, reopen } = await openAtNoon();
      await store.putRows("crm", "tombstone", [{ id: "kept", at: "" }]);
      await store.commitAssessments("crm", {
        assessments: [],
        intents: [
          {
            id: "deal/d1@1",
            target: "deal/d1",
            version: "",
            patch: { type: "update", ref: { object: "deal", id: "d1" }, fields: {} },
          },
        ],
      });
      const stale = store.fenced(await take(store, "run/crm", "one"));
      await write(stale);
      const before = await everything(store);
      clock.now = 2_000;
      await take(await reopen(), "run/crm", "two");
      await expect(write(stale)).rejects.toMatchObject({ code: "lease-lost" });
      expect(await everything(store)).toEqual(before);
      expect(await stale.state("crm"), "it may still look").toEqual(await store.state("crm"));
    },
  );

  it("guards the rows of a mirror in the same way (invariant:K2)", async () => {
    const { clock, store } = await openAtNoon();
    const row = { id: "l1", group: null, mark: "1", since: "" };
    const lease = await take(store, mirrorLease("m"), "one");
    expect(await store.mirrors.commit("m", lease.fence, { put: [{ kind: "dirty", row }] })).toBe(true);
    clock.now = 2_000;
    await take(store, mirrorLease("m"), "two");
    const change = store.mirrors.commit("m", lease.fence, { remove: [{ kind: "dirty", id: "l1" }] });
    await expect(change).rejects.toMatchObject({ code: "lease-lost" });
    expect(await store.mirrors.row("m", "dirty", "l1")).toEqual(row);
    expect(await store.mirrors.names()).toEqual(["m"]);
  });
});
