import { describe, expect, test } from "vitest";
import { exampleAccount, examplePiece } from "../testing/example-account.ts";
import { day, exampleDeal } from "../testing/example-evidence.ts";
import { invisibleWork } from "./invisible-work.ts";

const evidence = [
  examplePiece("n", "advised-not-to-buy", 10, { topic: "licence" }),
  examplePiece("t", "personal-thanks", 20),
  examplePiece("m", "introduction-made", 30, { otherAccountId: "b", topic: "hiring" }),
  examplePiece("s", "introduction-solved", 60, { otherAccountId: "b", topic: "hiring" }),
  examplePiece("m2", "introduction-made", 70, { otherAccountId: "c" }),
  examplePiece("e", "seller-email", 80),
];
const report = (deals = [exampleDeal()], sinceAt?: string) =>
  invisibleWork({ accounts: [exampleAccount({ evidence, asOf: 100, deals })], sinceAt, asOf: day(100) });

describe("invisible work (domain:E6)", () => {
  test("holds what a revenue board omits: advice not to buy and introductions, newest first", () => {
    expect(report().map(({ type, status, accountIds }) => [type, status, accountIds])).toEqual([
      ["introduction", "open", ["a", "c"]],
      ["introduction", "solved", ["a", "b"]],
      ["advised-not-to-buy", "welcomed", ["a"]],
    ]);
    expect(report()[2]).toMatchObject({ reaction: { value: 2 }, evidenceIds: ["n"] });
  });

  test("begins where it is told to", () => {
    expect(report(undefined, day(60))).toHaveLength(2);
    expect(() => report(undefined, "2026-01-01")).toThrow();
  });

  test("a won deal, however large, adds nothing to it", () => {
    const price = { currency: "EUR", amount: 1_000_000 };
    const won = exampleDeal({ status: "won", closedAt: day(50), price });
    expect(JSON.stringify(report([won]))).toBe(JSON.stringify(report()));
  });

  test("names no seller, so that nobody can be ranked by it (domain:R13)", () => {
    expect(JSON.stringify(report())).not.toContain("personId");
  });
});
