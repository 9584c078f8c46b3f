import { expect, test } from "vitest";
import { mirrored } from "./testing/mirrored.ts";

const deal = { name: "ACME", stageId: "evaluation", amount: "1000", closeDate: "2026-06-30" };

/** The left side got amounts from the right, 1100 the first; a person makes it 1300, and 1100 arrives once more. */
async function arrivedLate(carried = ["1100", "1200"]) {
  const world = mirrored();
  const { left, right, mirror } = world;
  const ids = await world.pair(deal);
  await mirror.run();
  for (const amount of carried) {
    await right.edit(ids.right, { amount });
    await mirror.run();
  }
  await left.edit(ids.left, { amount: "1300" });
  const ref = { object: "deal", id: ids.left } as const;
  await left.adapter.push([{ type: "update", ref, fields: { amount: "1100" } }]);
  return { ...world, ids };
}

test("invariant:S2 a person's value that a late write of ours replaced is put back and carried across", async () => {
  const { left, right, mirror, ids } = await arrivedLate();
  await mirror.run();
  await mirror.run();
  expect([(await left.read(ids.left)).amount, (await right.read(ids.right)).amount]).toEqual([
    "1300",
    "1300",
  ]);
  expect(await mirror.conflicts()).toMatchObject([
    { cause: "late-write", policy: "put back", kept: { value: "1300 EUR" }, lost: { value: "1100 EUR" } },
  ]);
});

test("invariant:S2 what is typed over a late write replaces two values that nobody saw: both are kept, with an undo", async () => {
  const { left, right, mirror, ids } = await arrivedLate();
  await left.edit(ids.left, { amount: "2101" });
  await mirror.run();
  expect((await right.read(ids.right)).amount).toBe("2101");
  const conflicts = await mirror.conflicts();
  expect(conflicts.map(({ kept, lost }) => [kept.side, kept.value, lost.side, lost.value])).toEqual([
    ["left", "2101 EUR", "left", "1300 EUR"],
    ["left", "2101 EUR", "right", "1200 EUR"],
  ]);
  await mirror.undo(conflicts[0]?.id ?? "");
  await mirror.run();
  expect([(await left.read(ids.left)).amount, (await right.read(ids.right)).amount]).toEqual([
    "1300",
    "1300",
  ]);
});

test("what is typed over a late write that showed what the other side holds replaces nothing unseen there", async () => {
  const { left, mirror, ids } = await arrivedLate(["1100"]);
  await left.edit(ids.left, { amount: "2101" });
  await mirror.run();
  expect(await mirror.conflicts()).toMatchObject([{ cause: "late-write", lost: { value: "1300 EUR" } }]);
});
