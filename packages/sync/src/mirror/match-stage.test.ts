import { expect, test } from "vitest";
import type { MirrorStore } from "./mirror-store.ts";
import { mirrored } from "./testing/mirrored.ts";

const deal = { name: "New deal", stageId: "evaluation", amount: null };

async function alike(left: number, right: number) {
  const world = mirrored();
  for (let n = 0; n < left; n += 1) await world.left.create(deal);
  for (let n = 0; n < right; n += 1) await world.right.create(deal);
  return world;
}

test("few deals that look alike are proposed each with each", async () => {
  const { mirror } = await alike(2, 3);
  expect((await mirror.run()).notes).toEqual([]);
  expect(await mirror.proposals()).toHaveLength(6);
});

test("of many deals that look alike none is proposed, and that is said once", async () => {
  const { left, mirror } = await alike(50, 50);
  const said = [expect.stringContaining("50 unlinked deals on the left and 50 on the right")];
  expect((await mirror.run()).notes).toEqual(said);
  expect(await mirror.proposals()).toEqual([]);
  expect((await mirror.run()).notes).toEqual([]);
  await left.create(deal);
  expect((await mirror.run()).notes).toEqual([expect.stringContaining("51 unlinked deals on the left")]);
});

test("deals that were compared once are not gone through again", async () => {
  const { left, right, store, another } = await alike(4, 4);
  const looked: string[] = [];
  const rows = async (...given: Parameters<MirrorStore["rows"]>) => {
    const found = await store.rows(...given);
    if (given[1] === "candidate" && !("ids" in given[2])) looked.push(...found.map(({ id }) => id));
    return found;
  };
  const mirror = another({ store: { ...store, rows: rows as MirrorStore["rows"] } });
  await mirror.run();
  looked.length = 0;
  const ids = [
    await left.create({ name: "Else", amount: "1" }),
    await right.create({ name: "Else", amount: "1" }),
  ];
  await mirror.run();
  expect([...new Set(looked)].sort()).toEqual([`left/${ids[0]}`, `right/${ids[1]}`]);
  expect(await mirror.proposals()).toHaveLength(17);
  expect(await store.count("mirror", "fresh")).toBe(0);
});
