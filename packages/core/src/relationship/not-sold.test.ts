import { describe, expect, test } from "vitest";
import type { Evidence } from "../evidence/evidence.ts";
import { exampleAccount, examplePiece } from "../testing/example-account.ts";

const advice = examplePiece("n", "advised-not-to-buy", 100, { topic: "Cash flow" });
const credits = (evidence: Evidence[], asOf = 150) =>
  exampleAccount({ evidence, asOf }).relationship.notSoldCredits;

describe("credit for not selling (domain:E3)", () => {
  test.each<[string, Evidence[], string, number | null]>([
    [
      "thanks and a referral",
      [examplePiece("t", "personal-thanks", 110), examplePiece("r", "referral-given", 140)],
      "welcomed",
      5,
    ],
    [
      "thanks that we asked for",
      [examplePiece("t", "personal-thanks", 110, { prompted: true })],
      "welcomed",
      1,
    ],
    ["a complaint", [examplePiece("c", "complaint", 110)], "unwelcome", -2],
    [
      "thanks and a complaint",
      [examplePiece("t", "personal-thanks", 110), examplePiece("c", "complaint", 111)],
      "mixed",
      0,
    ],
    [
      "thanks for something else",
      [examplePiece("t", "personal-thanks", 110, { topic: "delivery" })],
      "waiting",
      null,
    ],
    [
      "thanks for this, written otherwise",
      [examplePiece("t", "personal-thanks", 110, { topic: " cash  FLOW" })],
      "welcomed",
      2,
    ],
    ["thanks before it", [examplePiece("t", "personal-thanks", 90)], "waiting", null],
    [
      "our own word that it went well",
      [examplePiece("t", "personal-thanks", 110, { actorSide: "seller" })],
      "waiting",
      null,
    ],
  ])("%s", (_name, signs, status, value) => {
    const [credit] = credits([advice, ...signs]);
    expect(credit).toMatchObject({ evidenceId: "n", problem: "Cash flow", status });
    expect(credit?.reaction.value).toBe(value);
  });

  test("the credit stands before any reaction, and after ninety days without one", () => {
    expect(credits([advice], 190)).toMatchObject([{ status: "waiting" }]);
    expect(credits([advice], 191)).toMatchObject([{ status: "no-reaction" }]);
    const late = examplePiece("t", "personal-thanks", 191);
    expect(credits([advice, late], 195)).toMatchObject([{ status: "no-reaction" }]);
  });

  test("settling a complaint is a line of its own", () => {
    const signs = [examplePiece("c", "complaint", 110), examplePiece("s", "complaint-resolved", 120)];
    const [credit] = credits([advice, ...signs]);
    expect(credit?.reaction.value).toBe(-0.5);
    expect(credit?.reaction.contributions).toMatchObject([
      { evidenceId: "c", amount: -2 },
      { evidenceId: "s", amount: 1.5 },
    ]);
  });

  test("it adds nothing to elation by itself", () => {
    const elation = (evidence: Evidence[]) => JSON.stringify(exampleAccount({ evidence, asOf: 150 }).elation);
    const thanks = examplePiece("t", "personal-thanks", 110);
    expect(elation([thanks, advice])).toBe(elation([thanks]));
  });

  test("a note linked to two deals is one advice", () => {
    const { source } = advice;
    expect(credits([advice, { ...advice, id: "n2", source, dealId: "e" }])).toHaveLength(1);
  });
});
