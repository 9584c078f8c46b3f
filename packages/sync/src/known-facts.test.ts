import { describe, expect, it } from "vitest";
import type { ReadDealFacts } from "./facts.ts";
import { knownFacts } from "./known-facts.ts";

const full: ReadDealFacts = {
  id: "31000000001",
  name: "Zwölf Brücken \u{1f309} \ud800",
  accountId: "22000000001",
  ownerId: "77000001",
  pipelineId: "default",
  stageId: "won",
  status: "won",
  createdAt: "2026-01-01T00:00:00.000Z",
  closedAt: "2026-02-01T10:00:00Z",
  expectedCloseAt: "2026-12-31T00:00:00Z",
  price: { currency: "USD", amount: 1_000.5 },
};
const bare: ReadDealFacts = {
  id: "2",
  name: undefined,
  accountId: undefined,
  ownerId: undefined,
  pipelineId: undefined,
  stageId: undefined,
  status: "open",
  createdAt: "2026-01-02T00:00:00.000Z",
  closedAt: undefined,
  expectedCloseAt: undefined,
  price: undefined,
};
const numbered = (index: number): ReadDealFacts => ({
  ...full,
  id: `deal-${index}`,
  ownerId: `owner-${index % 500}`,
  price: { currency: "EUR", amount: index },
});

describe("known facts", () => {
  it.each([
    { of: "a deal that says everything", deal: full },
    { of: "a deal that says next to nothing", deal: bare },
    { of: "an empty name", deal: { ...full, name: "" } },
    { of: "a name of many bytes", deal: { ...full, name: "\u20ac".repeat(20_000) } },
  ])("gives back $of as it was", ({ deal }) => {
    const known = knownFacts();
    known.put(full.id === deal.id ? bare : full);
    known.put(deal);
    expect(known.get(deal.id)).toStrictEqual(deal);
  });

  it("knows nobody who was not remembered, not even one whose id has the hash of another", () => {
    const known = knownFacts();
    known.put({ ...full, id: "d2198" });
    known.put({ ...full, id: "d312882" });
    expect(known.get("d2198")?.id).toBe("d2198");
    expect(known.get("d312882")).toBeUndefined();
    expect(known.get("other")).toBeUndefined();
  });

  it("holds a bounded number of deals, and each as it was", () => {
    const known = knownFacts();
    const deals = Array.from({ length: 40_000 }, (_, index) => numbered(index));
    for (const deal of deals) known.put(deal);
    const held = deals.filter((deal) => known.get(deal.id) !== undefined);
    expect(held).toHaveLength(32_768);
    expect(held.map(({ id }) => known.get(id))).toStrictEqual(held);
  });

  it("holds a bounded number of bytes, and nothing that is longer than all its room", () => {
    const known = knownFacts();
    known.put({ ...full, id: "endless", name: "x".repeat(70_000) });
    expect(known.get("endless")).toBeUndefined();
    const deals = Array.from({ length: 1_000 }, (_, index) => ({
      ...numbered(index),
      name: "x".repeat(10_000),
    }));
    for (const deal of deals) known.put(deal);
    const held = deals.filter((deal) => known.get(deal.id) !== undefined);
    expect(held).toStrictEqual(deals.slice(0, held.length));
    // 64 blocks of 65,536 bytes; the room for a text is measured as if every character took three.
    expect(held).toHaveLength(64 * 4);
  });
});
