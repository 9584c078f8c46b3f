import { describe, expect, test } from "vitest";
import { defaultPolicy } from "../policy/default-policy.ts";
import { day } from "../testing/example-evidence.ts";
import { type BetPair, elationBet } from "./elation-bet.ts";

const pair = (k: number, elation: number | null, outcome: number | null, days = 500): BetPair => ({
  accountId: `a${k}`,
  elationAt: day(0),
  elation,
  outcomeAt: day(days),
  outcome,
});
const bet = (pairs: BetPair[], outcome: "retention" | "revenue" = "revenue") =>
  elationBet({ outcome, pairs, policy: defaultPolicy, asOf: day(1000) });
const many = (outcome: (k: number) => number, n = 40) =>
  Array.from({ length: n }, (_, k) => pair(k, k / n, outcome(k)));
/** Pairs off by one place: of the 780 comparisons of 40 clients, 20 disagree. */
const swapped = (k: number) => (k % 2 === 0 ? k + 1 : k - 1);

describe("the bet that elation pays later (domain:E15)", () => {
  test("a positive association is reported with its interval", () => {
    const { association, verdict, text } = bet(many(swapped));
    const tau = (780 - 2 * 20) / 780;
    expect(association.value).toBeCloseTo(tau, 12);
    const reach = 1.2815515655446 * Math.sqrt(0.437 / 36);
    expect(association.interval?.[0]).toBeCloseTo(Math.tanh(Math.atanh(tau) - reach), 9);
    expect(association.interval?.[1]).toBeCloseTo(Math.tanh(Math.atanh(tau) + reach), 9);
    expect(verdict).toBe("holds");
    expect(text).toContain("not a cause");
  });

  test("a negative one is reported just the same", () => {
    const { association, verdict, text } = bet(many((k) => -swapped(k)));
    expect(association.value).toBeCloseTo(-740 / 780, 12);
    expect(association.interval?.[1]).toBeLessThan(0);
    expect(verdict).toBe("fails");
    expect(text).toContain("the bet fails here");
  });

  test("one that may be either is called undecided", () => {
    const { association, verdict } = bet(many((k) => (k * 17) % 40));
    expect(association.interval?.[0]).toBeLessThan(0);
    expect(association.interval?.[1]).toBeGreaterThan(0);
    expect(verdict).toBe("undecided");
  });

  test("the clients' shares add up to it, ties included", () => {
    const { association } = bet(
      many((k) => (k < 10 ? 0 : 1)),
      "retention",
    );
    // 300 comparisons agree; 780 are apart in elation and 300 in outcome.
    expect(association.value).toBeCloseTo(300 / Math.sqrt(780 * 300), 12);
    const total = association.contributions.reduce((sum, { amount }) => sum + amount, 0);
    expect(total).toBeCloseTo(association.basis, 9);
    expect(association.contributions[0]?.evidenceId).toBe("account:a0");
  });

  test.each<[string, BetPair[], string]>([
    ["29 clients", many(swapped, 29), "30 clients with elation and a later outcome"],
    ["all retained", many(() => 1), "clients that differ in elation and in outcome"],
    ["nothing at all", [], "30 clients with elation and a later outcome"],
  ])("%s: unknown", (_name, pairs, missing) => {
    const { association, verdict, text } = bet(pairs);
    expect(association).toMatchObject({ status: "unknown", value: null });
    expect(association.missing).toContain(missing);
    expect(verdict).toBe("unknown");
    expect(text).toMatch(/^Not tested/);
  });

  test("what cannot be used is counted: unknown, outside four to eight quarters, a client twice", () => {
    const odd = [
      pair(50, null, 1),
      pair(51, 0.5, null),
      pair(52, 0.5, 1, 364),
      pair(53, 0.5, 1, 731),
      { ...pair(54, 0.5, 1), elationAt: day(600), outcomeAt: day(1001) },
      { ...pair(0, 0.5, 1), elationAt: day(1) },
    ];
    const { setAside, association } = bet([...odd, ...many(swapped)]);
    expect(setAside).toEqual({ unknown: 2, outsideWindow: 3, repeatedAccount: 1 });
    expect(association.n).toBe(40);
    expect(association.value).toBeCloseTo(740 / 780, 12);
    expect(bet([...odd, ...many(swapped)].toReversed())).toEqual(bet([...odd, ...many(swapped)]));
  });

  test.each([365, 730])("an outcome %i days later counts", (days) => {
    expect(bet([pair(0, 0.5, 1, days)]).setAside.outsideWindow).toBe(0);
  });
});
