import { describe, expect, test } from "vitest";
import { areaDifference, areaUnderCurve } from "./area-under-curve.ts";
import { gammaByMoments } from "./gamma-moments.ts";
import { isotonic, isotonicAt } from "./isotonic.ts";
import { kaplanMeier, medianWait } from "./kaplan-meier.ts";
import { kendallTau } from "./kendall.ts";
import { fitLogistic, logisticProbability } from "./logistic.ts";
import { normalCumulative } from "./normal.ts";

/** The 6-mercaptopurine arm of Freireich et al. 1963; a plus in print is `ended: false`. */
const ended = [6, 6, 6, 7, 10, 13, 16, 22, 23].map((time) => ({ time, ended: true }));
const censored = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35].map((time) => ({ time, ended: false }));

describe("Kaplan-Meier with Greenwood's error (domain:O17, domain:V13)", () => {
  const steps = kaplanMeier([...censored, ...ended]);

  test("is the published curve, censored patients counted at risk", () => {
    expect(steps.map(({ time, survival }) => [time, Number(survival.toFixed(3))])).toEqual([
      [6, 0.857],
      [7, 0.807],
      [10, 0.753],
      [13, 0.69],
      [16, 0.627],
      [22, 0.538],
      [23, 0.448],
    ]);
    expect(steps.map(({ standardError }) => Number(standardError.toFixed(3)))).toEqual([
      0.076, 0.087, 0.096, 0.107, 0.114, 0.128, 0.135,
    ]);
  });

  test("its published 95% band is on the log-log scale", () => {
    const [first] = kaplanMeier([...ended, ...censored], 1.959964);
    expect(first?.band.map((edge) => Number(edge.toFixed(3)))).toEqual([0.62, 0.952]);
  });

  test("the median is the first time at which half or fewer wait", () => {
    expect(medianWait(steps)).toBe(23);
    expect(medianWait(steps.slice(0, 6))).toBeUndefined();
  });

  test("when all have ended nothing is left, and nobody gives no curve", () => {
    expect(kaplanMeier([{ time: 3, ended: true }])).toMatchObject([{ survival: 0, band: [0, 0] }]);
    expect(kaplanMeier([])).toEqual([]);
  });
});

describe("isotonic calibration", () => {
  test("pools neighbours that fall, as in the example of R's isoreg", () => {
    const steps = isotonic([1, 0, 4, 3, 3, 5, 4, 2, 0].map((outcome, score) => ({ score, outcome })));
    expect(steps).toEqual([
      { from: 0, value: 0.5, weight: 2 },
      { from: 2, value: 3, weight: 7 },
    ]);
    expect([-1, 0, 1.9, 2, 99].map((score) => isotonicAt(steps, score))).toEqual([0.5, 0.5, 0.5, 3, 3]);
  });

  test("equal scores are one step, weighted", () => {
    const steps = isotonic([
      { score: 1, outcome: 1, weight: 3 },
      { score: 1, outcome: 0 },
    ]);
    expect(steps).toEqual([{ from: 1, value: 0.75, weight: 4 }]);
  });
});

describe("area under the curve", () => {
  const cases = [
    { score: 3, happened: true },
    { score: 2, happened: true },
    { score: 1, happened: false },
    { score: 2, happened: false },
  ];

  test("counts pairs, ties half, with DeLong's variance by hand", () => {
    const area = areaUnderCurve(cases);
    expect(area).toMatchObject({ value: 0.875, positives: 2, negatives: 2 });
    // Each side places at 1 and 0.75: variance 1/32, halved, twice.
    expect(area?.standardError).toBeCloseTo(Math.sqrt(1 / 32), 12);
    expect(area?.interval[1]).toBe(1);
  });

  test("one case of a kind is too few", () => {
    expect(areaUnderCurve(cases.slice(1))).toBeUndefined();
  });

  test("a score against itself differs by nothing, surely", () => {
    const both = cases.map(({ score, happened }) => ({ first: score, second: score, happened }));
    expect(areaDifference(both)).toMatchObject({ value: 0, standardError: 0 });
    const turned = both.map((one) => ({ ...one, second: -one.second }));
    expect(areaDifference(turned)?.value).toBeCloseTo(0.875 - 0.125, 12);
  });
});

test("Kendall's tau-b agrees with the example of SciPy's documentation", () => {
  expect(kendallTau([12, 2, 1, 12, 2], [1, 4, 7, 1, 0])).toBeCloseTo(-0.47140452079103173, 12);
  expect(kendallTau([1, 1, 1], [1, 2, 3])).toBeUndefined();
});

test("the normal distribution agrees with its table", () => {
  expect(normalCumulative(1.96)).toBeCloseTo(0.9750021, 7);
  expect(normalCumulative(-1.28)).toBeCloseTo(0.1002726, 7);
  expect(normalCumulative(0)).toBe(0.5);
});

describe("a logistic model", () => {
  const table = (yes: number, no: number, x: number) => [
    { features: [x], happened: true, weight: yes },
    { features: [x], happened: false, weight: no },
  ];
  const cases = [...table(10, 30, 0), ...table(30, 10, 1)];

  test("on a two-by-two table is its log odds ratio", () => {
    const model = fitLogistic(cases, { penalty: 0 });
    expect(model.intercept).toBeCloseTo(Math.log(1 / 3), 6);
    expect(model.coefficients[0]).toBeCloseTo(Math.log(9), 6);
    expect(logisticProbability(model, [1])).toBeCloseTo(0.75, 6);
  });

  test("a coefficient of the forbidden sign is left at zero, and the rest fits as if it were not there", () => {
    const model = fitLogistic(cases, { penalty: 0, signs: [-1] });
    expect(model).toEqual({ intercept: expect.closeTo(0, 8), coefficients: [0] });
  });

  test("a penalty draws towards zero until its pull equals the data's", () => {
    const { intercept, coefficients } = fitLogistic(cases, { penalty: 4 });
    const slope = coefficients[0] ?? 0;
    const given = 1 / (1 + Math.exp(-intercept - slope));
    expect(slope).toBeLessThan(Math.log(9));
    expect(30 - 40 * given).toBeCloseTo(4 * slope, 6);
  });
});

describe("a team's prior by moments", () => {
  test("by hand: rates of 1 and 3 an hour over ten hours each", () => {
    const prior = gammaByMoments([
      { events: 10, exposure: 10 },
      { events: 30, exposure: 10 },
    ]);
    // Mean 2; squares 20, of which counting explains 2; the scale is 20 - 200/20 = 10; so the variance is 1.8.
    expect(prior?.shape).toBeCloseTo(4 / 1.8, 12);
    expect(prior?.rate).toBeCloseTo(2 / 1.8, 12);
  });

  test.each([
    ["one member", [{ events: 3, exposure: 5 }]],
    [
      "no events",
      [
        { events: 0, exposure: 5 },
        { events: 0, exposure: 8 },
      ],
    ],
    [
      "no more variation than counting gives",
      [
        { events: 5, exposure: 5 },
        { events: 6, exposure: 6 },
      ],
    ],
  ])("%s says nothing", (_name, members) => expect(gammaByMoments(members)).toBeUndefined());
});
