import { expect, test } from "vitest";
import { memoryMirrorStore } from "./memory-mirror-store.ts";
import type { DirtyRow } from "./mirror-rows.ts";
import { mirrorLease } from "./mirror-store.ts";

const dirty = (id: string, mark: string, group: string | null = null): DirtyRow => ({
  id,
  group,
  mark,
  since: "2026-03-01T00:00:00.000Z",
});

function open() {
  const clock = { now: 0 };
  return { clock, store: memoryMirrorStore(() => clock.now) };
}

test("rows come by id, by group and page by page in id order", async () => {
  const { store } = open();
  const rows = [dirty("c", "1", "x"), dirty("a", "1", "x"), dirty("b", "1", "y")];
  await store.commit("m", null, { put: rows.map((row) => ({ kind: "dirty", row })) });
  const ids = async (wanted: Parameters<typeof store.rows>[2]) =>
    (await store.rows("m", "dirty", wanted)).map((row) => row.id);
  expect(await ids({ after: null, limit: 2 })).toEqual(["a", "b"]);
  expect(await ids({ after: "b", limit: 2 })).toEqual(["c"]);
  expect(await ids({ groups: ["x"] })).toEqual(["a", "c"]);
  expect(await ids({ ids: ["c", "nobody", "b"] })).toEqual(["b", "c"]);
  expect(await store.count("m", "dirty")).toBe(3);
  expect(await store.count("another", "dirty")).toBe(0);
});

test("a row moves to its new group", async () => {
  const { store } = open();
  await store.commit("m", null, { put: [{ kind: "dirty", row: dirty("a", "1", "x") }] });
  await store.commit("m", null, { put: [{ kind: "dirty", row: dirty("a", "2", "y") }] });
  expect(await store.rows("m", "dirty", { groups: ["x"] })).toEqual([]);
  expect(await store.rows("m", "dirty", { groups: ["y"] })).toEqual([dirty("a", "2", "y")]);
});

test("invariant:D4 nothing is written where something expected is not so", async () => {
  const { store } = open();
  await store.commit("m", null, { put: [{ kind: "dirty", row: dirty("a", "1") }] });
  const put = [{ kind: "dirty" as const, row: dirty("b", "1") }];
  expect(await store.commit("m", null, { expect: [{ kind: "dirty", id: "a", mark: "2" }], put })).toBe(false);
  expect(await store.commit("m", null, { expect: [{ kind: "dirty", id: "a", mark: null }], put })).toBe(
    false,
  );
  expect(await store.row("m", "dirty", "b")).toBeNull();
  expect(await store.commit("m", null, { expect: [{ kind: "dirty", id: "a", mark: "1" }], put })).toBe(true);
  expect(await store.row("m", "dirty", "b")).toEqual(dirty("b", "1"));
});

test("a row marked anew since is not removed", async () => {
  const { store } = open();
  await store.commit("m", null, { put: [{ kind: "dirty", row: dirty("a", "2") }] });
  await store.commit("m", null, { remove: [{ kind: "dirty", id: "a", mark: "1" }] });
  expect(await store.count("m", "dirty")).toBe(1);
  await store.commit("m", null, { remove: [{ kind: "dirty", id: "a", mark: "2" }] });
  expect(await store.count("m", "dirty")).toBe(0);
});

test("invariant:K2 a worker whose lease was taken over cannot store", async () => {
  const { store, clock } = open();
  const name = mirrorLease("m");
  const first = await store.leases.acquire(name, "one", 1_000);
  expect(await store.leases.acquire(name, "two", 1_000)).toBeNull();
  clock.now = 1_000;
  const second = await store.leases.acquire(name, "two", 1_000);
  expect(second?.fence).toBeGreaterThan(first?.fence ?? Number.POSITIVE_INFINITY);
  await expect(store.commit("m", first?.fence ?? 0, {})).rejects.toMatchObject({ code: "lease-lost" });
  expect(first !== null && (await store.leases.renew(first, 1_000))).toBe(false);
  expect(await store.commit("m", second?.fence ?? 0, {})).toBe(true);
});
