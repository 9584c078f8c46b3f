import { describe, expect, test } from "vitest";
import type { DealFacts } from "../deal/deal-facts.ts";
import type { Evidence } from "../evidence/evidence.ts";
import { exampleAccount, examplePiece } from "../testing/example-account.ts";
import { day, exampleDeal } from "../testing/example-evidence.ts";
import { gratitudeLedger, thankYouDue } from "./gratitude.ts";

const won = exampleDeal({ status: "won", closedAt: day(50) });
const accounts = (evidence: Evidence[], asOf: number, deals: DealFacts[]) => [
  exampleAccount({ evidence, asOf, deals }),
];
const ledger = (evidence: Evidence[], asOf = 60, deals = [won]) =>
  gratitudeLedger({ accounts: accounts(evidence, asOf, deals) });
const thanks = (at: number, more: Partial<Evidence> = {}) => examplePiece("g", "thanks-given", at, more);

describe("gratitude ledger and thank-you due list (domain:O2)", () => {
  test.each<[string, Evidence[], number, string]>([
    ["nothing given yet", [], 64, "due"],
    ["nothing given in two weeks", [], 65, "overdue"],
    ["given for this deal", [thanks(55, { dealId: "d" })], 60, "thanked"],
    ["given to the client", [thanks(55)], 60, "thanked"],
    ["given late", [thanks(90)], 100, "thanked"],
    ["given for another deal", [thanks(55, { dealId: "e" })], 60, "due"],
    ["given before the win", [thanks(45)], 60, "due"],
    ["the client's thanks to us", [examplePiece("t", "personal-thanks", 55)], 60, "due"],
  ])("%s, day %#: %s", (_name, evidence, asOf, status) => {
    expect(ledger(evidence, asOf)).toMatchObject([
      { accountId: "a", dealId: "d", wonAt: day(50), dueAt: day(64), status },
    ]);
  });

  test("names the thanks that were given", () => {
    expect(ledger([thanks(55)])[0]?.thanks).toEqual({
      evidenceId: "g",
      source: "memory/note/g",
      at: day(55),
    });
  });

  test("the due list has the wins without thanks, the longest due first", () => {
    const deals = [
      exampleDeal({ id: "n", status: "won", closedAt: day(58) }),
      won,
      exampleDeal({ id: "m", status: "won", closedAt: day(40) }),
      exampleDeal({ id: "l", status: "lost", closedAt: day(40) }),
      exampleDeal({ id: "o" }),
    ];
    const due = (evidence: Evidence[]) =>
      thankYouDue({ accounts: accounts(evidence, 60, deals) }).map(({ dealId }) => dealId);
    expect(due([])).toEqual(["m", "d", "n"]);
    expect(due([thanks(55)])).toEqual(["n"]);
  });
});
