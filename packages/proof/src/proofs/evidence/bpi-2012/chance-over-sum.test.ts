import { describe, expect, test } from "vitest";
import { logOddsOverSum, type PartLogOdds, partWeights } from "./chance-over-sum.ts";

/** Log-odds of chances of one half and three quarters. */
const even = 0;
const threeToOne = Math.log(3);

describe("a chance over the sum of several", () => {
  test("is odds of .5 against .5 and .75, by hand", () => {
    expect(logOddsOverSum([even, even, threeToOne])).toBeCloseTo(Math.log(0.5 / 1.25), 12);
  });

  test("alone stays as it is", () => {
    expect(logOddsOverSum([1.7])).toBe(1.7);
    expect(partWeights([0], [1.7])).toEqual([1]);
  });

  test("rises with its own part and falls with each other", () => {
    const at = logOddsOverSum([0.3, -0.2, -1]);
    expect(logOddsOverSum([0.4, -0.2, -1])).toBeGreaterThan(at);
    expect(logOddsOverSum([0.3, -0.1, -1])).toBeLessThan(at);
    expect(logOddsOverSum([0.3, -0.2, -0.9])).toBeLessThan(at);
  });

  test("stays finite where the own chance is all but nothing or all but certain", () => {
    expect(logOddsOverSum([-800, even, even])).toBeCloseTo(-800, 9);
    expect(logOddsOverSum([800, even, even])).toBeCloseTo(0, 9);
  });
});

describe("the weights of the parts", () => {
  test.each<[string, PartLogOdds, PartLogOdds]>([
    ["every part moves", [0.1, -0.4, -1.5], [1.2, -2, 0.3]],
    ["one part stands still", [0.1, -0.4, -1.5], [0.7, -0.4, 0.3]],
    ["the others' sum stays what it was", [0.1, 0.5, -0.5], [0.7, -0.5, 0.5]],
    ["only the own part moves", [0.1, -0.4, -1.5], [-3, -0.4, -1.5]],
    ["far apart", [-6, 5, -8], [7, -9, 4]],
  ])("share out the whole move, each part in its direction: %s", (_name, from, to) => {
    const weights = partWeights(from, to);
    const moved = weights.reduce((sum, weight, k) => sum + weight * ((to[k] ?? 0) - (from[k] ?? 0)), 0);
    expect(moved).toBeCloseTo(logOddsOverSum(to) - logOddsOverSum(from), 9);
    expect(weights.map(Math.sign)).toEqual([1, -1, -1]);
  });

  test("without a move are the slopes there, by hand", () => {
    // At chances of one half each: 1 - p, and -p(1 - p) over the others' sum of 1.
    const [own, ...others] = partWeights([even, even, even], [even, even, even]);
    expect(own).toBeCloseTo(0.5, 8);
    for (const other of others) expect(other).toBeCloseTo(-0.25, 8);
  });
});
