import { describe, expect, test } from "vitest";
import { bootstrapCases, weightedAreas } from "./case-weighted-area.ts";
import { liftAtTopFifth } from "./lift.ts";

const scores = (rows: readonly (readonly [number, number, number])[], happened: readonly number[]) => ({
  cases: Int32Array.from(rows, ([one]) => one),
  groups: Int32Array.from(rows, ([, group]) => group),
  scores: Float64Array.from(rows, ([, , score]) => score),
  happened: Uint8Array.from(happened),
});

describe("areas weighted by cases", () => {
  // Case 0 and 1 happened. Group 1: all four cases; group 2: cases 0 and 2, tied.
  const given = scores(
    [
      [0, 1, 3],
      [1, 1, 1],
      [2, 1, 2],
      [3, 1, 0],
      [0, 2, 7],
      [2, 2, 7],
    ],
    [1, 1, 0, 0],
  );

  test("each group by itself, ties half, then by hand (4 x .75 + 2 x .5) / 6", () => {
    const weighted = weightedAreas(given);
    expect(weighted.areas()).toEqual([
      { group: 1, cases: 4, area: 0.75 },
      { group: 2, cases: 2, area: 0.5 },
    ]);
    expect(weighted.mean()).toBeCloseTo(4 / 6, 12);
  });

  test("a group in which all ended alike counts for nothing", () => {
    const weighted = weightedAreas(given);
    expect(weighted.mean([1, 1, 0, 1])).toBeCloseTo(1, 12);
    expect(weighted.areas([1, 1, 0, 1])[1]?.area).toBeUndefined();
  });

  test("a case that is drawn twice counts twice", () => {
    // Group 1: case 1 beats case 3 alone, twice; case 0 beats both: (2 + 1 x 2) / (3 x 2).
    expect(weightedAreas(given).areas([1, 2, 1, 1])[0]).toEqual({ group: 1, cases: 5, area: 4 / 6 });
  });

  test("the same seed gives the same interval, which holds the value of a plain mean", () => {
    const mean = (weights: ArrayLike<number>) => (weights[0] ?? 0) / 2;
    const first = bootstrapCases(2, mean, { draws: 200, seed: 1 });
    expect(first).toEqual(bootstrapCases(2, mean, { draws: 200, seed: 1 }));
    expect(first.value).toBe(0.5);
    expect(first.interval).toEqual([0, 1]);
  });
});

describe("the lift at the top fifth", () => {
  test("is the share at the top over the share of all: 1 of 1 against 2 of 5", () => {
    const rows = [5, 4, 3, 2, 1].map((score, one) => [one, 0, score] as const);
    expect(liftAtTopFifth(scores(rows, [1, 0, 0, 1, 0]))).toBeCloseTo(2.5, 12);
  });

  test("ties at the edge count in part, so that a constant lifts nothing", () => {
    const rows = [0, 1, 2, 3, 4].map((one) => [one, 0, 1] as const);
    expect(liftAtTopFifth(scores(rows, [1, 0, 0, 1, 0]))).toBeCloseTo(1, 12);
  });
});
