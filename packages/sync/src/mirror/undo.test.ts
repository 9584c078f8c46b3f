import { expect, test } from "vitest";
import { mirrored } from "./testing/mirrored.ts";

const deal = {
  name: "ACME",
  stageId: "evaluation",
  amount: "1000",
  closeDate: "2026-06-30",
  nextStep: "Call Ann",
};

async function conflicting() {
  const world = mirrored();
  const { left, right, mirror } = world;
  const ids = await world.pair(deal);
  await mirror.run();
  await left.edit(ids.left, { amount: "1100", nextStep: "Wait" });
  await right.edit(ids.right, { amount: "1200", nextStep: "Call Ben" });
  await mirror.run();
  const idOf = async (status: "decided" | "open") => (await mirror.conflicts({ status }))[0]?.id ?? "";
  return { ...world, ids, decided: await idOf("decided"), open: await idOf("open") };
}

test.each(["undo", "resolve"] as const)(
  "%s is refused for a link that ended, and leaves nothing for when both are linked again",
  async (command) => {
    const { left, right, mirror, store, ids, decided, open } = await conflicting();
    await mirror.unlink(ids.linkId);
    const before = await mirror.conflicts();
    const asked = command === "undo" ? mirror.undo(decided) : mirror.resolve(open, "right");
    await expect(asked).rejects.toMatchObject({
      code: "unknown-subject",
      message: expect.stringContaining("ended"),
    });
    expect(await mirror.conflicts()).toEqual(before);
    expect(await store.count("mirror", "wanted")).toBe(0);
    await mirror.link(ids.left, ids.right);
    await mirror.run();
    expect(await right.read(ids.right)).toMatchObject({ amount: "1100", nextStep: "Call Ben" });
    expect(await left.read(ids.left)).toMatchObject({ amount: "1100", nextStep: "Wait" });
  },
);

test("a wish that meets an unlinking is not stored", async () => {
  const { right, mirror, store, another, ids, decided } = await conflicting();
  const unlinking = another({
    store: {
      ...store,
      commit: async (name, fence, changes) => {
        if (changes.put?.some(({ kind }) => kind === "wanted") === true) await mirror.unlink(ids.linkId);
        return store.commit(name, fence, changes);
      },
    },
  });
  await expect(unlinking.undo(decided)).rejects.toMatchObject({ code: "store-locked" });
  expect(await store.count("mirror", "wanted")).toBe(0);
  await mirror.run();
  expect(await right.read(ids.right)).toMatchObject({ amount: "1100" });
});
