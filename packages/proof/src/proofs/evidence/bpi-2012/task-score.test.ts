import { logOddsOf, rowOf } from "@headway/core/backtest";
import { describe, expect, test } from "vitest";
import type { Application } from "./offer-events.ts";
import { office } from "./office.ts";
import { type Sampler, samplers } from "./samples.ts";
import { partsOf } from "./score-part.ts";
import { explainTaskScore, fitTaskScore, taskLogOdds } from "./task-score.ts";
import { logApplication, logEvent } from "./testing/log-events.ts";

const day = 86_400;
/** By turns: one of two accepted and all declined had their offer returned; the others were called about it. */
const ends = ["accepted", "declined", "declined", "declined", "accepted", "cancelled"];
const labels = Array.from({ length: 402 }, (_, k) => ends[k % 6] ?? "");
const cases: Application[] = labels.map((_, k) =>
  logApplication(
    `${k}`,
    [
      logEvent("A_SUBMITTED", k * day),
      logEvent("O_CREATED", k * day + 60),
      logEvent("O_SENT", k * day + 70),
      logEvent(k % 6 < 4 ? "O_SENT_BACK" : "W_Nabellen offertes", k * day + 7000),
    ],
    4000 + ((k * 37) % 90) * 200,
  ),
);
const { fitted, predicted } = samplers({ fitted: cases, predicted: cases.slice(0, 50) }, true, office(cases));
const accepted = fitTaskScore("accepted", fitted, labels);
const scores = taskLogOdds(accepted, predicted);

/** The same prefixes with one feature set everywhere. */
const having =
  (name: string, value: number): Sampler =>
  (amount) => {
    const samples = predicted(amount);
    const { features, values } = samples.table;
    const k = features.findIndex((feature) => feature.name === name);
    const changed = values.map((before, at) => (at % features.length === k ? value : before));
    return { ...samples, table: { ...samples.table, values: changed } };
  };

describe("the score of acceptance", () => {
  test("is its own chance over those of the other two, each fitted as told", () => {
    const chances = accepted.map(({ model, amount }) => {
      const { table } = predicted(amount);
      return 1 / (1 + Math.exp(-logOddsOf(model, rowOf(table, 11))));
    });
    const [own = 0, cancelled = 0, declined = 0] = chances;
    expect(accepted.map(({ outcome }) => outcome)).toEqual(["accepted", "cancelled", "declined"]);
    expect(scores[11]).toBeCloseTo(Math.log(own / (cancelled + declined)), 9);
  });

  test("fits each part to its own outcome", () => {
    const meanChance = accepted.map(({ model, amount }) => {
      const { table } = fitted(amount);
      const rows = Array.from({ length: table.rows }, (_, row) => logOddsOf(model, rowOf(table, row)));
      return rows.reduce((sum, one) => sum + 1 / (1 + Math.exp(-one)), 0) / rows.length;
    });
    for (const [k, share] of [2 / 6, 1 / 6, 3 / 6].entries()) expect(meanChance[k]).toBeCloseTo(share, 4);
  });

  test("never falls because an offer was returned, though most of those were declined here", () => {
    const without = taskLogOdds(accepted, having("offer returned", 0));
    const returned = taskLogOdds(accepted, having("offer returned", 1));
    for (const [row, score] of returned.entries()) expect(score).toBeGreaterThanOrEqual(without[row] ?? 0);
    expect(Math.max(...returned.map((score, row) => score - (without[row] ?? 0)))).toBeGreaterThan(0.05);
  });

  test("never rises because of more calls about an offer", () => {
    const none = taskLogOdds(accepted, having("chase run 0-1", 0));
    const one = taskLogOdds(accepted, having("chase run 0-1", 1));
    for (const [row, score] of one.entries()) expect(score).toBeLessThanOrEqual(none[row] ?? 0);
    expect(Math.min(...one.map((score, row) => score - (none[row] ?? 0)))).toBeLessThan(-0.05);
  });

  test("explains itself: base and contributions are its log-odds, each in the direction it may move", () => {
    for (const row of [0, 3, 11, 150]) {
      const { base, contributions } = explainTaskScore(accepted, predicted, row);
      const sum = contributions.reduce((total, { amount }) => total + amount, base);
      expect(sum).toBeCloseTo(scores[row] ?? Number.NaN, 9);
      expect(new Set(contributions.map(({ name }) => name)).size).toBe(contributions.length);
    }
    const byName = (row: number) => explainTaskScore(accepted, predicted, row).contributions;
    const returned = byName(3).find(({ name }) => name === "offer returned");
    expect([returned?.value, Math.sign(returned?.amount ?? 0)]).toEqual([1, 1]);
    const called = byName(19).find(({ name }) => name === "chase run 0-1");
    expect([called?.value, Math.sign(called?.amount ?? 0)]).toEqual([1, -1]);
  });

  test("has its knots from the prefixes it is fitted on, not from those it predicts", () => {
    const knots = (more: readonly Application[]) =>
      samplers({ fitted: cases, predicted: more }, true, office([]))
        .predicted("finer-ramps")
        .groups.flatMap(({ names }) => names)
        .filter((name) => name.startsWith("amount, logarithm"));
    const large = [logApplication("x", [logEvent("A_SUBMITTED", 0)], 900_000)];
    expect(knots(large)).toEqual(knots(cases.slice(0, 3)));
    expect(knots(large).length).toBe(4);
  });
});

test("the other scores are one part each, as they are", () => {
  for (const task of ["declined", "cancelled"] as const) {
    const score = fitTaskScore(task, fitted, labels);
    const [own] = score;
    const { table } = predicted(own.amount);
    expect(taskLogOdds(score, predicted)[7]).toBe(logOddsOf(own.model, rowOf(table, 7)));
    expect(explainTaskScore(score, predicted, 7).base).toBe(own.model.intercept);
    expect(partsOf(task).length).toBe(1);
  }
});
