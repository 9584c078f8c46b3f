import { describe, expect, test } from "vitest";
import { assessAccount } from "../account/assess-account.ts";
import type { DealFacts } from "../deal/deal-facts.ts";
import type { Evidence } from "../evidence/evidence.ts";
import { defaultPolicy } from "../policy/default-policy.ts";
import { parsePolicy } from "../policy/parse-policy.ts";
import type { Policy } from "../policy/policy.ts";
import { day, exampleDeal, exampleEvidence } from "../testing/example-evidence.ts";

const piece = (id: string, kind: Evidence["kind"], at: number, more: Partial<Evidence> = {}) =>
  exampleEvidence({ id, kind, occurredAt: day(at), ...more });
const range = (n: number) => [...Array(n).keys()];
const assess = (
  evidence: Evidence[],
  asOf = 182,
  deal: Partial<DealFacts> = {},
  policy: Policy = defaultPolicy,
) =>
  assessAccount({
    account: { id: "a", ownerId: "p" },
    deals: [exampleDeal(deal)],
    evidence,
    policy,
    asOf: day(asOf),
  }).triage;
const reading = (...input: Parameters<typeof assess>) => assess(...input).reading;

// Day 89 is the last of the first quarter of 2026, day 180 of the second.
const deferrals = [80, 85, 170, 175].map((at) => piece(`d${at}`, "deal-deferred", at));
const silence = range(12).map((k) => piece(`m${k}`, "seller-email", 90 + 2 * k));
const chases = [79, 169].map((at) => piece(`c${at}`, "seller-call", at));
const unkept = [20, 21, 22].map((at) =>
  piece(`u${at}`, "next-step-committed", at, {
    commitment: { what: "send the papers", owner: "buyer", dueAt: day(30) },
  }),
);
const asks = [40, 41, 42].map((at) => piece(`o${at}`, "one-sided-ask", at));
const all = [...deferrals, ...silence, ...chases, ...unkept];

describe("the pursuit reading adds log-odds (domain:T1)", () => {
  test("silence, late deferrals and unkept commitments: -2.2 + 1.0 + 1.3 + 1.1", () => {
    const { logOdds, state, text, otherReadings, signs } = reading(all);
    expect(logOdds.value).toBeCloseTo(1.2, 12);
    expect(logOdds.prior).toBe(-2.2);
    expect(state).toBe("behaves-as-if");
    expect(text).toMatch(/^Behaves as if/);
    expect(otherReadings.map(({ tellsApart }) => tellsApart.length > 0)).toEqual([true, true, true]);
    expect(signs.map(({ status }) => status)).toEqual(["holds", "holds", "holds", "does-not-hold"]);
  });

  test("one-sided asks add .6", () => expect(reading([...all, ...asks]).logOdds.value).toBeCloseTo(1.8, 12));

  test("each sign's weight is shared by its evidence", () => {
    const { contributions } = reading([...all, ...asks]).logOdds;
    const sum = (start: string) =>
      contributions
        .filter(({ evidenceId }) => evidenceId.startsWith(start))
        .reduce((total, { amount }) => total + amount, 0);
    expect([sum("m") + sum("c"), sum("d"), sum("u"), sum("o")].map((one) => Number(one.toFixed(9)))).toEqual([
      1, 1.3, 1.1, 0.6,
    ]);
  });

  test.each<[string, Evidence[], string]>([
    [
      "seven attempts are too few to judge silence by",
      [...deferrals, ...silence.slice(0, 5), ...chases, ...unkept],
      "unknown",
    ],
    [
      "two commitments that came due are too few",
      [...deferrals, ...silence, ...chases, ...unkept.slice(1)],
      "unknown",
    ],
    ["nothing recorded", [], "unknown"],
    [
      "a reply to every third attempt",
      [
        ...all,
        piece("r1", "buyer-reply", 96.5),
        piece("r2", "buyer-reply", 102.5),
        piece("r3", "buyer-reply", 108.5),
      ],
      "none",
    ],
    ["no deferral", [...silence, ...chases, ...unkept, ...asks], "none"],
    ["deferrals in one period only", [...all.filter(({ id }) => id !== "d80" && id !== "d85")], "none"],
    ["one deferral a period", [...all.filter(({ id }) => id !== "d80" && id !== "d170")], "none"],
    [
      "a buyer act with a cost 57 days ago",
      [...all, piece("g", "stakeholder-introduced", 125, { grade: 4 })],
      "none",
    ],
    [
      "the buyer's obstacle on record",
      [...all, piece("b", "blocker-documented", 60, { reason: "budget freeze" })],
      "none",
    ],
  ])("%s: %s", (_name, evidence, state) => expect(reading(evidence).state).toBe(state));

  test.each<[string, Evidence[], number, string, string]>([
    [
      "a long run after many answers is no silence",
      [
        ...all,
        ...range(5).flatMap((k) => [
          piece(`e${k}`, "seller-email", k),
          piece(`f${k}`, "buyer-reply", k + 0.5),
        ]),
      ],
      0,
      "does-not-hold",
      "7 of 19 attempts answered, 12 in a row without an answer",
    ],
    [
      "few answers that break up every run are none either",
      [
        ...deferrals,
        ...chases,
        ...range(21).map((k) => piece(`m${k}`, "seller-email", 90 + 2 * k)),
        piece("f1", "buyer-reply", 102.5),
        piece("f2", "buyer-reply", 116.5),
      ],
      0,
      "does-not-hold",
      "4 of 23 attempts answered, 7 in a row without an answer",
    ],
    [
      "one of three kept is enough",
      [
        ...unkept.slice(1),
        piece("k", "next-step-committed", 19, {
          commitment: { what: "call", owner: "buyer", dueAt: day(25), fulfilledAt: day(24) },
        }),
      ],
      2,
      "does-not-hold",
      "1 of 3 commitments kept",
    ],
    [
      "two requests are no pattern",
      asks.slice(1),
      3,
      "does-not-hold",
      "2 requests without anything in return",
    ],
  ])("%s", (_name, evidence, index, status, fact) => {
    expect(reading(evidence).signs[index]).toMatchObject({ status, fact, logOdds: 0 });
  });

  test("what keeps a sign from holding is listed with nothing", () => {
    const answered = [...all, piece("r", "buyer-reply", 96.5)];
    const line = reading(answered).logOdds.contributions.find(({ evidenceId }) => evidenceId === "r");
    expect(line).toMatchObject({ amount: 0, note: "answer" });
  });

  test("a record of one period cannot show a repetition: late deferrals in it are unknown, not false", () => {
    const young = reading(deferrals.slice(0, 2), 88);
    expect([young.signs[1]?.status, young.state]).toEqual(["unknown", "unknown"]);
    expect(young.logOdds.missing).toContain("a record that reaches back to another period");
    const older = reading([...deferrals.slice(0, 2), piece("x", "seller-note", -10)], 88);
    expect([older.signs[1]?.status, older.state]).toEqual(["does-not-hold", "none"]);
  });

  test("a costly act longer ago than 60 days does not rule it out", () => {
    expect(reading([...all, piece("g", "stakeholder-introduced", 88, { grade: 4 })]).state).toBe(
      "behaves-as-if",
    );
  });

  test("without the deferral sign nothing is said, however low the mark", () => {
    const policy = parsePolicy({ triage: { pursuit: { flagAt: -3 } } });
    expect(reading([...silence, ...chases, ...unkept], 182, {}, policy).state).toBe("none");
    expect(reading(all, 182, {}, policy).state).toBe("behaves-as-if");
  });

  test("what is missing is named", () => {
    expect(reading(unkept).logOdds.missing).toEqual(["8 attempts to judge silence by"]);
    expect(reading(deferrals).logOdds.missing).toContain("3 commitments of the buyer that have come due");
  });

  test("only neutral facts may be stored: no word of the reading is among them", () => {
    const { facts, proposals } = assess(all);
    expect(facts).toContain("4 deferrals within 14 days of a deadline");
    const stored = JSON.stringify([facts, proposals.map((one) => one.facts)]);
    expect(stored).not.toMatch(/behaves|toy|intent|sweat|sake/i);
    expect(proposals[0]?.class).toBe("pursuit-paused");
  });

  test("pursuit stays active until the seller decides", () => {
    expect(assess(all)).toMatchObject({ pursuit: "active", class: "active" });
  });
});

