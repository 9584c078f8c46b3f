import { describe, expect, test } from "vitest";
import { assessDeal } from "../deal/assess-deal.ts";
import type { DealFacts } from "../deal/deal-facts.ts";
import type { Evidence } from "../evidence/evidence.ts";
import { parsePolicy } from "../policy/parse-policy.ts";
import { day, exampleDeal, exampleEvidence } from "../testing/example-evidence.ts";
import { matchedDifference } from "./matched-difference.ts";
import { priceHeld } from "./price-held.ts";

const policy = parsePolicy({});

/** A won deal: proposal on day 20, closed `days` later, at a discount; articulated before the proposal or not. */
function won(
  id: string,
  articulated: boolean,
  discount: number,
  days: number,
  list = 1000,
): [DealFacts, Evidence[]] {
  const price = { currency: "EUR", amount: list * (1 - discount), listAmount: list };
  const deal = exampleDeal({ id, status: "won", closedAt: day(20 + days), price });
  const kinds = ["need-articulated", "motivation-articulated", "help-articulated"] as const;
  const said = kinds.map((kind) =>
    exampleEvidence({
      id: `${id}-${kind}`,
      dealId: id,
      kind,
      occurredAt: day(10),
      articulation: articulated ? "own-words" : "seller-asserted",
      quote: { speaker: "Ada", text: "so" },
    }),
  );
  const sent = exampleEvidence({ id: `${id}-p`, dealId: id, kind: "proposal-sent", occurredAt: day(20) });
  return [deal, [...said, sent]];
}

function run(made: [DealFacts, Evidence[]][]) {
  const deals = made.map(([deal]) => deal);
  const assessments = made.map(([deal, evidence]) => assessDeal({ deal, evidence, policy, asOf: day(300) }));
  return priceHeld({ deals, assessments, policy, asOf: day(300) });
}

const many = (count: number, prefix: string, make: (id: string, index: number) => [DealFacts, Evidence[]]) =>
  Array.from({ length: count }, (_, index) => make(`${prefix}${index}`, index));
const articulated = many(20, "a", (id, index) => won(id, true, index % 2 === 0 ? 0.04 : 0.06, 10));
const others = many(20, "o", (id, index) => won(id, false, index % 2 === 0 ? 0.14 : 0.16, 30));

describe("whether the price held", () => {
  test("articulated deals against like deals, as a difference with an interval (domain:O19)", () => {
    const result = run([...articulated, ...others]);
    expect(result.discountDifference.value).toBeCloseTo(-0.1, 12);
    expect(result.daysToCloseDifference.value).toBeCloseTo(-20, 12);
    const [low = 0, high = 0] = result.discountDifference.interval ?? [];
    // Every value lies .01 from its mean: sqrt(40 * .0001 / 38 * (1/20 + 1/20)) * 1.2815515655 = .0041578.
    expect(high - low).toBeCloseTo(2 * 0.0041578, 6);
    expect(result.discountDifference.alternatives[0]).toContain("an association");
  });

  test("with fewer than twenty on one side nothing is said (domain:O19)", () => {
    const result = run([...articulated.slice(1), ...others]);
    expect(result.discountDifference).toMatchObject({
      value: null,
      missing: ["20 matched deals on each side, articulated and not"],
    });
    expect(result.discountDifference.interval).toBeUndefined();
  });

  test("only like is compared with like: another size is left out by name (domain:O19)", () => {
    const large = won("large", true, 0.9, 10, 100_000);
    const result = run([...articulated, ...others, large]);
    expect(result.discountDifference.value).toBeCloseTo(-0.1, 12);
    expect(result.leftOutDealIds).toEqual(["large"]);
  });

  test("without a discount, an articulation or a proposal on record a deal is left out (domain:O19)", () => {
    const [deal, evidence] = won("x", true, 0.5, 10);
    const bare = { ...deal, price: { currency: "EUR", amount: 500 } };
    expect(run([...articulated, ...others, [bare, evidence]]).leftOutDealIds).toEqual(["x"]);
    expect(run([...articulated, ...others, [deal, evidence.slice(3)]]).leftOutDealIds).toEqual(["x"]);
    expect(run([...articulated, ...others, [deal, evidence.slice(0, 3)]]).leftOutDealIds).toEqual(["x"]);
  });

  test("words written down after the proposal come too late to count (domain:O19)", () => {
    const late = articulated.map(([deal, evidence]): [DealFacts, Evidence[]] => [
      deal,
      evidence.map((piece) => ({ ...piece, recordedAt: day(21) })),
    ]);
    expect(run([...late, ...others]).articulatedDeals).toBe(0);
  });

  test("lost deals have no price to hold (domain:O19)", () => {
    const lost = articulated.map(([deal, evidence]): [DealFacts, Evidence[]] => [
      { ...deal, status: "lost" },
      evidence,
    ]);
    expect(run([...lost, ...others]).articulatedDeals).toBe(0);
  });
});

test("strata are weighted by both sides' sizes, and one with a single side is left out (domain:O19)", () => {
  const cases = [
    ["a", true, 2],
    ["a", false, 1],
    ["b", true, 10],
    ["b", false, 4],
    ["b", false, 6],
    ["c", true, 99],
  ] as const;
  const result = matchedDifference(
    cases.map(([stratum, exposed, value], index) => ({ id: `${index}`, stratum, exposed, value })),
  );
  // Weights 1/2 and 2/3: (1/2 * 1 + 2/3 * 5) / (7/6) = 23/7.
  expect(result.difference).toBeCloseTo(23 / 7, 12);
  expect(result).toMatchObject({ exposed: 2, others: 3, strata: 2 });
  expect(result.lines.map(({ id }) => id).sort()).toEqual(["0", "1", "2", "3", "4"]);
});
