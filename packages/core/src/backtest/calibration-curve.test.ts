import { expect, test } from "vitest";
import { calibrationCurve, shareInterval } from "./calibration-curve.ts";

const said = (values: readonly number[], came: readonly number[]) =>
  values.map((value, k) => ({ value, came: came[k] === 1 }));

test("bins of equal size, with what was said and what came", () => {
  const bins = calibrationCurve(said([0.1, 0.2, 0.6, 0.8], [0, 1, 1, 1]), 2);
  expect(bins.map(({ said, cases, came }) => [said, cases, came])).toEqual([
    ["0.10 to 0.20", 2, 0.5],
    ["0.60 to 0.80", 2, 1],
  ]);
  expect(bins[0]?.expected).toBeCloseTo(0.15, 12);
});

test("equal values are never parted", () => {
  const bins = calibrationCurve(said([0, 0, 0, 1], [0, 0, 1, 1]), 2, 0);
  expect(bins.map(({ said, cases }) => [said, cases])).toEqual([
    ["0", 3],
    ["1", 1],
  ]);
});

test("an interval of a share ends at 0 and 1 where all ended alike", () => {
  expect(shareInterval(0, 10)[0]).toBe(0);
  expect(shareInterval(10, 10)[1]).toBe(1);
  // Beta(1.5, 9.5): its 97.5th percentile, from tables of the F distribution.
  expect(shareInterval(1, 10)[1]).toBeCloseTo(0.3814, 3);
});
