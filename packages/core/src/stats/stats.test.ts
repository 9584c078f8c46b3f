import { describe, expect, test } from "vitest";
import { betaCumulative, betaQuantile } from "./beta.ts";
import { gammaCumulative, gammaQuantile } from "./gamma.ts";
import { cumulativeIncidence, shrunkHazard } from "./hazard.ts";
import { logGamma } from "./log-gamma.ts";

/** Closed forms and the printed tables of chi-square (NIST handbook 1.3.6.7.4) and F. */
describe("special functions agree with published values", () => {
  test.each([
    [0.5, Math.log(Math.sqrt(Math.PI))],
    [5, Math.log(24)],
    [0.1, 2.252712651734206],
    [100, 359.1342053695754],
  ])("logGamma(%d)", (x, expected) => expect(logGamma(x)).toBeCloseTo(expected, 10));

  test.each([
    [0.5, 2, 3, 0.6875],
    [2 / 3, 4, 1, 16 / 81],
    [0.25, 0.5, 0.5, 1 / 3],
    [0.9, 10, 2, 11 * 0.9 ** 10 - 10 * 0.9 ** 11],
    [0.3, 1, 5, 1 - 0.7 ** 5],
  ])("betaCumulative(%d, %d, %d)", (x, a, b, expected) => {
    expect(betaCumulative(x, a, b)).toBeCloseTo(expected, 12);
  });

  test.each([
    [3.841458820694124 / 2, 0.5, 0.95],
    [18.307038053275146 / 2, 5, 0.95],
    [2, 1, 1 - Math.exp(-2)],
    [67.50480654954126 / 2, 25, 0.95],
  ])("gammaCumulative(%d, %d)", (x, shape, expected) => {
    expect(gammaCumulative(x, shape)).toBeCloseTo(expected, 9);
  });

  test.each([
    [0.1, 1, 1, 0.1],
    [0.8, 4, 1, 0.8 ** 0.25],
    [0.975, 0.5, 0.5, Math.sin((0.975 * Math.PI) / 2) ** 2],
  ])("betaQuantile(%d, %d, %d)", (p, a, b, expected) =>
    expect(betaQuantile(p, a, b)).toBeCloseTo(expected, 10),
  );

  test.each([
    [0.9, 1, 2, Math.log(10) / 2],
    [0.95, 5, 0.5, 18.307038053275146],
    [0.05, 0.5, 0.5, 0.003932140000019522],
  ])("gammaQuantile(%d, %d, %d)", (p, shape, rate, expected) => {
    expect(gammaQuantile(p, shape, rate)).toBeCloseTo(expected, 9);
  });
});

describe("cumulative incidence", () => {
  /** The 6-mercaptopurine arm of Freireich et al. 1963: at risk and relapses at 6, 7, 10, 13, 16, 22, 23 weeks. */
  const relapses: [number, number][] = [
    [21, 3],
    [17, 1],
    [15, 1],
    [12, 1],
    [11, 1],
    [7, 1],
    [6, 1],
  ];

  test("with one cause it is the published Kaplan-Meier curve", () => {
    const hazards = relapses.map(([atRisk, events]) => shrunkHazard({ atRisk, events }, 0, 0));
    const published = [0.857, 0.807, 0.753, 0.69, 0.627, 0.538, 0.448];
    const { survival } = cumulativeIncidence(hazards, []);
    expect(survival.slice(1).map((s) => Number(s.toFixed(3)))).toEqual(published);
  });

  test("what has not come of any cause is what survives", () => {
    const own = [0.1, 0.2, 0.05];
    const other = [0.05, 0, 0.3];
    const ours = cumulativeIncidence(own, [other]);
    const theirs = cumulativeIncidence(other, [own]);
    for (const k of [0, 1, 2, 3]) {
      const total = (ours.incidence[k] ?? 0) + (theirs.incidence[k] ?? 0) + (ours.survival[k] ?? 0);
      expect(total).toBeCloseTo(1, 12);
    }
    expect(ours.incidence[2]).toBeCloseTo(0.1 + 0.85 * 0.2, 12);
  });

  test("a thin interval is drawn towards its parent", () => {
    expect(shrunkHazard({ atRisk: 20, events: 10 }, 0.1, 20)).toBeCloseTo(0.3, 12);
    expect(shrunkHazard({ atRisk: 0, events: 0 }, 0.1, 20)).toBeCloseTo(0.1, 12);
  });
});
