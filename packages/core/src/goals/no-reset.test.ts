import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Evidence } from "../evidence/evidence.ts";
import { dayMs, instantOf } from "../instant.ts";
import { emptyNotebook } from "../notebook/empty-notebook.ts";
import { Notebook } from "../notebook/notebook.ts";
import { assessPerson } from "../person/assess-person.ts";
import { defaultPolicy } from "../policy/default-policy.ts";
import { parsePolicy } from "../policy/parse-policy.ts";
import { assessPortfolio } from "../portfolio/assess-portfolio.ts";
import { arbitraryEvidence } from "../testing/arbitrary-evidence.ts";
import { day, exampleDeal, exampleEvidence } from "../testing/example-evidence.ts";
import { exampleGoal, exampleGoalsInput, examplePlanItem } from "../testing/example-goals.ts";
import { builtStatement } from "./built-statement.ts";
import { windshield } from "./windshield.ts";

// A fixed seed: the same cases every time.
fc.configureGlobal({ seed: 20260101, numRuns: 100 });

const portfolio = { deals: [exampleDeal()], accounts: [{ id: "a" }], people: [{ id: "p" }] };
const momentaOf = (evidence: Evidence[], asOf: string, policy = defaultPolicy, notebook = emptyNotebook) => {
  const { deals, accounts, people } = assessPortfolio({ portfolio, evidence, policy, notebook, asOf });
  return JSON.parse(JSON.stringify([...deals, ...accounts, ...people].map(({ momentum }) => momentum)));
};

describe("no period touches momentum (domain:R1)", () => {
  test("whatever the fiscal calendar, every momentum is the same", () => {
    const calendars = fc.record({
      fiscalYearStartMonth: fc.integer({ min: 1, max: 12 }),
      periodMonths: fc.constantFrom(1, 2, 3, 4, 6, 12),
      timeZone: fc.constantFrom("UTC", "Pacific/Auckland", "America/Los_Angeles"),
    });
    fc.assert(
      fc.property(
        arbitraryEvidence,
        fc.integer({ min: 0, max: 230 }),
        calendars,
        (evidence, at, calendar) => {
          const shifted = parsePolicy({ calendar });
          expect(momentaOf(evidence, day(at), shifted)).toEqual(momentaOf(evidence, day(at)));
        },
      ),
    );
  });

  test("shifted by any number of days against the calendar, every momentum is the same", () => {
    fc.assert(
      fc.property(
        arbitraryEvidence,
        fc.integer({ min: 0, max: 230 }),
        fc.integer({ min: -400, max: 400 }),
        (evidence, at, days) => {
          const values = (momenta: { points: { basis: number }; ratePerWeek: { basis: number } }[]) =>
            momenta.flatMap(({ points, ratePerWeek }) => [points.basis, ratePerWeek.basis]);
          const moved = values(
            momentaOf(
              evidence.map((piece) => later(piece, days)),
              day(at + days),
            ),
          );
          values(momentaOf(evidence, day(at))).forEach((value, index) => {
            expect(moved[index]).toBeCloseTo(value, 9);
          });
        },
      ),
    );
  });

  test("whatever the quotas and their periods, every momentum is the same", () => {
    fc.assert(
      fc.property(
        arbitraryEvidence,
        fc.integer({ min: 0, max: 230 }),
        fc.integer({ min: 0, max: 200 }),
        (evidence, at, from) => {
          const quota = {
            id: "q",
            writtenAt: day(0),
            personId: "p",
            fromAt: day(from),
            toAt: day(from + 90),
            unit: "EUR",
            target: 9,
          };
          const notebook = Notebook.parse({ quotas: [quota] });
          expect(momentaOf(evidence, day(at), defaultPolicy, notebook)).toEqual(momentaOf(evidence, day(at)));
        },
      ),
    );
  });
});

