import type { CrmSchema } from "@headway/crm";
import { afterEach, expect, test } from "vitest";
import type { MirrorOptions } from "./mirror-options.ts";
import type { IntentRow } from "./mirror-rows.ts";
import { mirrored } from "./testing/mirrored.ts";

const deal = {
  name: "ACME",
  stageId: "evaluation",
  amount: "1000",
  closeDate: "2026-06-30",
  nextStep: "Call Ann",
};
const zone = process.env.TZ;
afterEach(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

test.each(["Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/Berlin", "America/St_Johns", "Asia/Kathmandu"])(
  "invariant:S10 a close date keeps its day in %s, both ways and where clocks are changed",
  async (name) => {
    process.env.TZ = name;
    const { clock, left, right, mirror, pair } = mirrored({ conflict: "left" });
    const ids = await pair(deal);
    await mirror.run();
    for (const day of ["2026-03-29", "2026-10-25", "2026-12-31", "2028-02-29"]) {
      // A day apart, so that the breaker sees no circle.
      clock.now += 86_400_000;
      await left.edit(ids.left, { closeDate: day });
      await mirror.run();
      expect((await right.read(ids.right)).closeDate).toBe(day);
    }
    await right.edit(ids.right, { closeDate: "2027-01-01" });
    await mirror.run();
    expect((await left.read(ids.left)).closeDate).toBe("2027-01-01");
  },
);

test("invariant:W3 an intent keeps its id over every attempt, and a new one has another", async () => {
  const { left, right, mirror, store, another, pair } = mirrored();
  const ids = await pair(deal);
  await mirror.run();
  const seen: IntentRow[] = [];
  const watched = another({
    store: {
      ...store,
      commit: async (name, fence, changes) => {
        for (const put of changes.put ?? [])
          if (put.kind === "intent" && put.row.state === "inflight") seen.push(put.row);
        return store.commit(name, fence, changes);
      },
    },
  });
  await left.edit(ids.left, { amount: "1100" });
  right.memory.backend.failNext({ kind: "no-answer", on: "write", times: 7 });
  for (let n = 0; n < 4; n += 1) await watched.run();
  expect(seen.length).toBeGreaterThan(1);
  expect(new Set(seen.map(({ id }) => id)).size).toBe(1);
  expect(seen.map(({ attempts }) => attempts)).toEqual(seen.map((_, index) => index + 1));
  const first = seen[0]?.id;
  await left.edit(ids.left, { amount: "1200" });
  await watched.run();
  expect(seen.at(-1)?.id).not.toBe(first);
});

test("invariant:W5 a field that cannot be written is parked with the reason and never sent, the others are", async () => {
  const { left, right, mirror, pair } = mirrored();
  const { describe } = right.adapter;
  right.adapter.describe = async (call): Promise<CrmSchema> => {
    const schema = await describe(call);
    const objects = schema.objects.deal;
    if (objects?.status !== "known") throw new Error("deals are known");
    const fields = objects.value.fields.map((field) =>
      field.name === "amount" ? { ...field, writable: false, reason: "it is calculated" } : field,
    );
    return {
      ...schema,
      objects: { ...schema.objects, deal: { ...objects, value: { ...objects.value, fields } } },
    };
  };
  const ids = await pair(deal);
  await mirror.run();
  await left.edit(ids.left, { amount: "1100", nextStep: "Wait" });
  const report = await mirror.run();
  expect(report).toMatchObject({ parked: { "not-writable": 1 }, writtenFields: { nextStep: 1 } });
  expect((await mirror.parked())[0]?.cause).toContain("it is calculated");
  expect(right.patches).toEqual([{ nextStep: "Wait" }]);
  await mirror.run();
  expect(right.patches).toHaveLength(1);
});

const currencies = { left: { default: "EUR" }, right: { default: "USD" } };
const money = async (currency: MirrorOptions["currency"]) => {
  const world = mirrored({ fields: ["amount"], initial: "left", ...(currency && { currency }) });
  for (const side of [world.left, world.right]) {
    const { pull } = side.adapter;
    // A CRM that says no currency, so that the options' counts.
    side.adapter.pull = async function* (request, call) {
      for await (const page of pull(request, call)) {
        const changes = page.changes.map((change) => {
          if (change.type !== "upserted" || change.record.object !== "deal") return change;
          const { amount } = change.record;
          if (amount === null) return change;
          return { ...change, record: { ...change.record, amount: { ...amount, currency: null } } };
        });
        yield { ...page, changes };
      }
    } as typeof pull;
  }
  const ids = await world.pair({ ...deal, amount: "1000000000000000.10" }, { ...deal, amount: "5" });
  return { ...world, ids };
};

test("invariant:S11 money of another currency without a rate is parked, and no number is carried over", async () => {
  const { right, mirror, ids } = await money(currencies);
  expect(await mirror.run()).toMatchObject({ parked: { "currency-mismatch": 1 } });
  expect(right.patches).toEqual([]);
  expect(await right.read(ids.right)).toMatchObject({ amount: "5" });
});

test("invariant:S11 with a rate every digit of a large amount is carried over", async () => {
  const { right, mirror } = await money({ ...currencies, rates: [{ from: "EUR", to: "USD", rate: "1.5" }] });
  await mirror.run();
  expect(right.patches).toEqual([{ amount: "1500000000000000.15" }]);
});

async function owned() {
  const world = mirrored({ fields: ["ownerId"], initial: "left" });
  const user = (side: "left" | "right", email: string) =>
    world[side].memory.backend.create("user", { name: email, email, active: true });
  const jane = await user("left", "jane@example.com");
  const bob = await user("right", "bob@example.com");
  const ids = await world.pair({ ...deal, ownerId: jane }, { ...deal, ownerId: bob });
  return { ...world, ids, bob, user };
}

test("invariant:S12 an owner whom the other side does not have is parked by name, and nobody is emptied", async () => {
  const { right, mirror, ids, bob } = await owned();
  expect(await mirror.run()).toMatchObject({ parked: { "owner-unmapped": 1 } });
  expect((await mirror.parked())[0]?.cause).toContain("jane@example.com");
  expect(right.patches).toEqual([]);
  expect(await right.read(ids.right)).toMatchObject({ ownerId: bob });
});

test("invariant:S12 an owner who comes to the other side later is mirrored then", async () => {
  const { right, mirror, ids, user } = await owned();
  await mirror.run();
  const jane = await user("right", "jane@example.com");
  await mirror.run();
  expect(await right.read(ids.right)).toMatchObject({ ownerId: jane });
});

test("invariant:S12 an owner whom the other side does not have is the fallback there, and stays who it is here", async () => {
  const { left, right, another, ids, user } = await owned();
  const eve = await user("right", "eve@example.com");
  const jane = (await left.read(ids.left)).ownerId;
  const mirror = another({ fallbackOwner: { right: eve } });
  expect(await mirror.run()).toMatchObject({ parked: {} });
  expect(await right.read(ids.right)).toMatchObject({ ownerId: eve });
  expect((await mirror.run()).written).toEqual({ left: 0, right: 0 });
  expect(await left.read(ids.left)).toMatchObject({ ownerId: jane });
});
