import { expect, test } from "vitest";
import { mirrored } from "./testing/mirrored.ts";

const deal = {
  name: "ACME",
  stageId: "evaluation",
  amount: "1000",
  closeDate: "2026-06-30",
  nextStep: "Call Ann",
};

test("a change on either side comes to the other, and a second run writes nothing", async () => {
  const { left, right, mirror, pair } = mirrored();
  const ids = await pair(deal);
  expect(await mirror.run()).toMatchObject({ state: "complete", written: { left: 0, right: 0 } });
  await left.edit(ids.left, { amount: "1250.5", stageId: "proposal" });
  await right.edit(ids.right, { nextStep: "Send the offer" });
  const report = await mirror.run();
  expect(report).toMatchObject({
    state: "complete",
    written: { left: 1, right: 1 },
    conflicts: [],
    parked: {},
  });
  expect(await right.read(ids.right)).toMatchObject({ amount: "1250.5", stageId: "proposal" });
  expect(await left.read(ids.left)).toMatchObject({ nextStep: "Send the offer" });
  expect(await mirror.run()).toMatchObject({ state: "complete", written: { left: 0, right: 0 } });
  expect((await mirror.drift()).drifted).toEqual([]);
});

test("invariant:S13 linking never overwrites: empty fields are filled, different ones wait for a person", async () => {
  const { left, right, mirror, pair } = mirrored();
  const ids = await pair({ ...deal, nextStep: null }, { ...deal, amount: "900" });
  const report = await mirror.run();
  expect(report.parked).toEqual({ "first-difference": 1 });
  expect(report.written).toEqual({ left: 1, right: 0 });
  expect(await left.read(ids.left)).toMatchObject({ amount: "1000", nextStep: "Call Ann" });
  expect(await right.read(ids.right)).toMatchObject({ amount: "900" });
  const [open] = await mirror.conflicts({ status: "open" });
  expect(open).toMatchObject({ cause: "first-difference", field: "amount" });
  await mirror.resolve(open?.id ?? "", "right");
  expect(await mirror.run()).toMatchObject({ state: "complete", parked: {} });
  expect(await left.read(ids.left)).toMatchObject({ amount: "900" });
});

test("invariant:S2 both sides change: the policy decides, and the loser is kept with an undo", async () => {
  const { left, right, mirror, pair } = mirrored();
  const ids = await pair(deal);
  await mirror.run();
  await left.edit(ids.left, { amount: "1100" });
  await right.edit(ids.right, { amount: "1200" });
  const report = await mirror.run();
  expect(await right.read(ids.right)).toMatchObject({ amount: "1100" });
  expect(report.conflicts).toMatchObject([
    {
      cause: "both-changed",
      field: "amount",
      policy: "left",
      base: "1000 EUR",
      kept: { side: "left", value: "1100 EUR" },
      lost: { side: "right", value: "1200 EUR", byId: "jane" },
    },
  ]);
  await mirror.undo(report.conflicts[0]?.id ?? "");
  await mirror.run();
  expect(await left.read(ids.left)).toMatchObject({ amount: "1200" });
  expect(await right.read(ids.right)).toMatchObject({ amount: "1200" });
  expect(await mirror.run()).toMatchObject({ written: { left: 0, right: 0 }, state: "complete" });
});

test("invariant:S2 a person's value that met our write in the gap is a conflict, and put back where the policy is for it", async () => {
  const { left, right, mirror, pair } = mirrored({ conflict: "right" });
  const ids = await pair(deal);
  await mirror.run();
  await left.edit(ids.left, { amount: "1100" });
  right.meddle = (id) => right.edit(id, { amount: "1300" });
  const report = await mirror.run();
  expect(report.conflicts).toMatchObject([
    { cause: "overwritten", kept: { side: "right", value: "1300 EUR" } },
  ]);
  expect(await right.read(ids.right)).toMatchObject({ amount: "1300" });
  expect(await left.read(ids.left)).toMatchObject({ amount: "1300" });
});

test("invariant:W2 a write without an answer is settled by reading", async () => {
  const { left, right, mirror, pair } = mirrored();
  const ids = await pair(deal);
  await mirror.run();
  await left.edit(ids.left, { amount: "1100" });
  right.memory.backend.failNext({ kind: "no-answer-after-effect", on: "write", times: 3 });
  await mirror.run();
  await mirror.run();
  expect(await right.read(ids.right)).toMatchObject({ amount: "1100" });
  expect(right.patches.filter((patch) => patch.amount === "1100")).toHaveLength(1);
  expect(await mirror.run()).toMatchObject({ state: "complete", written: { left: 0, right: 0 } });
});

test("invariant:W2 without a history an unanswered write and a moved target are written down, nothing is guessed", async () => {
  const { left, right, mirror, pair } = mirrored();
  right.hasHistory = false;
  const ids = await pair(deal);
  await mirror.run();
  await left.edit(ids.left, { amount: "1100" });
  right.memory.backend.failNext({ kind: "no-answer", on: "write", times: 3 });
  right.meddle = (id) => right.edit(id, { amount: "1300" });
  const report = await mirror.run();
  expect(report.conflicts.map((row) => row.cause)).toEqual(["unproven", "both-changed"]);
  expect(await right.read(ids.right)).toMatchObject({ amount: "1100" });
});

