import { describe, expect, test } from "vitest";
import type { Evidence } from "../evidence/evidence.ts";
import { Notebook } from "../notebook/notebook.ts";
import { defaultPolicy } from "../policy/default-policy.ts";
import { parsePolicy } from "../policy/parse-policy.ts";
import { assessPortfolio } from "../portfolio/assess-portfolio.ts";
import { day, exampleEvidence } from "../testing/example-evidence.ts";
import { bucketList } from "./bucket-list.ts";
import { advocates, nextYearNeedQueue, referralQueue } from "./client-queues.ts";

const piece = (
  id: string,
  kind: Evidence["kind"],
  at: number,
  accountId = "a",
  more: Partial<Evidence> = {},
) => {
  const { dealId: _dealId, ...rest } = exampleEvidence({ id, kind, occurredAt: day(at), accountId, ...more });
  return rest;
};
const benefits = ["a", "b"].map((id) => piece(`ok-${id}`, "benefit-confirmed", 5, id, { topic: "profit" }));

function accountsOf(evidence: Evidence[], asOf = 340, policy = defaultPolicy, decisions: object[] = []) {
  return assessPortfolio({
    portfolio: { deals: [], accounts: ["a", "b", "c"].map((id) => ({ id, ownerId: "p" })), people: [] },
    evidence: [...benefits, ...evidence],
    policy,
    asOf: day(asOf),
    notebook: Notebook.parse({ triageDecisions: decisions }),
  }).accounts;
}

describe("what they need from us next year (domain:T12)", () => {
  const queue = (evidence: Evidence[], asOf?: number, policy = defaultPolicy) =>
    nextYearNeedQueue({ accounts: accountsOf(evidence, asOf, policy) });
  const rows = (...input: Parameters<typeof queue>) =>
    queue(...input).map(({ accountId, status, need }) => [accountId, status, need]);

  test("the whole A-list is to be asked; whoever answered goes last", () => {
    expect(rows([])).toEqual([
      ["a", "to-ask", null],
      ["b", "to-ask", null],
    ]);
    expect(rows([piece("q", "next-year-need-asked", 300)])).toEqual([
      ["b", "to-ask", null],
      ["a", "asked", null],
    ]);
    const answer = piece("s", "next-year-need-stated", 310, "a", { topic: "a second plant" });
    expect(rows([piece("q", "next-year-need-asked", 300), answer])).toEqual([
      ["b", "to-ask", null],
      ["a", "stated", "a second plant"],
    ]);
  });

  test("their own words go before the topic", () => {
    const quote = { speaker: "Ann", text: "We open in Lyon" };
    expect(queue([piece("s", "next-year-need-stated", 310, "a", { topic: "x", quote })])[1]?.need).toBe(
      "We open in Lyon",
    );
  });

  test("last year's answer is about this year, so the question is open again", () => {
    const answer = piece("s", "next-year-need-stated", 310, "a", { topic: "x" });
    expect(rows([answer], 364)[1]).toEqual(["a", "stated", "x"]);
    expect(rows([answer], 366)[0]).toEqual(["a", "to-ask", null]);
    const fiscal = parsePolicy({ calendar: { fiscalYearStartMonth: 12 } });
    expect(rows([answer], 340, fiscal)[0]).toEqual(["a", "to-ask", null]);
  });

  test("our own note of what they need is no answer", () => {
    expect(
      rows([piece("s", "next-year-need-stated", 310, "a", { actorSide: "seller", grade: 0 })])[0]?.[1],
    ).toBe("to-ask");
  });
});

describe("referrals to ask for (domain:T17)", () => {
  const queue = (evidence: Evidence[], asOf = 340) =>
    referralQueue({ accounts: accountsOf(evidence, asOf), policy: defaultPolicy, asOf: day(asOf) });

  test("given over asked, by client", () => {
    const asked = [100, 110].map((at) => piece(`q${at}`, "referral-asked", at));
    const row = queue([...asked, piece("g", "referral-given", 120)])[0];
    expect([row?.asked.value, row?.given.value, row?.givenOverAsked.value]).toEqual([2, 1, 0.5]);
    expect(queue([])[0]?.givenOverAsked.missing).toEqual(["a referral that we asked for"]);
  });

  test.each<[string, Evidence[], string]>([
    ["nothing speaks against it", [], "to-ask"],
    ["asked 180 days ago", [piece("q", "referral-asked", 160)], "to-ask"],
    ["asked 179 days ago", [piece("q", "referral-asked", 161)], "wait"],
    ["given 10 days ago", [piece("g", "referral-given", 330)], "wait"],
    ["an open complaint", [piece("c", "complaint", 100)], "wait"],
    ["a settled one", [piece("c", "complaint", 100), piece("r", "complaint-resolved", 101)], "to-ask"],
  ])("%s: %s", (_name, evidence, status) => {
    expect(queue(evidence).find(({ accountId }) => accountId === "a")?.status).toBe(status);
  });

  test("only the A-list is asked", () => {
    expect(queue([]).map(({ accountId }) => accountId)).toEqual(["a", "b"]);
  });
});

describe("advocates (domain:T18)", () => {
  const who = (evidence: Evidence[]) =>
    advocates({ accounts: accountsOf(evidence, 500) }).map(({ accountId }) => accountId);
  const backed = (at: number, more: Partial<Evidence> = {}, accountId = "a") =>
    piece(`b${at}`, "customer-backed", at, accountId, more);
  const word = (at: number, more: Partial<Evidence> = {}, accountId = "a") =>
    piece(`w${at}`, "backing-acknowledged", at, accountId, more);

  test.each<[string, Evidence[], string[]]>([
    ["backed, and the client says so", [backed(200), word(210)], ["a"]],
    ["backed in silence", [backed(200)], []],
    ["an acknowledgement of nothing", [word(210)], []],
    ["said before it happened", [word(190), backed(200)], []],
    ["backed over twelve months ago", [backed(134), word(210)], []],
    ["backed just within them", [backed(136), word(210)], ["a"]],
    [
      "another matter is acknowledged",
      [backed(200, { topic: "invoice" }), word(210, { topic: "delivery" })],
      [],
    ],
    ["the client is not on the A-list", [backed(200, {}, "c"), word(210, {}, "c")], []],
  ])("%s", (_name, evidence, ids) => expect(who(evidence)).toEqual(ids));

  test("one acknowledgement is for one backing, and one backing is acknowledged once", () => {
    const count = (evidence: Evidence[]) =>
      advocates({ accounts: accountsOf(evidence, 500) })[0]?.acknowledgedBackings.value;
    expect(count([backed(200), backed(201), word(210)])).toBe(1);
    expect(count([backed(200), word(210), word(211)])).toBe(1);
  });
});

describe("the sales bucket list of next year (domain:T21)", () => {
  test("whom to work with, whom to box, whom to leave be", () => {
    const decision = { writtenAt: day(330), personId: "p", reason: "two re-openings" };
    const accounts = accountsOf([], 340, defaultPolicy, [
      { ...decision, id: "1", accountId: "c", class: "painful" },
      { ...decision, id: "2", accountId: "b", class: "pursuit-paused" },
    ]);
    expect(bucketList({ accounts, policy: defaultPolicy, asOf: day(340) })).toEqual({
      year: "2027-01/2027-12",
      workWith: [{ accountId: "a", reason: "1 kind of confirmed benefit, delivery unknown" }],
      timeBoxed: [{ accountId: "c", reason: "two re-openings" }],
      boxHoursAMonth: 12,
      leaveBe: [{ accountId: "b", reason: "no renewal is decided yet" }],
    });
  });
});
