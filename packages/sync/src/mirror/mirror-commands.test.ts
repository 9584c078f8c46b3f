import type { PullRequest } from "@headway/crm";
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

/** The store with something that happens once, right before the first commit of a kind. */
function interrupted(
  store: MirrorStore,
  isIt: (changes: MirrorCommit) => boolean,
  happen: () => Promise<unknown>,
): MirrorStore {
  let isDone = false;
  return {
    ...store,
    commit: async (mirror, fence, changes) => {
      if (!isDone && isIt(changes)) {
        isDone = true;
        await happen();
      }
      return store.commit(mirror, fence, changes);
    },
  };
}

/** Something that happens once, in the first reading of that type. */
function whileReading(crm: WitnessedCrm, type: PullRequest["type"], happen: () => Promise<unknown>): void {
  const { pull } = crm.adapter;
  crm.adapter.pull = async function* (request, call) {
    if (request.type === type) {
      crm.adapter.pull = pull;
      await happen();
    }
    yield* pull(request, call);
  } as typeof pull;
}

const targets = [
  ["a field", "records", (_linkId: string) => ({ field: "amount" as const })],
  ["a field of a link", "records", (linkId: string) => ({ linkId, field: "amount" as const })],
  ["a link", "changes", (linkId: string) => ({ linkId })],
] as const;

test.each(targets)(
  "%s that is resumed while a run looks at its link is mirrored",
  async (_name, type, target) => {
    const { left, right, mirror, pair } = mirrored();
    const ids = await pair(deal);
    await mirror.run();
    await mirror.pause(target(ids.linkId));
    await left.edit(ids.left, { amount: "1100" });
    whileReading(right, type, () => mirror.resume(target(ids.linkId)));
    await mirror.run();
    await mirror.run();
    expect(await right.read(ids.right)).toMatchObject({ amount: "1100" });
  },
);

test("a field is mirrored although a whole run passes while it is resumed", async () => {
  const { left, right, mirror, store, another, pair } = mirrored();
  const ids = await pair(deal);
  await mirror.run();
  await mirror.pause({ field: "amount" });
  await left.edit(ids.left, { amount: "1100" });
  const isLifting = ({ remove = [] }: MirrorCommit) => remove.some(({ kind }) => kind === "pause");
  await another({ store: interrupted(store, isLifting, () => mirror.run()) }).resume({ field: "amount" });
  await mirror.run();
  expect(await right.read(ids.right)).toMatchObject({ amount: "1100" });
});

test("a field that is paused while a run goes on is not sent any more", async () => {
  const { left, right, mirror, store, another, pair } = mirrored();
  const ids = await pair(deal);
  await mirror.run();
  await left.edit(ids.left, { amount: "1100" });
  const isPlan = ({ put = [] }: MirrorCommit) => put.some(({ kind }) => kind === "intent");
  const pausing = interrupted(store, isPlan, () => mirror.pause({ field: "amount" }));
  await another({ store: pausing }).run();
  expect(right.patches).toEqual([]);
  await mirror.resume({ field: "amount" });
  await mirror.run();
  expect(await right.read(ids.right)).toMatchObject({ amount: "1100" });
});

test("of two runs of one mirror at once one works, and the other says so and does nothing (invariant:K2)", async () => {
  const { left, right, mirror, pair } = mirrored();
  const ids = await pair(deal);
  await mirror.run();
  await left.edit(ids.left, { amount: "1100" });
  const reports = await Promise.all([mirror.run(), mirror.run()]);
  expect(reports.map(({ state }) => state).sort()).toEqual(["complete", "incomplete"]);
  expect(reports.flatMap(({ gaps }) => gaps)).toEqual([expect.stringContaining("another worker has mirror")]);
  expect(right.patches).toHaveLength(1);
});

const failures = [
  ["was not sent", async () => [{ status: "not-sent" as const, reason: "the lane is full" }]],
  ["threw", () => Promise.reject(new Error("no connection"))],
] as const;

test.each(failures)(
  "nothing is written to a deal that was unlinked while a write to it %s",
  async (_name, fail) => {
    const { left, right, mirror, store, pair } = mirrored();
    const ids = await pair(deal);
    await mirror.run();
    await left.edit(ids.left, { amount: "1100" });
    const { push } = right.adapter;
    right.adapter.push = async () => {
      right.adapter.push = push;
      await mirror.unlink(ids.linkId);
      return fail();
    };
    await mirror.run().catch(() => undefined);
    expect(await store.count("mirror", "intent")).toBe(0);
    await mirror.run();
    expect(right.patches).toEqual([]);
    expect(await right.read(ids.right)).toMatchObject({ amount: "1000" });
  },
);

test("a retry that meets an unlinking does not bring the link back", async () => {
  const { left, right, mirror, store, another, pair } = mirrored();
  const ids = await pair(deal);
  await mirror.run();
  const isRetry = ({ put = [] }: MirrorCommit) => put.some(({ kind }) => kind === "link");
  const unlinking = interrupted(store, isRetry, () => mirror.unlink(ids.linkId));
  await another({ store: unlinking }).retry(ids.linkId);
  expect(await mirror.links()).toMatchObject([{ status: "unlinked" }]);
  await left.edit(ids.left, { amount: "1100" });
  await mirror.run();
  expect(await right.read(ids.right)).toMatchObject({ amount: "1000" });
});