test("invariant:S4 a target that rounds does not echo and is noticed once", async () => {
  const { left, right, mirror, pair } = mirrored();
  const ids = await pair(deal);
  await mirror.run();
  right.normalize = (fields) =>
    fields.amount === undefined ? fields : { ...fields, amount: String(Math.round(Number(fields.amount))) };
  await left.edit(ids.left, { amount: "1000.4" });
  await left.edit(ids.left, { amount: "1100.4" });
  const report = await mirror.run();
  expect(report).toMatchObject({ state: "complete", written: { left: 0, right: 1 }, conflicts: [] });
  expect(await left.read(ids.left)).toMatchObject({ amount: "1100.4" });
  expect(await mirror.run()).toMatchObject({ written: { left: 0, right: 0 } });
  const { notices, fields } = await mirror.explain(ids.linkId);
  expect(notices.map((notice) => notice.code)).toEqual(["normalized"]);
  expect(fields.find((field) => field.field === "amount")).toMatchObject({ status: "agreed" });
});

test("invariant:S5 a workflow that keeps changing a field back is found within four writes", async () => {
  const { left, right, mirror, pair } = mirrored();
  const ids = await pair(deal);
  await mirror.run();
  for (let turn = 0; turn < 8; turn += 1) {
    await left.edit(ids.left, { nextStep: turn % 2 === 0 ? "A" : "B" });
    await mirror.run();
  }
  expect(right.patches.length).toBeLessThanOrEqual(4);
  expect(await mirror.parked()).toMatchObject([{ code: "oscillation", field: "nextStep" }]);
  await mirror.retry(ids.linkId);
  await mirror.run();
  expect(await right.read(ids.right)).toMatchObject({ nextStep: "B" });
});

test("invariant:W6 a refusal is parked with the CRM's words, sent once, and tried again when the record changes", async () => {
  const { left, right, mirror, pair } = mirrored();
  const ids = await pair(deal);
  await mirror.run();
  await left.edit(ids.left, { amount: "1100" });
  right.memory.backend.failNext({
    kind: "refuse-one-row",
    on: "write",
    ref: { object: "deal", id: ids.right },
    times: 1,
  });
  const report = await mirror.run();
  expect(report).toMatchObject({ state: "complete", parked: { refused: 1 } });
  expect((await mirror.parked())[0]).toMatchObject({ field: "amount", crmCode: "invalid" });
  expect((await mirror.parked())[0]?.cause).toContain("a rule of this CRM says no");
  await mirror.run();
  expect(right.patches).toHaveLength(1);
  await right.edit(ids.right, { name: "ACME Ltd" });
  expect(await mirror.run()).toMatchObject({ parked: {}, written: { left: 0, right: 1 } });
  expect(await right.read(ids.right)).toMatchObject({ amount: "1100" });
});

test("invariant:D8 a deletion unlinks and deletes nothing, a merge hands the link on", async () => {
  const { left, right, mirror, pair } = mirrored();
  const gone = await pair(deal);
  const merged = await pair({ ...deal, name: "Globex" });
  const winner = await left.create({ ...deal, name: "Globex again", amount: "1500" });
  await mirror.run();
  await left.memory.backend.remove("deal", gone.left);
  await left.memory.backend.merge("deal", merged.left, winner);
  const report = await mirror.run();
  expect(report.unlinked).toMatchObject([{ linkId: gone.linkId }]);
  expect(await right.read(gone.right)).toMatchObject({ name: "ACME" });
  const link = (await mirror.links()).find((row) => row.id === merged.linkId);
  expect(link).toMatchObject({ left: winner, right: merged.right, status: "active" });
  expect(report.parked).toEqual({ "first-difference": 1 });
});

test("invariant:W8 a mistake that changes everything is held until somebody approves", async () => {
  const { left, right, mirror, pair } = mirrored();
  const pairs = [];
  for (let index = 0; index < 60; index += 1) pairs.push(await pair({ ...deal, name: `Deal ${index}` }));
  await mirror.run();
  for (const ids of pairs) await left.edit(ids.left, { amount: "1" });
  const held = await mirror.run();
  expect(held).toMatchObject({
    state: "incomplete",
    held: { links: 60, limit: 50 },
    written: { left: 0, right: 0 },
  });
  expect(right.patches).toEqual([]);
  expect(await mirror.run({ approve: true })).toMatchObject({ state: "complete", written: { right: 60 } });
});

test("invariant:S14 a lost store is a first link, not a change of everything", async () => {
  const { left, right, mirror, pair, another } = mirrored();
  const ids = await pair(deal);
  await mirror.run();
  await left.edit(ids.left, { amount: "1100" });
  const fresh = another({ name: "again" });
  await fresh.link(ids.left, ids.right);
  expect(await fresh.run()).toMatchObject({
    written: { left: 0, right: 0 },
    parked: { "first-difference": 1 },
  });
  expect(await right.read(ids.right)).toMatchObject({ amount: "1000" });
});
