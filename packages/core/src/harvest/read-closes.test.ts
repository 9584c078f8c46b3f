import { describe, expect, test } from "vitest";
import type { DealFacts } from "../deal/deal-facts.ts";
import type { Evidence } from "../evidence/evidence.ts";
import { parsePolicy } from "../policy/parse-policy.ts";
import { day, exampleDeal, exampleEvidence } from "../testing/example-evidence.ts";
import type { Close } from "./close.ts";
import { readCloses } from "./read-closes.ts";

function closesOf(
  deals: Partial<DealFacts>[],
  evidence: Evidence[] = [],
  policy: unknown = {},
  asOf = day(300),
) {
  const portfolio = {
    deals: deals.map((deal) => exampleDeal({ status: "won", closedAt: day(60), ...deal })),
    accounts: [{ id: "a" }],
    people: [],
  };
  return readCloses({ portfolio, evidence, policy: parsePolicy(policy), asOf });
}

function closeOf(evidence: Evidence[], deal: Partial<DealFacts> = {}, asOf?: string): Close {
  const [close] = closesOf([deal], evidence, {}, asOf);
  if (close === undefined) throw new Error("expected a close");
  return close;
}

describe("a close", () => {
  test.each([
    ["2026-03-17T23:59:59Z", false],
    ["2026-03-18T00:00:00Z", true],
    ["2026-03-29T12:00:00Z", true],
    ["2026-03-31T23:59:59Z", true],
    ["2026-04-01T00:00:00Z", false],
  ])(
    "at %s: late %s, since the last ten business days begin on the 18th (domain:O11)",
    (closedAt, isLate) => {
      expect(closeOf([], { closedAt }).isLate).toBe(isLate);
    },
  );

  test("a holiday moves the first late day, and periods follow the policy (domain:O11)", () => {
    const at = { closedAt: "2026-03-17T12:00:00Z" };
    const [shorter] = closesOf([at], [], { calendar: { holidays: ["2026-03-31"] } });
    const [monthly] = closesOf([{ closedAt: "2026-01-20T12:00:00Z" }], [], { calendar: { periodMonths: 1 } });
    expect(shorter?.isLate).toBe(true);
    expect(monthly).toMatchObject({ isLate: true, period: { name: "2026-01/2026-01", businessDays: 22 } });
  });

  test("the first twenty business days are early (domain:O12)", () => {
    const early = (closedAt: string) => closeOf([], { closedAt }).isEarly;
    expect([early("2026-01-28T23:00:00Z"), early("2026-01-29T00:00:00Z")]).toEqual([true, false]);
  });

  test("only deals won by then are closes, oldest first (domain:O11)", () => {
    const deals = [
      { id: "b", closedAt: day(70) },
      { id: "a", closedAt: day(60) },
      { id: "l", status: "lost" as const },
      { id: "f", closedAt: day(301) },
    ];
    expect(closesOf(deals).map(({ dealId }) => dealId)).toEqual(["a", "b"]);
  });

  test("with nothing on record every field is unknown, none is 0 (domain:O11)", () => {
    expect(closeOf([])).toMatchObject({
      discount: null,
      attempts: null,
      advances: null,
      articulated: null,
      cancelled: null,
      elationChange: null,
      isGrown: false,
      cycleDays: 60,
    });
  });

  test("the discount off the list price (domain:O11)", () => {
    const price = { currency: "EUR", amount: 90, listAmount: 120 };
    expect(closeOf([], { price }).discount).toBe(0.25);
  });

  test("our attempts in the fourteen days before, not the buyer's and not after (domain:O11)", () => {
    const mail = (id: string, at: number, more: Partial<Evidence> = {}) =>
      exampleEvidence({ id, kind: "seller-email", occurredAt: day(at), ...more });
    const close = closeOf([
      mail("1", 46),
      mail("2", 47),
      mail("3", 60),
      mail("4", 61),
      mail("5", 50, { kind: "buyer-reply", actorSide: "buyer" }),
      mail("6", 50, { kind: "deadline-message" }),
    ]);
    expect(close.attempts).toBe(3);
  });
});

describe("what went before the close", () => {
  const committed = (id: string, at: number) =>
    exampleEvidence({
      id,
      kind: "next-step-committed",
      occurredAt: day(at),
      commitment: { what: id, owner: "buyer", dueAt: day(at + 5), fulfilledAt: day(at + 1) },
    });

  test("advances of the last sixty days, the signature apart (domain:O11)", () => {
    const signed = exampleEvidence({ id: "s", kind: "contract-signed", occurredAt: day(80), grade: 4 });
    const at = { closedAt: day(80) };
    expect(closeOf([committed("a", 19), signed], at).advances).toBe(0);
    expect(closeOf([committed("b", 20), committed("c", 50), signed], at).advances).toBe(2);
  });

  test.each([
    ["evenly spread", [15, 30, 45], true],
    ["bunched at the end", [50, 55, 58], false],
    ["bunched at the start", [1, 2, 3], false],
    ["too few", [20, 40], false],
  ])("%s over the deal's life: grown %s (domain:O11)", (_name, days, isGrown) => {
    expect(closeOf(days.map((at) => committed(`c${at}`, at))).isGrown).toBe(isGrown);
  });

  test("articulated when all three parts were in the buyer's words by then (domain:O11)", () => {
    const said = (kind: Evidence["kind"], at: number) =>
      exampleEvidence({
        id: kind,
        kind,
        occurredAt: day(at),
        articulation: "own-words",
        quote: { speaker: "Ada", text: "so" },
      });
    const two = [said("need-articulated", 10), said("motivation-articulated", 10)];
    expect(closeOf([...two, said("help-articulated", 59)]).articulated).toBe(true);
    expect(closeOf([...two, said("help-articulated", 61)]).articulated).toBe(false);
  });
});

describe("what came after the close", () => {
  const cancelled = (id: string, at: number, dealId?: string) =>
    exampleEvidence({ id, kind: "contract-cancelled", occurredAt: day(at), dealId });

  test.each([
    ["within 180 days", cancelled("x", 240, "d"), true],
    ["later", cancelled("x", 241, "d"), false],
    ["before", cancelled("x", 59, "d"), false],
    ["another deal of the client", cancelled("x", 100, "e"), false],
    ["the client, with no deal named", cancelled("x", 100), true],
  ])("cancelled %s: %s (domain:O12)", (_name, piece, expected) => {
    expect(closeOf([piece]).cancelled).toBe(expected);
  });

  test("before the 180 days are over, or where nobody records it, it is unknown (domain:O12)", () => {
    expect(closeOf([cancelled("x", 100, "d")], {}, day(239)).cancelled).toBeNull();
    expect(closeOf([]).cancelled).toBeNull();
  });

  test("how the client's balance changed, 180 days on each side (domain:O12)", () => {
    const thanks = exampleEvidence({ id: "t", kind: "personal-thanks", occurredAt: day(50) });
    const complaint = exampleEvidence({ id: "c", kind: "complaint", occurredAt: day(90) });
    // (1 + 2) / (2 + 2) before, 1 / (2 + 2) after.
    expect(closeOf([thanks, complaint]).elationChange).toBeCloseTo(-0.5, 12);
    expect(closeOf([thanks]).elationChange).toBeNull();
    expect(closeOf([thanks, complaint], {}, day(239)).elationChange).toBeNull();
  });
});