describe("late deferrals after a chase are a reason of their own (domain:T3)", () => {
  test("those within 14 days after an attempt count", () => {
    const triage = assess([...deferrals, ...chases]);
    expect(triage.reading.deferralsAfterChase.value).toBe(4);
    expect(triage.reasons).toContain("deferrals-after-chase");
  });

  test.each<[string, Evidence[], number]>([
    ["an attempt 15 days before is no chase", [...deferrals, piece("c", "seller-call", 65)], 0],
    ["nobody chased", deferrals, 0],
    [
      "a deferral in the middle of a period is not late",
      [piece("c", "seller-call", 119), piece("d", "deal-deferred", 120)],
      0,
    ],
    [
      "the last fourteen days begin after day 75",
      [piece("c", "seller-call", 70), piece("d", "deal-deferred", 75)],
      0,
    ],
    ["and hold day 76", [piece("c", "seller-call", 70), piece("d", "deal-deferred", 76)], 1],
  ])("%s", (_name, evidence, value) => expect(reading(evidence).deferralsAfterChase.value).toBe(value));

  test("a deadline that a message or a deal names counts in any part of the period, before and after it", () => {
    const named = piece("n", "deadline-message", 118, {
      commitment: { what: "renew", owner: "buyer", dueAt: day(130) },
    });
    const middle = [116, 144, 145].map((at) => piece(`d${at}`, "deal-deferred", at));
    expect(reading([named, ...middle]).signs[1]?.fact).toBe("2 deferrals within 14 days of a deadline");
    expect(reading(middle, 182, { renewalDueAt: day(130) }).signs[1]?.fact).toMatch(/^2 deferrals/);
    expect(reading(middle).signs[1]?.fact).toMatch(/^0 deferrals/);
  });

  test("the end of our period can be left out", () => {
    const policy = parsePolicy({ triage: { pursuit: { deferral: { periodEndIsDeadline: false } } } });
    expect(reading(all, 182, {}, policy).state).toBe("none");
  });
});

describe("the historical label (domain:T6)", () => {
  test("names the periods once the pattern repeats over two", () => {
    const { history } = reading(deferrals);
    expect(history.periods).toEqual(["2026-01/2026-03", "2026-04/2026-06"]);
    expect(history.line).toBe("late deferrals in 2 periods: 2026-01/2026-03, 2026-04/2026-06");
  });

  test("one period is no history", () => {
    expect(reading(deferrals.slice(2)).history).toEqual({ periods: ["2026-04/2026-06"], line: null });
  });

  test("labels end 90 days after the last late deferral; the counts stay", () => {
    expect(reading(all, 264)).toMatchObject({ state: "behaves-as-if", expiresAt: day(265) });
    const later = reading(all, 266);
    expect(later).toMatchObject({ state: "none", text: null, expiresAt: null, history: { line: null } });
    expect(later.history.periods).toHaveLength(2);
  });
});
