import { describe, expect, test } from "vitest";
import { assessDeal } from "../deal/assess-deal.ts";
import { defaultPolicy } from "../policy/default-policy.ts";
import { day, exampleDeal, exampleEvidence } from "../testing/example-evidence.ts";

const evidence = [
  exampleEvidence({ id: "a", kind: "shortlisted", occurredAt: day(10) }),
  exampleEvidence({ id: "b", kind: "verbal-agreement", occurredAt: day(40) }),
];
const momentum = (asOf: string) =>
  assessDeal({ deal: exampleDeal(), evidence, policy: defaultPolicy, asOf }).momentum;

describe("momentum (domain:R1)", () => {
  test("an advance is worth half after 90 days", () => {
    expect(momentum(day(100)).points.value).toBeCloseTo(2 ** (-90 / 90) + 2 ** (-60 / 90), 12);
  });

  test.each([
    ["a quarter", "2026-03-31T23:59:59.000Z", "2026-04-01T23:59:59.000Z"],
    ["a year", "2026-12-31T23:59:59.000Z", "2027-01-01T23:59:59.000Z"],
    ["no period", "2026-05-10T23:59:59.000Z", "2026-05-11T23:59:59.000Z"],
  ])("over the end of %s it loses one day's decay and nothing else", (_name, before, after) => {
    const former = momentum(before).points.value ?? Number.NaN;
    expect(momentum(after).points.value).toBeCloseTo(former * 2 ** (-1 / 90), 12);
  });

  test("its ledger lines add up to it", () => {
    const { basis, contributions } = momentum(day(77)).points;
    expect(contributions.map(({ evidenceId }) => evidenceId)).toEqual(["a", "b"]);
    expect(contributions.reduce((sum, { amount }) => sum + amount, 0)).toBeCloseTo(basis, 12);
  });

  test("one advance a week for ever is a rate of one a week", () => {
    const weekly = Array.from({ length: 400 }, (_, week) =>
      exampleEvidence({
        id: `w${week}`,
        kind: "next-step-committed",
        occurredAt: day(week * 7),
        commitment: { what: "next", owner: "buyer", dueAt: day(week * 7), fulfilledAt: day(week * 7) },
      }),
    );
    const { momentum } = assessDeal({
      deal: exampleDeal(),
      evidence: weekly,
      policy: defaultPolicy,
      asOf: day(400 * 7 - 4),
    });
    expect(momentum.ratePerWeek.value).toBeCloseTo(1, 2);
  });

  test("one advance in the middle of four weeks of record is a quarter a week", () => {
    const one = [exampleEvidence({ id: "a", kind: "shortlisted", occurredAt: day(14) })];
    const input = { deal: exampleDeal(), evidence: one, policy: defaultPolicy, asOf: day(28) };
    expect(assessDeal(input).momentum.ratePerWeek.value).toBeCloseTo(0.25, 2);
  });

  test("under four weeks of record there is no rate", () => {
    expect(momentum(day(27)).ratePerWeek).toMatchObject({ status: "unknown", value: null });
    expect(momentum(day(28)).ratePerWeek.status).toBe("known");
  });

  test("other half-lives stand beside it", () => {
    const { sensitivity } = momentum(day(100));
    expect(sensitivity.map(({ halfLifeDays }) => halfLifeDays)).toEqual([45, 180]);
    expect(sensitivity[0]?.points).toBeCloseTo(2 ** (-90 / 45) + 2 ** (-60 / 45), 12);
  });
});
