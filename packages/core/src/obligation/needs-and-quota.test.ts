import { describe, expect, test } from "vitest";
import { assessDeal } from "../deal/assess-deal.ts";
import type { DealFacts } from "../deal/deal-facts.ts";
import { defaultPolicy } from "../policy/default-policy.ts";
import { day, exampleDeal, exampleEvidence } from "../testing/example-evidence.ts";
import { needsAndQuota } from "./needs-and-quota.ts";

const quota = {
  id: "q1",
  writtenAt: day(0),
  personId: "p",
  fromAt: day(0),
  toAt: day(89),
  unit: "EUR",
  target: 1000,
};

type Need = "benefit-confirmed" | "sale-regretted" | undefined;
function made(id: string, need: Need, deal: Partial<DealFacts>) {
  const facts = exampleDeal({ id, status: "won", closedAt: day(30), ...deal });
  const heard =
    need === undefined
      ? []
      : [exampleEvidence({ id: `${id}-n`, dealId: id, kind: need, occurredAt: day(60) })];
  const assessment = assessDeal({ deal: facts, evidence: heard, policy: defaultPolicy, asOf: day(100) });
  return { facts, assessment };
}

function view(all: ReturnType<typeof made>[], unit = "EUR") {
  return needsAndQuota({
    quota: { ...quota, unit },
    deals: all.map(({ facts }) => facts),
    assessments: all.map(({ assessment }) => assessment),
    policy: defaultPolicy,
    asOf: day(100),
  });
}

describe("needs met beside the quota, for the same deals", () => {
  const price = { currency: "EUR", amount: 400 };
  const four = [
    made("both", "benefit-confirmed", { price }),
    made("need", "benefit-confirmed", { status: "lost", price }),
    made("quota", "sale-regretted", { price }),
    made("none", "sale-regretted", { status: "lost" }),
    made("silent", undefined, { price }),
  ];

  test("four cells, and what nobody spoke of in none of them (domain:O1)", () => {
    expect(view(four)).toMatchObject({
      quotaProgress: { value: 1200 },
      target: 1000,
      needsMet: { value: 2, n: 4 },
      cells: { metAndCounts: ["both"], metOnly: ["need"], countsOnly: ["quota"], neither: ["none"] },
      needUnknown: { counts: ["silent"], doesNot: [] },
    });
  });

  test("a quota in deals counts deals (domain:O1)", () => {
    expect(view(four, "deals").quotaProgress.value).toBe(3);
  });

  test("another currency, another owner and another period are not this quota's (domain:O1)", () => {
    const others = [
      made("dollars", undefined, { price: { currency: "USD", amount: 400 } }),
      made("theirs", undefined, { ownerId: "q", price }),
      made("later", undefined, { closedAt: day(95), price }),
    ];
    expect(view(others)).toMatchObject({
      quotaProgress: { value: 0 },
      needsMet: { value: null },
      needUnknown: { counts: [], doesNot: ["dollars"] },
    });
  });

  test("the client's word decides, ours does not (domain:O1)", () => {
    const told = exampleEvidence({
      id: "t",
      kind: "benefit-confirmed",
      occurredAt: day(60),
      actorSide: "seller",
    });
    const facts = exampleDeal({ status: "won", closedAt: day(30), price });
    const assessment = assessDeal({ deal: facts, evidence: [told], policy: defaultPolicy, asOf: day(100) });
    expect(view([{ facts, assessment }]).needUnknown.counts).toEqual(["d"]);
  });
});
