import { describe, expect, test } from "vitest";
import type { Evidence } from "../evidence/evidence.ts";
import { exampleAccount, examplePiece } from "../testing/example-account.ts";
import { day, exampleDeal } from "../testing/example-evidence.ts";

const won = exampleDeal({ status: "won", closedAt: day(200) });
const before = [examplePiece("t", "personal-thanks", 150), examplePiece("r", "referral-given", 160)];
const effects = (after: Evidence[], asOf = 400, deals = [won]) =>
  exampleAccount({ evidence: [...before, ...after], asOf, deals }).relationship.saleEffects;
const complaint = (id: string, at: number, more: Partial<Evidence> = {}) =>
  examplePiece(id, "complaint", at, more);

describe("elation after a sale (domain:E4)", () => {
  test("it fell: Beta(6, 1) before, Beta(1, 4) after", () => {
    const [effect] = effects([examplePiece("x", "sale-regretted", 250)]);
    expect(effect?.before.value).toBeCloseTo(6 / 7, 12);
    expect(effect?.after.value).toBeCloseTo(1 / 5, 12);
    // (6/7 - 1/5 - .15) / sqrt(6/392 + 4/150) = 2.4754; the normal table has .9933 there.
    expect(effect?.fall.value).toBeCloseTo(0.9933, 4);
    expect(effect).toMatchObject({ dealId: "d", status: "fell-after", saleRegretted: true });
    const bases = [effect?.fall.basis, ...(effect?.fall.otherBases ?? []).map(({ basis }) => basis)];
    expect(bases).toEqual([6, 1, 1, 4]);
  });

  test.each<[string, Evidence[], string]>([
    ["two complaints on two days", [complaint("c", 250), complaint("e", 260)], "fell-after"],
    ["two complaints on one day", [complaint("c", 250), complaint("e", 250)], "no-fall-shown"],
    [
      "two negatives of one mail",
      [
        complaint("c", 250),
        examplePiece("p", "broken-promise-confirmed", 260, { source: complaint("c", 250).source }),
      ],
      "no-fall-shown",
    ],
    ["one complaint", [complaint("c", 250)], "no-fall-shown"],
    ["regret of another sale", [examplePiece("x", "sale-regretted", 250, { dealId: "e" })], "no-fall-shown"],
    ["thanks again", [examplePiece("t2", "personal-thanks", 250)], "no-fall-shown"],
    ["nothing after it", [], "unknown"],
    ["too late to belong to it", [examplePiece("x", "sale-regretted", 381)], "unknown"],
    ["on the last day that belongs to it", [examplePiece("x", "sale-regretted", 380)], "fell-after"],
  ])("%s: %s", (_name, after, status) => expect(effects(after)[0]?.status).toBe(status));

  test("two negatives that leave the balance high are no fall", () => {
    const thanked = ["referral-given", "benefit-confirmed", "reference-given", "personal-thanks"] as const;
    const signs = thanked.map((kind, k) => examplePiece(`k${k}`, kind, 240 + k));
    expect(effects([...signs, complaint("c", 250), complaint("e", 260)])[0]?.status).toBe("no-fall-shown");
  });

  test("without signs before the sale it is unknown, and says so", () => {
    const evidence = [examplePiece("x", "sale-regretted", 250)];
    const [effect] = exampleAccount({ evidence, asOf: 400, deals: [won] }).relationship.saleEffects;
    expect(effect?.status).toBe("unknown");
    expect(effect?.fall.missing).toEqual(["the client's signs before the sale"]);
  });

  test("it says what fell after, never what made it fall", () => {
    for (const after of [[examplePiece("x", "sale-regretted", 250)], []]) {
      expect(effects(after)[0]?.text).not.toMatch(/because|due to|caused|led to/i);
    }
    expect(effects([examplePiece("x", "sale-regretted", 250)])[0]?.text).toContain("fell after this sale");
  });

  test("only won deals are sales, and only once they are won", () => {
    const lost = exampleDeal({ id: "l", status: "lost", closedAt: day(200) });
    const open = exampleDeal({ id: "o" });
    expect(effects([], 400, [won, lost, open]).map(({ dealId }) => dealId)).toEqual(["d"]);
    expect(effects([], 199)).toEqual([]);
  });
});
