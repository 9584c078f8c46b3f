import { CrmError, type Cursor } from "@headway/crm";
import { expect, test } from "vitest";
import type { MirrorCommit, MirrorStore } from "./mirror-store.ts";
import { mirrored } from "./testing/mirrored.ts";
import type { WitnessedCrm } from "./testing/witnessed-crm.ts";

const deal = {
  name: "ACME",
  stageId: "evaluation",
  amount: "1000",
  closeDate: "2026-06-30",
  nextStep: "Call Ann",
};

async function linked() {
  const world = mirrored();
  const ids = await world.pair(deal);
  await world.mirror.run();
  const written = () => world.left.patches.length + world.right.patches.length;
  return { ...world, ids, written };
}

const noticeOf = (id: string) => ({
  accountId: "any",
  refs: [{ object: "deal" as const, id }],
  occurredAt: "2026-03-02T09:00:00.000Z",
});

test("invariant:S1 when faults end, both sides are equal within five runs", async () => {
  const { left, right, mirror, ids } = await linked();
  await left.edit(ids.left, { amount: "1100", stageId: "proposal" });
  await right.edit(ids.right, { closeDate: "2026-07-31" });
  right.memory.backend.failNext({ kind: "no-answer-after-effect", on: "write", times: 3 });
  left.memory.backend.failNext({ kind: "no-answer", on: "write", times: 4 });
  const states: string[] = [];
  while (states.at(-1) !== "complete" && states.length < 5) states.push((await mirror.run()).state);
  expect(states.at(-1)).toBe("complete");
  const same = { amount: "1100", stageId: "proposal", closeDate: "2026-07-31", nextStep: "Call Ann" };
  expect(await left.read(ids.left)).toMatchObject(same);
  expect(await right.read(ids.right)).toMatchObject(same);
});

test("invariant:S3 one write follows an edit, and none the ten idle runs after it, however often they are nudged", async () => {
  const { left, right, mirror, ids, written } = await linked();
  await left.edit(ids.left, { amount: "1100" });
  await mirror.run();
  expect(written()).toBe(1);
  for (let round = 0; round < 10; round += 1) {
    await mirror.nudge("right", [noticeOf(ids.right), noticeOf(ids.right)]);
    await mirror.nudge("left", [noticeOf(ids.left)]);
    await mirror.run();
  }
  expect(written()).toBe(1);
  expect(await right.read(ids.right)).toMatchObject({ amount: "1100" });
});

test("invariant:H4 notices that are dropped, doubled and out of order end where polling ends", async () => {
  const ends: unknown[] = [];
  for (const notices of [0, 1, 3]) {
    const { left, right, mirror, ids } = await linked();
    for (const amount of ["1100", "1200"]) {
      await left.edit(ids.left, { amount });
      for (let n = 0; n < notices; n += 1) await mirror.nudge("left", [noticeOf(ids.left), noticeOf("gone")]);
      await mirror.run();
    }
    ends.push([(await left.read(ids.left)).amount, (await right.read(ids.right)).amount]);
  }
  expect(ends).toEqual([0, 1, 3].map(() => ["1200", "1200"]));
});

test("invariant:H5 a notice alone writes nothing: values are read again", async () => {
  const { right, mirror, ids, written } = await linked();
  const forged = { ...noticeOf(ids.left), fields: { amount: "1" } };
  await mirror.nudge("left", [forged]);
  expect(await mirror.run()).toMatchObject({ looked: 1, written: { left: 0, right: 0 } });
  expect(written()).toBe(0);
  expect(await right.read(ids.right)).toMatchObject({ amount: "1000" });
});

