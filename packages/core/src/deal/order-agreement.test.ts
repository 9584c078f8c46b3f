import { describe, expect, test } from "vitest";
import type { Evidence } from "../evidence/evidence.ts";
import { defaultPolicy } from "../policy/default-policy.ts";
import { day, exampleDeal, exampleEvidence } from "../testing/example-evidence.ts";
import { assessDeal } from "./assess-deal.ts";
import { orderAgreement } from "./order-agreement.ts";

const kinds = ["problem-confirmed", "solution-explored", "requirements-shared", "shortlisted"] as const;

/** A deal with one advance for each grade given. */
function dealWith(id: string, grades: readonly Evidence["grade"][]) {
  const evidence = grades.map((grade, k) =>
    exampleEvidence({
      id: `${id}${k}`,
      dealId: id,
      kind: kinds[k] ?? "shortlisted",
      grade,
      occurredAt: day(k),
    }),
  );
  return assessDeal({ deal: exampleDeal({ id }), evidence, policy: defaultPolicy, asOf: day(30) });
}

describe("an order by confidence (domain:O6)", () => {
  test("that any weights give is firm", () => {
    const deals = [dealWith("x", [4, 4]), dealWith("y", [3]), dealWith("z", [])];
    expect(orderAgreement(deals, defaultPolicy)).toEqual({ leastTau: 1, dependsOnWeights: false, text: "" });
  });

  test("that other weights turn over says so", () => {
    // By .4 a grade-2 advance, three of them outrank one of grade 4; by .25 they do not.
    const deals = [dealWith("x", [2, 2, 2]), dealWith("y", [4])];
    expect(orderAgreement(deals, defaultPolicy)).toEqual({
      leastTau: -1,
      dependsOnWeights: true,
      text: "the order depends on the weights",
    });
  });

  test("of deals without advances is no order", () => {
    expect(orderAgreement([dealWith("x", []), dealWith("y", [])], defaultPolicy).leastTau).toBeNull();
  });
});
