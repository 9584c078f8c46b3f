import { describe, expect, test } from "vitest";
import type { DealFacts } from "../deal/deal-facts.ts";
import type { Evidence } from "../evidence/evidence.ts";
import { Notebook } from "../notebook/notebook.ts";
import { defaultPolicy } from "../policy/default-policy.ts";
import { day, exampleDeal, exampleEvidence } from "../testing/example-evidence.ts";
import { exampleGoalsInput } from "../testing/example-goals.ts";
import { quotaRatchet } from "./quota-ratchet.ts";
import { sprintIndex } from "./sprint-index.ts";

describe("the ratchet in a quota (domain:R3)", () => {
  const quota = (id: string, target: number, more: object = {}) => ({
    id,
    writtenAt: day(0),
    personId: "p",
    fromAt: day(Number(id.slice(1)) * 90),
    toAt: day(Number(id.slice(1)) * 90 + 90),
    unit: "EUR",
    target,
    ...more,
  });
  const parts = (quotas: object[], asOf = 400) =>
    quotaRatchet({
      personId: "p",
      notebook: Notebook.parse({ quotas }),
      policy: defaultPolicy,
      asOf: day(asOf),
    });

  test.each<[string, object[], [number | null, number | null][]]>([
    ["the first has none", [quota("q0", 100, { result: 70 })], [[100, 0]]],
    [
      "a shortfall of 30 that comes on top is carried",
      [quota("q0", 100, { result: 70 }), quota("q1", 130)],
      [
        [100, 0],
        [100, 30],
      ],
    ],
    [
      "a rise beyond the shortfall is base",
      [quota("q0", 100, { result: 70 }), quota("q1", 140)],
      [
        [100, 0],
        [110, 30],
      ],
    ],
    [
      "of a rise below the shortfall all is carried",
      [quota("q0", 100, { result: 70 }), quota("q1", 120)],
      [
        [100, 0],
        [100, 20],
      ],
    ],
    [
      "without a shortfall nothing is",
      [quota("q0", 100, { result: 100 }), quota("q1", 130)],
      [
        [100, 0],
        [130, 0],
      ],
    ],
    [
      "what was reached beyond the quota is not taken off the next",
      [quota("q0", 100, { result: 120 }), quota("q1", 130)],
      [
        [100, 0],
        [130, 0],
      ],
    ],
    [
      "a quota that falls carries nothing",
      [quota("q0", 100, { result: 70 }), quota("q1", 90)],
      [
        [100, 0],
        [90, 0],
      ],
    ],
    [
      "without a rise nothing is",
      [quota("q0", 100, { result: 70 }), quota("q1", 100)],
      [
        [100, 0],
        [100, 0],
      ],
    ],
    [
      "what was carried is missed again and carried again",
      [quota("q0", 100, { result: 70 }), quota("q1", 130, { result: 90 }), quota("q2", 140)],
      [
        [100, 0],
        [100, 30],
        [100, 40],
      ],
    ],
    [
      "a quota that falls and stays above the base still carries",
      [quota("q0", 100, { result: 70 }), quota("q1", 130, { result: 90 }), quota("q2", 125)],
      [
        [100, 0],
        [100, 30],
        [100, 25],
      ],
    ],
    [
      "what the company says goes first",
      [quota("q0", 100, { result: 70 }), quota("q1", 130, { base: 110 })],
      [
        [100, 0],
        [110, 20],
      ],
    ],
    [
      "without the former result it is unknown",
      [quota("q0", 100), quota("q1", 130), quota("q2", 130)],
      [
        [100, 0],
        [null, null],
        [null, null],
      ],
    ],
    [
      "another unit is another chain",
      [quota("q0", 100, { result: 70 }), quota("q1", 130, { unit: "meetings" })],
      [
        [100, 0],
        [130, 0],
      ],
    ],
    [
      "in whatever order",
      [quota("q1", 130), quota("q0", 100, { result: 70 })],
      [
        [100, 0],
        [100, 30],
      ],
    ],
  ])("%s", (_name, quotas, values) => {
    const found = parts(quotas);
    expect(found.map(({ base, carried }) => [base.value, carried.value])).toEqual(values);
    for (const { base, carried, target } of found) {
      expect(base.basis + carried.basis).toBe(target);
      for (const { basis, contributions } of [base, carried]) {
        expect(contributions.reduce((sum, { amount }) => sum + amount, 0)).toBeCloseTo(basis, 9);
      }
    }
  });

  test("says which entries of the notebook it rests on", () => {
    const [, second] = parts([quota("q0", 100, { result: 70 }), quota("q1", 130)]);
    expect(second?.from).toBe("read");
    expect(second?.carried.contributions.map(({ evidenceId, amount }) => [evidenceId, amount])).toEqual([
      ["notebook:q0", 100],
      ["notebook:q0", -70],
    ]);
    expect(second?.base.contributions.map(({ amount }) => amount)).toEqual([130, -100, 70]);
  });

  test("somebody else's quota, and one written later, is not in it", () => {
    expect(parts([quota("q0", 100, { personId: "q" }), quota("q1", 100, { writtenAt: day(401) })])).toEqual(
      [],
    );
  });
});