function later(piece: Evidence, days: number): Evidence {
  const shift = (instant: string) => instantOf(Date.parse(instant) + days * dayMs);
  const { commitment } = piece;
  const moved = { ...piece, occurredAt: shift(piece.occurredAt), recordedAt: shift(piece.recordedAt) };
  if (commitment === undefined) return moved;
  return {
    ...moved,
    commitment: {
      ...commitment,
      ...(commitment.dueAt === undefined ? {} : { dueAt: shift(commitment.dueAt) }),
      ...(commitment.fulfilledAt === undefined ? {} : { fulfilledAt: shift(commitment.fulfilledAt) }),
    },
  };
}

describe("what I have built (domain:R2)", () => {
  const evidence = [
    exampleEvidence({ id: "s", kind: "shortlisted", occurredAt: day(10) }),
    exampleEvidence({
      id: "b",
      kind: "benefit-confirmed",
      occurredAt: day(20),
      topic: "cash-flow",
      personId: undefined,
    }),
    exampleEvidence({
      id: "t",
      kind: "personal-thanks",
      occurredAt: day(30),
      quote: { speaker: "Ana", text: "Thank you" },
    }),
    exampleEvidence({ id: "t0", kind: "personal-thanks", occurredAt: day(31), grade: 1 }),
    exampleEvidence({ id: "i", kind: "introduction-made", occurredAt: day(40), otherAccountId: "b" }),
    exampleEvidence({ id: "x", kind: "personal-thanks", occurredAt: day(41), personId: "q" }),
  ];
  const statement = (asOf: number, more: object = {}) =>
    builtStatement({
      person: { id: "p" },
      deals: [exampleDeal()],
      accounts: [{ id: "a", ownerId: "p" }],
      evidence,
      policy: defaultPolicy,
      asOf: day(asOf),
      ...more,
    });
  const ids = (list: { items: readonly { evidenceId: string }[] }) =>
    list.items.map(({ evidenceId }) => evidenceId);

  test("lists advances, benefits, thanks in their own words and introductions, each with its link", () => {
    const built = statement(50);
    expect(built.advances.value).toBe(1);
    expect([built.benefits, built.thanks, built.introductions].map(ids)).toEqual([["b"], ["t"], ["i"]]);
    expect(built.thanks.items[0]).toMatchObject({
      source: "memory/note/t",
      quote: { speaker: "Ana", text: "Thank you" },
    });
    expect(built.introductions.items[0]).toMatchObject({ accountId: "a", otherAccountId: "b" });
    expect(built.thanks.count.contributions.map(({ evidenceId }) => evidenceId)).toEqual(["t"]);
  });

  test("at any earlier date it is what was there then", () => {
    const built = statement(25);
    expect([built.benefits, built.thanks, built.introductions].map(ids)).toEqual([["b"], [], []]);
  });

  test("no end of a period or year takes anything away", () => {
    const counts = [89, 90, 364, 365, 1000].map((asOf) => {
      const { advances, benefits, thanks, introductions } = statement(asOf);
      return [advances.value, benefits.count.value, thanks.count.value, introductions.count.value];
    });
    expect(counts).toEqual(counts.map(() => [1, 1, 1, 1]));
  });

  test("what names the seller stays the seller's when the account goes to somebody else", () => {
    const handedOver = statement(50, {
      accounts: [{ id: "a", ownerId: "q" }],
      deals: [exampleDeal({ ownerId: "q" })],
    });
    expect([handedOver.benefits, handedOver.thanks, handedOver.introductions].map(ids)).toEqual([
      [],
      ["t"],
      ["i"],
    ]);
  });
});