test("invariant:D5 changes that come twice and old after new do not bring an older value over", async () => {
  const { left, right, mirror, ids } = await linked();
  const { pull } = left.adapter;
  const old = await left.read(ids.left);
  await left.edit(ids.left, { amount: "1100" });
  left.adapter.pull = async function* (request, call) {
    for await (const page of pull(request, call)) {
      yield page;
      if (request.type !== "changes") continue;
      const stale = page.changes.map((change) =>
        change.type === "upserted" && change.record.object === "deal"
          ? {
              ...change,
              record: { ...change.record, amount: { amount: String(old.amount), currency: null } },
            }
          : change,
      );
      yield { ...page, changes: [...stale, ...page.changes, ...stale] };
    }
  } as typeof pull;
  await mirror.run();
  await mirror.run();
  expect(await right.read(ids.right)).toMatchObject({ amount: "1100" });
  expect(right.patches).toEqual([{ amount: "1100" }]);
});

/** The store of a worker that dies before its commit of that number. */
function dying(
  store: MirrorStore,
  at: number,
): { readonly store: MirrorStore; readonly isDead: () => boolean } {
  let count = 0;
  const commit = async (mirror: string, fence: number | null, changes: MirrorCommit): Promise<boolean> => {
    count += 1;
    if (count >= at) throw new Error("killed");
    return store.commit(mirror, fence, changes);
  };
  return { store: { ...store, commit }, isDead: () => count >= at };
}

/** A CRM that tells of a change once, and not again to who stored that it was told. */
function tellOnce(crm: WitnessedCrm): void {
  const { pull } = crm.adapter;
  let told: Cursor | null = null;
  crm.adapter.pull = async function* (request, call) {
    for await (const page of pull(request, call)) {
      const isTold = request.type === "changes" && told !== null && request.since === told;
      if (request.type === "changes" && request.object === "deal" && told === null) told = page.cursor;
      yield isTold ? { ...page, cursor: told, changes: [] } : page;
    }
  } as typeof pull;
}

/** A reading of changes in which there are none. */
function silent(pull: WitnessedCrm["adapter"]["pull"]): WitnessedCrm["adapter"]["pull"] {
  return async function* (request, call) {
    for await (const page of pull(request, call))
      yield request.type === "changes" ? { ...page, changes: [] } : page;
  } as typeof pull;
}

test("invariant:D4 a kill before any commit loses no change, and repeats none", async () => {
  let kills = 0;
  for (let at = 1; ; at += 1) {
    const { clock, left, right, store, mirror, another, ids } = await linked();
    await left.edit(ids.left, { amount: "1100" });
    tellOnce(left);
    right.adapter.pull = silent(right.adapter.pull);
    const worker = dying(store, at);
    await another({ store: worker.store })
      .run()
      .catch(() => undefined);
    if (!worker.isDead()) break;
    kills += 1;
    clock.now += 120_000;
    await mirror.run();
    await mirror.run();
    expect(await right.read(ids.right)).toMatchObject({ amount: "1100" });
    expect(right.patches).toEqual([{ amount: "1100" }]);
  }
  expect(kills).toBeGreaterThan(3);
});

test("invariant:D9 one deal that cannot be read holds no other up, and is parked after five runs", async () => {
  const { left, right, mirror, pair, ids } = await linked();
  const poisoned = await pair({ ...deal, name: "Poison" });
  await mirror.run();
  const { pull } = right.adapter;
  right.adapter.pull = async function* (request, call) {
    if (request.type === "records" && request.refs.some(({ id }) => id === poisoned.right))
      throw new CrmError("malformed-response", { crm: "right", message: "a lone surrogate" });
    yield* pull(request, call);
  } as typeof pull;
  await left.edit(ids.left, { amount: "1100" });
  await left.edit(poisoned.left, { amount: "1200" });
  const reports = [];
  for (let n = 0; n < 5; n += 1) reports.push(await mirror.run());
  expect(await right.read(ids.right)).toMatchObject({ amount: "1100" });
  expect(reports[0]?.gaps).toEqual([expect.stringContaining(poisoned.right)]);
  expect(await mirror.parked()).toMatchObject([{ code: "unreadable", linkId: poisoned.linkId }]);
  expect(reports[4]).toMatchObject({ state: "complete", parked: { unreadable: 1 } });
  right.adapter.pull = pull;
  await mirror.retry(poisoned.linkId);
  await mirror.run();
  expect(await right.read(poisoned.right)).toMatchObject({ amount: "1200" });
});
