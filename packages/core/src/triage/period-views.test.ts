import { describe, expect, test } from "vitest";
import type { CohortSnapshot } from "../cohort/cohort-snapshot.ts";
import { assessDeal } from "../deal/assess-deal.ts";
import type { DealFacts } from "../deal/deal-facts.ts";
import type { Evidence } from "../evidence/evidence.ts";
import { defaultPolicy } from "../policy/default-policy.ts";
import { assessPortfolio } from "../portfolio/assess-portfolio.ts";
import { day, exampleDeal, exampleEvidence } from "../testing/example-evidence.ts";
import { latePeriodView } from "./late-period-view.ts";
import { notThisPeriod } from "./not-this-period.ts";

const piece = (id: string, kind: Evidence["kind"], at: number, more: Partial<Evidence> = {}) =>
  exampleEvidence({ id, kind, occurredAt: day(at), ...more });
const weeks = (hazard: number) => new Array<number>(20).fill(hazard);
// Of those waiting, each week one in ten advances and one in twenty wins.
const cohorts: CohortSnapshot = {
  id: "hand-made",
  specVersion: 1,
  asOf: day(0),
  policyVersion: defaultPolicy.version,
  spells: 100,
  shrinkage: 0,
  teams: [],
  cohorts: [
    {
      key: "opportunity",
      parent: null,
      spells: 100,
      advance: weeks(0.1),
      won: weeks(0.05),
      lost: weeks(0),
      atRisk: weeks(100),
      advances: weeks(10),
    },
  ],
};

describe("not this period (domain:T2)", () => {
  const view = (
    daysLeft: number,
    evidence: Evidence[] = [piece("r", "buyer-reply", 1)],
    deal: Partial<DealFacts> = {},
    asOf = 14,
  ) => {
    const input = { policy: defaultPolicy, asOf: day(asOf), cohorts };
    const assessed = assessDeal({ deal: exampleDeal(deal), evidence, ...input });
    return notThisPeriod({ deals: [assessed], ...input, periodEndAt: day(asOf + daysLeft) });
  };
  const chance = (...input: Parameters<typeof view>) => {
    const { deals, unknown } = view(...input);
    return [...deals, ...unknown][0]?.winByPeriodEnd;
  };

  test("two weeks before the end one in twenty a week is .05 + .85 x .05", () => {
    const number = chance(14);
    expect(number?.value).toBeCloseTo(0.0925, 12);
    expect(number).toMatchObject({ snapshot: "hand-made", cohort: "opportunity", basis: 14 });
  });

  test("under one in ten the deal is on the list, above it is not", () => {
    expect(view(14).deals.map(({ dealId }) => dealId)).toEqual(["d"]);
    expect(view(21)).toMatchObject({ deals: [], unknown: [] });
  });

  test("the clock is that of the last verified advance", () => {
    const number = chance(14, [piece("s", "shortlisted", 7)]);
    expect([number?.basis, number?.contributions.map(({ evidenceId }) => evidenceId)]).toEqual([7, ["s"]]);
  });

  test.each<[string, Parameters<typeof view>, string]>([
    ["nothing logged", [14, []], "an e-mail, call, meeting, task or note of this deal"],
    ["the period ends beyond the curve", [140], "waits as long as this one, to compare with"],
  ])("%s: unknown, and not on the list", (_name, input, missing) => {
    const { deals, unknown } = view(...input);
    expect(deals).toEqual([]);
    expect(unknown[0]?.winByPeriodEnd).toMatchObject({ value: null, missing: [missing] });
  });

  test("closed deals are not asked about; the reason is never about behaviour", () => {
    expect(view(14, undefined, { status: "won", closedAt: day(10) })).toMatchObject({
      deals: [],
      unknown: [],
      reason: "not-this-period",
    });
  });

  test("without a date the policy's period ends it", () => {
    const input = { policy: defaultPolicy, asOf: day(75.5), cohorts };
    const assessed = assessDeal({
      deal: exampleDeal({ createdAt: day(60) }),
      evidence: [piece("r", "buyer-reply", 61)],
      ...input,
    });
    expect(notThisPeriod({ deals: [assessed], ...input }).periodEndAt).toBe("2026-04-01T00:00:00.000Z");
  });
});

describe("late in a period only what can still be done is shown (domain:T20)", () => {
  const promise = (id: string, due: number, at = 40) =>
    piece(id, "next-step-committed", at, {
      dealId: id,
      commitment: { what: `send ${id}`, owner: "buyer", dueAt: day(due) },
    });
  const late = (asOf: number) => {
    const assessment = assessPortfolio({
      portfolio: {
        deals: ["kept", "gone", "over"].map((id) =>
          exampleDeal({ id, ...(id === "over" ? { status: "lost" as const, closedAt: day(50) } : {}) }),
        ),
        accounts: [{ id: "a", ownerId: "p" }],
        people: [],
      },
      evidence: [
        promise("kept", 88),
        promise("gone", 45),
        promise("over", 88),
        piece("ok", "benefit-confirmed", 5, { topic: "profit", dealId: "kept" }),
      ],
      policy: defaultPolicy,
      asOf: day(asOf),
    });
    return latePeriodView({ ...assessment, policy: defaultPolicy, asOf: day(asOf) });
  };

  test("promises ahead, next asks and what to ask the A-list, soonest first", () => {
    expect(
      late(80).moves.map(({ type, dealId, accountId, dueAt }) => [type, dealId ?? accountId, dueAt]),
    ).toEqual([
      ["ask", "gone", day(87)],
      ["ask", "kept", day(88)],
      ["buyer-commitment", "kept", day(88)],
      ["next-year-need", "a", undefined],
      ["referral", "a", undefined],
    ]);
  });

  test("nothing of what was missed, lost or measured is in it", () => {
    const view = late(80);
    expect(JSON.stringify(view)).not.toMatch(
      /laps|missed|overdue|stall|lost|won|ratio|quota|reason|momentum/i,
    );
    expect(Object.keys(view).sort()).toEqual(["asOf", "isLate", "moves", "periodEndAt"]);
    expect(view.moves.every(({ dueAt }) => dueAt === undefined || dueAt >= view.asOf)).toBe(true);
  });

  test("the mode begins 30 days before the period's end", () => {
    expect([late(59).isLate, late(60).isLate, late(89).isLate, late(90).isLate]).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });
});