describe("the windshield (domain:R10)", () => {
  const promise = (id: string, at: number, due: number) =>
    exampleEvidence({
      id,
      kind: "next-step-committed",
      occurredAt: day(at),
      commitment: { what: `step ${id}`, owner: "buyer", dueAt: day(due) },
    });
  const evidence = [promise("late", 10, 20), promise("next", 80, 110), promise("soon", 90, 105)];
  const notebook = {
    planItems: [
      examplePlanItem({ id: "i", plannedFor: day(107) }),
      examplePlanItem({ id: "old", plannedFor: day(99) }),
      examplePlanItem({ id: "done", plannedFor: day(108), doneAt: day(98) }),
    ],
    goals: [exampleGoal({ id: "g", dueAt: day(200) }), exampleGoal({ id: "g0", dueAt: day(90) })],
  };
  const seen = windshield(exampleGoalsInput({ asOf: 100, evidence, notebook }));

  test("shows what is ahead, soonest first, and nothing of the past", () => {
    expect(seen.ahead.map(({ type, id }) => [type, id])).toEqual([
      ["buyer-commitment", "soon"],
      ["plan-item", "i"],
      ["buyer-commitment", "next"],
      ["goal", "g"],
    ]);
    expect(seen.commitmentsAhead.value).toBe(2);
    expect(seen.ahead.every(({ at }) => at > day(100))).toBe(true);
  });

  test("the rear view is one step further in, after everything that is ahead", () => {
    expect(Object.keys(seen)).toEqual(["asOf", "commitmentsAhead", "ahead", "rearView"]);
    expect(seen.rearView.advances.value).toBe(3);
  });

  test("no counter of it ever goes back, not at the end of a quarter and not at that of a year", () => {
    const deals = [exampleDeal({ status: "won", closedAt: day(85) })];
    const counters = [84, 89, 90, 200, 364, 365, 366, 800].map((asOf) => {
      const { rearView } = windshield(exampleGoalsInput({ asOf, evidence, notebook, portfolio: { deals } }));
      return [rearView.advances.value, rearView.won.value, rearView.lost.value];
    });
    expect(counters).toEqual([[2, 0, 0], [2, 1, 0], ...Array.from({ length: 6 }, () => [3, 1, 0])]);
  });

  test("for one seller it holds that seller's deals and plans", () => {
    const input = exampleGoalsInput({ asOf: 100, evidence, notebook });
    expect(windshield({ ...input, personId: "q" }).ahead).toEqual([]);
    expect(windshield({ ...input, personId: "p" }).ahead).toHaveLength(4);
  });
});

describe("one's own momentum trend (domain:R12)", () => {
  const trend = (evidence: Evidence[], asOf: number) =>
    assessPerson({
      person: { id: "p" },
      deals: [exampleDeal()],
      evidence,
      policy: defaultPolicy,
      asOf: day(asOf),
    }).progress.trend;
  const evidence = [
    exampleEvidence({ id: "s", kind: "shortlisted", occurredAt: day(10) }),
    exampleEvidence({ id: "v", kind: "verbal-agreement", occurredAt: day(90) }),
  ];

  test("twelve weeks of points, the last as of now", () => {
    const { weeks, change } = trend(evidence, 100);
    expect(weeks).toHaveLength(13);
    expect(weeks[0]).toEqual({ at: day(16), points: expect.closeTo(2 ** (-6 / 90), 12) });
    expect(weeks.at(-1)).toEqual({ at: day(100), points: expect.closeTo(2 ** -1 + 2 ** (-10 / 90), 12) });
    expect(change.value).toBeCloseTo(2 ** -1 + 2 ** (-10 / 90) - 2 ** (-6 / 90), 12);
    expect(change.contributions.map(({ evidenceId }) => evidenceId)).toEqual(["s", "v"]);
  });

  test("a promise that was missed counts until it lapsed", () => {
    const missed = exampleEvidence({
      id: "m",
      kind: "next-step-committed",
      occurredAt: day(60),
      commitment: { what: "x", owner: "buyer", dueAt: day(70) },
    });
    const { weeks, change } = trend([missed], 100);
    // Made on day 60 and lapsed on day 77: it counts at days 65 and 72 and not at day 79.
    expect(weeks.map(({ points }) => points > 1e-12)).toEqual([
      ...Array(7).fill(false),
      true,
      true,
      ...Array(4).fill(false),
    ]);
    expect(change.basis).toBeCloseTo(0, 12);
  });

  test("under four weeks of record it is unknown", () => {
    expect(trend(evidence, 37).change).toMatchObject({ status: "unknown", value: null });
    expect(trend(evidence, 38).change.status).toBe("known");
  });
});
