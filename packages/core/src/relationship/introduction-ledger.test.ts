import { describe, expect, test } from "vitest";
import type { Evidence } from "../evidence/evidence.ts";
import { exampleAccount, examplePiece } from "../testing/example-account.ts";
import { day } from "../testing/example-evidence.ts";
import { introductionLedger } from "./introduction-ledger.ts";

const account = (id: string, evidence: Evidence[]) =>
  exampleAccount({ account: { id, createdAt: day(0) }, deals: [], evidence, asOf: 100 });
const record = (id: string, kind: Evidence["kind"], at: number, from: string, to?: string, topic?: string) =>
  examplePiece(id, kind, at, {
    accountId: from,
    ...(to === undefined ? {} : { otherAccountId: to }),
    ...(topic === undefined ? {} : { topic }),
  });
const ledgerOf = (evidence: Evidence[]) =>
  introductionLedger({ accounts: ["a", "b", "c"].map((id) => account(id, evidence)), asOf: day(100) });
const credits = (evidence: Evidence[]) =>
  Object.fromEntries(ledgerOf(evidence).credits.map(({ accountId, credit }) => [accountId, credit.value]));

const made = record("m", "introduction-made", 10, "a", "b", "cash flow");
const solved = record("s", "introduction-solved", 50, "a", "b", "cash flow");

describe("introduction ledger (domain:E5)", () => {
  test("an introduction credits nobody until a client confirms that the problem is solved", () => {
    expect(credits([made])).toEqual({});
    expect(ledgerOf([made]).introductions).toMatchObject([
      { accountId: "a", otherAccountId: "b", problem: "cash flow", status: "open", solvedAt: null },
    ]);
  });

  test("then it credits both clients, once each, down to the confirmation", () => {
    expect(credits([made, solved])).toEqual({ a: 1, b: 1 });
    const { introductions, credits: both } = ledgerOf([made, solved]);
    expect(introductions).toMatchObject([{ status: "solved", evidenceIds: ["m", "s"] }]);
    for (const { credit } of both) {
      expect(credit.contributions).toMatchObject([{ evidenceId: "s", amount: 1 }]);
    }
  });

  test.each<[string, Evidence[], object, string[]]>([
    ["our own word that it is solved", [{ ...solved, actorSide: "seller", grade: 1 }], {}, ["open"]],
    ["solved, but another problem", [{ ...solved, topic: "hiring" }], { a: 1, b: 1 }, ["open", "solved"]],
    ["solved with another client", [{ ...solved, otherAccountId: "c" }], { a: 1, c: 1 }, ["open", "solved"]],
    [
      "confirmed by the other client",
      [record("s", "introduction-solved", 50, "b", "a")],
      { a: 1, b: 1 },
      ["solved"],
    ],
    [
      "confirmed without naming the other",
      [record("s", "introduction-solved", 50, "a")],
      { a: 1, b: 1 },
      ["solved"],
    ],
    ["confirmed before it was made", [{ ...solved, occurredAt: day(5) }], { a: 1, b: 1 }, ["open", "solved"]],
  ])("%s", (_name, confirmations, expected, statuses) => {
    expect(credits([made, ...confirmations])).toEqual(expected);
    const found = ledgerOf([made, ...confirmations]).introductions.map(({ status }) => status);
    expect(found.sort()).toEqual(statuses);
  });

  test("where nobody recorded the other client, the credit is the one's alone, and that is said", () => {
    const alone = record("s", "introduction-solved", 50, "a");
    expect(credits([alone])).toEqual({ a: 1 });
    expect(ledgerOf([alone]).introductions).toMatchObject([{ missing: ["which other client it was"] }]);
  });

  test("an introduction that both clients' records hold is one", () => {
    const mirrored = record("m2", "introduction-made", 10, "b", "a", "cash flow");
    expect(ledgerOf([made, mirrored]).introductions).toHaveLength(1);
  });

  test("two confirmations solve two introductions, and the order of accounts does not matter", () => {
    const evidence = [
      made,
      solved,
      record("m3", "introduction-made", 20, "a", "c", "hiring"),
      record("s3", "introduction-solved", 60, "c", "a", "Hiring"),
    ];
    expect(credits(evidence)).toEqual({ a: 2, b: 1, c: 1 });
    const accounts = ["c", "b", "a"].map((id) => account(id, evidence));
    expect(JSON.stringify(introductionLedger({ accounts, asOf: day(100) }))).toBe(
      JSON.stringify(ledgerOf(evidence)),
    );
  });
});
