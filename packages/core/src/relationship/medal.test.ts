import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DealFacts } from "../deal/deal-facts.ts";
import type { Evidence } from "../evidence/evidence.ts";
import { arbitraryEvidence } from "../testing/arbitrary-evidence.ts";
import { exampleAccount, examplePiece } from "../testing/example-account.ts";
import { day, exampleDeal } from "../testing/example-evidence.ts";
import { medalView } from "./medal.ts";

const evidence = [
  examplePiece("old", "personal-thanks", 1),
  examplePiece("t", "personal-thanks", 380),
  examplePiece("c", "complaint", 381),
  examplePiece("s", "shortlisted", 382, { dealId: "d" }),
  examplePiece("o", "shortlisted", 382, { dealId: "e" }),
  examplePiece("late", "referral-given", 401),
  examplePiece("after", "problem-confirmed", 402, { dealId: "d" }),
];
const price = { currency: "EUR", amount: 800 };
const won = exampleDeal({ status: "won", closedAt: day(400), price });
const assess = (deals: DealFacts[], pieces: Evidence[] = evidence, asOf = 450) =>
  exampleAccount({ evidence: pieces, deals, asOf });

describe("outcomes are the medal, never an input (domain:E1)", () => {
  test("won and lost deals, their prices and dates, change no number of elation", () => {
    const outcomes: DealFacts[][] = [
      [won],
      [{ ...won, price: { ...price, amount: 80_000_000 } }],
      [exampleDeal({ status: "lost", closedAt: day(300) })],
      [won, exampleDeal({ id: "e", status: "won", closedAt: day(399) })],
    ];
    const without = JSON.stringify(assess([exampleDeal()]).elation);
    for (const deals of outcomes) expect(JSON.stringify(assess(deals).elation)).toBe(without);
  });

  test("for any evidence whatever, a win changes no number of elation, advance or relationship", () => {
    const numbers = (deals: DealFacts[], pieces: Evidence[]) => {
      const { elation, accountAdvances, momentum, relationship } = assess(deals, pieces, 230);
      const { turnToMe, advisorShare, elationFall, notSoldCredits } = relationship;
      const own = { turnToMe, advisorShare, elationFall, notSoldCredits };
      return JSON.stringify({ elation, accountAdvances, momentum, own });
    };
    fc.assert(
      fc.property(arbitraryEvidence, fc.integer({ min: 1, max: 229 }), (pieces, at) => {
        const sold = exampleDeal({ status: "won", closedAt: day(at), price });
        expect(numbers([sold], pieces)).toBe(numbers([exampleDeal()], pieces));
      }),
      { seed: 20260101, numRuns: 100 },
    );
  });

  test("a signed contract is no sign of elation", () => {
    const signed = examplePiece("w", "contract-signed", 399, { dealId: "d" });
    const balance = (pieces: Evidence[]) => JSON.stringify(assess([won], pieces).elation);
    expect(balance([...evidence, signed])).toBe(balance(evidence));
  });
});

describe("medal view (domain:E10)", () => {
  test("links a win back to the advances and the signs of elation before it", () => {
    expect(assess([won]).medals).toEqual([
      {
        accountId: "a",
        dealId: "d",
        outcome: "won",
        closedAt: day(400),
        price,
        advanceEvidenceIds: ["s"],
        elationEvidenceIds: ["t"],
      },
    ]);
  });

  test("newest first, lost deals too, open ones not, and none before its time", () => {
    const lost = exampleDeal({ id: "l", status: "lost", closedAt: day(410) });
    const view = (asOf: number) =>
      medalView({ accounts: [assess([won, lost, exampleDeal({ id: "o" })], evidence, asOf)] });
    expect(view(450).map(({ dealId, outcome }) => [dealId, outcome])).toEqual([
      ["l", "lost"],
      ["d", "won"],
    ]);
    expect(view(405)).toHaveLength(1);
    expect(view(399)).toEqual([]);
  });
});
