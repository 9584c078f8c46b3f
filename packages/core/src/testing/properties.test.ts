import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { assessDeal } from "../deal/assess-deal.ts";
import type { Evidence } from "../evidence/evidence.ts";
import type { Basis } from "../explain/explained.ts";
import { defaultPolicy } from "../policy/default-policy.ts";
import { assessPortfolio, type PortfolioAssessment } from "../portfolio/assess-portfolio.ts";
import { arbitraryEvidence, arbitraryPiece } from "./arbitrary-evidence.ts";
import { day, exampleDeal } from "./example-evidence.ts";

// A fixed seed: the same cases every time.
fc.configureGlobal({ seed: 20260101, numRuns: 200 });

const portfolio = { deals: [exampleDeal()], accounts: [{ id: "a" }], people: [{ id: "p" }] };
const asOf = fc.integer({ min: 0, max: 230 }).map(day);
const everything = (evidence: Evidence[], at: string) =>
  assessPortfolio({ portfolio, evidence, policy: defaultPolicy, asOf: at });
const plain = (assessment: PortfolioAssessment) => JSON.parse(JSON.stringify(assessment));
const deal = (evidence: Evidence[], at: string) =>
  assessDeal({ deal: exampleDeal(), evidence, policy: defaultPolicy, asOf: at });

function basesIn(value: unknown): Basis[] {
  if (typeof value !== "object" || value === null) return [];
  const inner = Object.values(value).flatMap(basesIn);
  return "contributions" in value && "basis" in value ? [value as Basis, ...inner] : inner;
}

describe("for any evidence whatever", () => {
  test("prior and contributions add up to the basis of every number (domain:O6)", () => {
    fc.assert(
      fc.property(arbitraryEvidence, asOf, (evidence, at) => {
        const bases = basesIn(plain(everything(evidence, at)));
        expect(bases.length).toBeGreaterThan(15);
        for (const { basis, prior, contributions } of bases) {
          const total = contributions.reduce((sum, { amount }) => sum + amount, prior);
          expect(Math.abs(total - basis)).toBeLessThan(1e-9);
        }
      }),
    );
  });

  test("every contribution names evidence that was handed in", () => {
    fc.assert(
      fc.property(arbitraryEvidence, asOf, (evidence, at) => {
        const ids = new Set(evidence.map(({ id }) => id));
        for (const { contributions } of basesIn(plain(everything(evidence, at)))) {
          for (const { evidenceId } of contributions) expect(ids.has(evidenceId)).toBe(true);
        }
      }),
    );
  });

  test("the order of the evidence does not matter, nor does handing it in twice", () => {
    fc.assert(
      fc.property(arbitraryEvidence, asOf, (evidence, at) => {
        const once = plain(everything(evidence, at));
        expect(plain(everything(evidence.toReversed(), at))).toEqual(once);
        expect(plain(everything([...evidence, ...evidence], at))).toEqual(once);
      }),
    );
  });

  test("only what had happened and was recorded is seen", () => {
    fc.assert(
      fc.property(arbitraryEvidence, asOf, (evidence, at) => {
        const known = evidence.filter((piece) => piece.occurredAt <= at && piece.recordedAt <= at);
        expect(plain(everything(evidence, at))).toEqual(plain(everything(known, at)));
      }),
    );
  });

  test("what is unknown has no value and says what is missing; what is known has one", () => {
    fc.assert(
      fc.property(arbitraryEvidence, asOf, (evidence, at) => {
        for (const number of basesIn(plain(everything(evidence, at)))) {
          if (!("status" in number) || !("value" in number) || !("missing" in number)) continue;
          expect(number.value === null).toBe(number.status === "unknown");
          expect((number.missing as string[]).length > 0).toBe(number.status === "unknown");
        }
      }),
    );
  });

  test("stage edits, seller acts and machines' traces advance nothing (domain:O6)", () => {
    fc.assert(
      fc.property(arbitraryEvidence, arbitraryPiece, asOf, (evidence, piece, at) => {
        const act: Evidence = {
          ...piece,
          actorSide: piece.actorSide === "buyer" ? "seller" : piece.actorSide,
        };
        const before = deal(evidence, at);
        const after = deal([...evidence, act], at);
        expect(after.advances.ledger).toEqual(before.advances.ledger);
        expect(after.buyingProgress.basis).toBe(before.buyingProgress.basis);
        expect(after.preference.basis).toBe(before.preference.basis);
        expect(after.momentum.points.basis).toBe(before.momentum.points.basis);
      }),
    );
  });

  test("a buyer's act that speaks not against us never lowers either axis (domain:V7)", () => {
    fc.assert(
      fc.property(arbitraryEvidence, arbitraryPiece, asOf, (evidence, piece, at) => {
        const act: Evidence = {
          ...piece,
          actorSide: "buyer",
          polarity: piece.polarity === -1 ? 0 : piece.polarity,
        };
        const before = deal(evidence, at);
        const after = deal([...evidence, act], at);
        expect(after.buyingProgress.basis).toBeGreaterThanOrEqual(before.buyingProgress.basis);
        expect(after.preference.basis).toBeGreaterThanOrEqual(before.preference.basis);
      }),
    );
  });

  test("what speaks against us never raises either axis (domain:V7)", () => {
    fc.assert(
      fc.property(arbitraryEvidence, arbitraryPiece, asOf, (evidence, piece, at) => {
        const before = deal(evidence, at);
        const after = deal([...evidence, { ...piece, actorSide: "buyer", polarity: -1 }], at);
        expect(after.buyingProgress.basis).toBeLessThanOrEqual(before.buyingProgress.basis);
        expect(after.preference.basis).toBeLessThanOrEqual(before.preference.basis);
      }),
    );
  });

  test("coming after all else, it never lowers the number of advances or momentum", () => {
    fc.assert(
      fc.property(arbitraryEvidence, arbitraryPiece, (evidence, piece) => {
        const last = { occurredAt: day(225), recordedAt: day(225), actorSide: "buyer" as const };
        const act: Evidence = { ...piece, ...last, polarity: piece.polarity === -1 ? 0 : piece.polarity };
        const before = deal(evidence, day(230));
        const after = deal([...evidence, act], day(230));
        expect(after.advances.forward.basis).toBeGreaterThanOrEqual(before.advances.forward.basis);
        expect(after.momentum.points.basis).toBeGreaterThanOrEqual(before.momentum.points.basis);
      }),
    );
  });

  test("nothing happens at the end of a period: a day without events costs a day's decay (domain:R1)", () => {
    fc.assert(
      fc.property(arbitraryEvidence, fc.integer({ min: 241, max: 900 }), (evidence, at) => {
        const today = deal(evidence, day(at)).momentum.points.basis;
        const tomorrow = deal(evidence, day(at + 1)).momentum.points.basis;
        expect(tomorrow).toBeCloseTo(today * 2 ** (-1 / 90), 9);
      }),
    );
  });
});
