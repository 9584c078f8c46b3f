import { expect, test } from "vitest";
import { mirrored } from "./testing/mirrored.ts";

const deal = {
  name: "ACME",
  stageId: "evaluation",
  amount: "1000",
  closeDate: "2026-06-30",
  nextStep: "Call Ann",
};

test("pauses hold a field, a link or everything, and what changed meanwhile comes after", async () => {
  const { left, right, mirror, pair } = mirrored();
  const ids = await pair(deal);
  await mirror.run();
  await mirror.pause({ field: "amount" });
  await left.edit(ids.left, { amount: "1100", nextStep: "Wait" });
  await mirror.run();
  expect(await right.read(ids.right)).toMatchObject({ amount: "1000", nextStep: "Wait" });
  await mirror.resume({ field: "amount" });
  await mirror.pause({ linkId: ids.linkId });
  await mirror.run();
  expect(await right.read(ids.right)).toMatchObject({ amount: "1000" });
  await mirror.resume({ linkId: ids.linkId });
  await mirror.pause();
  expect(await mirror.run()).toMatchObject({ state: "incomplete" });
  await mirror.resume();
  expect(await mirror.run()).toMatchObject({ state: "complete" });
  expect(await right.read(ids.right)).toMatchObject({ amount: "1100" });
});

test("invariant:W7 a dry run writes nothing and lists what it would write", async () => {
  const { left, right, mirror, pair } = mirrored();
  const ids = await pair(deal);
  await mirror.run();
  await left.edit(ids.left, { amount: "1100" });
  const report = await mirror.run({ dryRun: true });
  expect(report.planned).toEqual([
    { linkId: ids.linkId, side: "right", recordId: ids.right, fields: { amount: "1100" } },
  ]);
  expect(right.patches).toEqual([]);
  await mirror.run();
  expect(await right.read(ids.right)).toMatchObject({ amount: "1100" });
});

test("invariant:W8 a dry run lists everything that a run would hold, and says that it would", async () => {
  const { left, right, mirror, pair } = mirrored();
  const pairs = [];
  for (let index = 0; index < 130; index += 1) pairs.push(await pair({ ...deal, name: `Deal ${index}` }));
  await mirror.run();
  for (const ids of pairs) await left.edit(ids.left, { amount: "1" });
  const report = await mirror.run({ dryRun: true });
  expect(report).toMatchObject({ state: "complete", held: { links: 130, limit: 50 } });
  expect(report.planned).toHaveLength(130);
  expect(report.notes).toEqual([expect.stringContaining("a run would send nothing")]);
  expect(await mirror.run({ dryRun: true, approve: true })).toMatchObject({ held: null, notes: [] });
  expect(right.patches).toEqual([]);
});

test("invariant:K2 a worker that slept past its lease sends nothing", async () => {
  const { clock, left, right, mirror, pair } = mirrored();
  const ids = await pair(deal);
  await mirror.run();
  await left.edit(ids.left, { amount: "1100" });
  const pull = right.adapter.pull;
  let reads = 0;
  right.adapter.pull = async function* (request, call) {
    if (request.type === "records") reads += 1;
    if (reads === 2) clock.now += 120_000;
    yield* pull(request, call);
  } as typeof pull;
  const report = await mirror.run();
  expect(report.state).toBe("incomplete");
  expect(right.patches).toEqual([]);
  right.adapter.pull = pull;
  expect(await mirror.run()).toMatchObject({ state: "complete", written: { right: 1 } });
});
