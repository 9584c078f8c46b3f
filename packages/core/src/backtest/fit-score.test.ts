import { describe, expect, test } from "vitest";
import { fitLogistic } from "../stats/logistic.ts";
import { growingTable, rowOf, type ScoreFeature } from "./feature-table.ts";
import { fitLine } from "./fit-line.ts";
import { fitScore } from "./fit-score.ts";
import { logOddsOf, probabilityOf, scoreContributions } from "./score-model.ts";
import { seededNumbers } from "./seeded-numbers.ts";

const free: ScoreFeature = { name: "x", sign: 0 };

function tableOf(features: readonly ScoreFeature[], rows: readonly (readonly number[])[]) {
  const growing = growingTable(features);
  for (const row of rows) growing.add(row);
  return growing.table();
}

describe("a score", () => {
  test("of one feature with two values has the log-odds of each, by hand", () => {
    // 1 of 4 happened at 0, 3 of 4 at 1: log-odds -ln 3 and ln 3.
    const table = tableOf([free], [[0], [0], [0], [0], [1], [1], [1], [1]]);
    const model = fitScore(table, [1, 0, 0, 0, 1, 1, 1, 0], { penalty: 0 });
    expect(logOddsOf(model, [0])).toBeCloseTo(-Math.log(3), 6);
    expect(logOddsOf(model, [1])).toBeCloseTo(Math.log(3), 6);
    expect(probabilityOf(logOddsOf(model, [1]))).toBeCloseTo(0.75, 6);
  });

  test.each([5, 6, 7])("counts each of %i rows once, by hand", (count) => {
    // 1 of 3 happened at 0, and at 1 one less than there are.
    const rows = [[0], [0], [0], ...Array.from({ length: count - 3 }, () => [1])];
    const happened = rows.map(([x], k) => (x === 0 ? Number(k === 0) : Number(k > 3)));
    const model = fitScore(tableOf([free], rows), happened, { penalty: 0 });
    expect(logOddsOf(model, [0])).toBeCloseTo(-Math.log(2), 6);
    expect(logOddsOf(model, [1])).toBeCloseTo(Math.log(count - 4), 6);
  });

  test("never moves a feature against its sign", () => {
    const table = tableOf([{ name: "x", sign: -1 }], [[0], [0], [1], [1]]);
    const model = fitScore(table, [1, 0, 1, 1], { penalty: 0.01 });
    expect(model.terms[0]?.coefficient).toBe(0);
    expect(logOddsOf(model, [5])).toBeCloseTo(Math.log(3), 6);
  });

  test("agrees with the coordinate-wise fit of the statistics on standardised features", () => {
    const next = seededNumbers(3);
    const rows = Array.from({ length: 300 }, () => [next(), next() ** 2, next()]);
    const happened = rows.map(([a = 0, b = 0]) => Number(next() < 1 / (1 + Math.exp(-2 * a + 3 * b))));
    const table = tableOf([free, { name: "y", sign: 1 }, { name: "z", sign: 0 }], rows);
    const model = fitScore(table, happened, { penalty: 2 });
    const standardised = rows.map((row, k) => ({
      features: model.terms.map(({ mean, scale }, j) => ((row[j] ?? 0) - mean) / scale),
      happened: happened[k] === 1,
    }));
    const other = fitLogistic(standardised, { penalty: 2, signs: [0, 1, 0] });
    expect(model.intercept).toBeCloseTo(other.intercept, 6);
    for (const [k, { coefficient }] of model.terms.entries()) {
      expect(coefficient).toBeCloseTo(other.coefficients[k] ?? Number.NaN, 6);
    }
    expect(model.terms[1]?.coefficient).toBe(0);
  });

  test("explains itself: intercept and contributions are the log-odds", () => {
    const table = tableOf(
      [free, { name: "y", sign: 1 }],
      [
        [0, 1],
        [1, 3],
        [2, 2],
        [3, 5],
        [1, 1],
      ],
    );
    const model = fitScore(table, [0, 1, 0, 1, 0], { penalty: 1 });
    const row = rowOf(table, 3);
    const sum = scoreContributions(model, row).reduce((total, { amount }) => total + amount, model.intercept);
    expect(sum).toBeCloseTo(logOddsOf(model, row), 12);
  });

  test("a row that is no finite number is refused by the name of its feature", () => {
    expect(() => growingTable([free]).add([Number.NaN])).toThrow(/"x" is NaN/);
    expect(() => growingTable([free]).add([1, 2])).toThrow(/expected 1/);
  });

  test("a line calibrates without ever turning the order round", () => {
    const line = fitLine([-1, -1, -1, -1, 1, 1, 1, 1], [0, 0, 0, 1, 1, 1, 1, 0]);
    expect(line.shift).toBeCloseTo(0, 6);
    expect(line.slope).toBeCloseTo(Math.log(3), 6);
    expect(fitLine([-1, -1, 1, 1], [1, 1, 0, 1]).slope).toBe(0);
  });
});