describe("the sprint index (domain:R4)", () => {
  // The first quarter of 2026 ends on a Tuesday; its last ten business days begin on Wednesday the 18th, day 76.
  const close = (at: number, index: number): DealFacts =>
    exampleDeal({ id: `d${index}`, status: "won", closedAt: day(at), accountId: "a" });
  const advance = (at: number, index: number): Evidence =>
    exampleEvidence({
      id: `e${index}`,
      kind: "next-step-committed",
      occurredAt: day(at),
      dealId: `d${index}`,
      commitment: { what: "x", owner: "buyer", dueAt: day(at), fulfilledAt: day(at) },
    });
  const even = [2, 10, 20, 30, 40, 50, 60, 70, 75, 80];
  const late = [70, 75, 76, 77, 78, 80, 82, 84, 86, 88];
  const sprint = (closes: number[], advances: number[], asOf = 100, more: Evidence[] = []) =>
    sprintIndex(
      exampleGoalsInput({
        asOf,
        evidence: [...advances.map(advance), ...more],
        portfolio: { deals: closes.map(close) },
      }),
    );

  test("is 0 where closes fall as evenly as advances", () => {
    const { index, lateCloses, lateAdvances, period } = sprint(even, even);
    expect(period.name).toBe("2026-01/2026-03");
    expect([lateCloses.value, lateAdvances.value, index.value]).toEqual([0.1, 0.1, 0]);
  });

  test("rises as closes bunch in the last ten business days while advances do not", () => {
    // A close before the period and one after it are none of its own.
    const { index, lateCloses, lateDays } = sprint([...late, -20, 95], even);
    expect(lateCloses.value).toBeCloseTo(0.8, 12);
    expect(index.value).toBeCloseTo(0.7, 12);
    expect(index.contributions).toHaveLength(8);
    expect(index.otherBases.map(({ basis }) => basis)).toEqual([10, 1, 10]);
    // Ten of the 64 working days from 1 January to 31 March 2026.
    expect(lateDays).toBeCloseTo(10 / 64, 12);
  });

  test.each([
    ["with fewer than ten closes", even.slice(1), even, 100],
    ["without an advance to hold it against", even, [], 100],
  ])("is unknown %s", (_name, closes, advances, asOf) => {
    const { index } = sprint(closes, advances, asOf);
    expect(index).toMatchObject({ status: "unknown", value: null });
    expect(index.missing).not.toEqual([]);
  });

  test("is unknown while the period runs", () => {
    const input = exampleGoalsInput({
      asOf: 85,
      evidence: even.map(advance),
      portfolio: { deals: even.map(close) },
    });
    expect(sprintIndex({ ...input, at: day(85) }).index.missing).toContain("the end of the period");
    expect(sprintIndex(input).period.name).toBe("2025-10/2025-12");
  });

  test("beside it stands what stayed: advances and elation after the sale", () => {
    const signal = (id: string, kind: Evidence["kind"], at: number) =>
      exampleEvidence({ id, kind, occurredAt: day(at), dealId: undefined });
    const elating = [signal("b", "benefit-confirmed", 95), signal("t", "personal-thanks", 96)];
    const { advancesAfterSale, elatedAfterSale } = sprint(late, [10, 99], 100, elating);
    expect(advancesAfterSale.contributions.map(({ evidenceId }) => evidenceId)).toEqual(["e1"]);
    expect(elatedAfterSale.value).toBe(1);
    expect(elatedAfterSale.otherBases[0]?.contributions.map(({ evidenceId }) => evidenceId).sort()).toEqual([
      "b",
      "deal:d9",
      "t",
    ]);
    expect(sprint(late, even).elatedAfterSale).toMatchObject({ status: "unknown", value: null });
  });

  test("names no person and takes none", () => {
    expect(JSON.stringify(sprint(late, even))).not.toContain('"p"');
  });
});
