import { describe, expect, test } from "vitest";
import { parsePolicy } from "../policy/parse-policy.ts";
import { exampleCloses } from "../testing/example-close.ts";
import type { Close } from "./close.ts";
import { planEffect } from "./plan-effect.ts";

const policy = parsePolicy({});
const people = ["ada", "bea", "cem", "dan", "eva"];
const effect = (closes: Close[]) =>
  planEffect({ closes, policy, asOf: "2026-10-01T00:00:00Z", recordBeginsAt: "2026-01-01T00:00:00Z" });
const groupOf = (ids: string[], part?: Parameters<typeof exampleCloses>[3]) =>
  ids.flatMap((id) => exampleCloses(id, 30, 10, part));

describe("what a leader sees of timing", () => {
  test("the group's share against an even spread (domain:O11)", () => {
    const said = effect(groupOf(people));
    expect(said).toMatchObject({ people: 5, closes: 150, missing: [] });
    // 50 late of 150 with one imagined of each kind, against ten of 65 business days.
    expect(said.share.value).toBeCloseTo(51 / 152, 12);
    expect(said.evenShare).toBeCloseTo(10 / 65, 12);
    expect(said.aboveEven.value).toBeGreaterThan(0.99);
  });

  test("nobody is named and no deal is, since deals have owners: periods add up instead (domain:O11)", () => {
    const said = effect(groupOf(people));
    const text = JSON.stringify(said);
    for (const id of people) expect(text).not.toContain(id);
    expect(text).not.toContain("deal:");
    const sum = said.share.contributions.reduce((total, { amount }) => total + amount, said.share.prior);
    expect(sum).toBeCloseTo(said.share.basis, 9);
    expect(said.share.contributions.map(({ evidenceId }) => evidenceId).sort()).toEqual([
      "period:quarter 0",
      "period:quarter 1",
      "period:quarter 2",
    ]);
  });

  test("of fewer than five people nothing is shown, not even a sum (domain:O11)", () => {
    const said = effect(groupOf(people.slice(0, 4)));
    expect(said.missing[0]).toContain("5 or more");
    for (const number of [said.share, said.aboveEven, said.after.cancelled, said.after.nextPeriodDip])
      expect(number).toMatchObject({ value: null, basis: 0, contributions: [] });
  });
});

describe("what followed pushed closes", () => {
  const pushed = groupOf(people, (isLate, index) => ({
    attempts: isLate ? 6 : 0,
    cancelled: isLate ? index % 2 === 0 : index % 10 === 0,
    elationChange: isLate ? -0.3 : 0.1,
  }));

  test("cancellations and elation, pushed against the others (domain:O12)", () => {
    const { after } = effect(pushed);
    expect(after).toMatchObject({ pushedCloses: 50, otherCloses: 100 });
    // Of the ten late of each person five, of the twenty others those with index 10 and 20.
    expect(after.cancelled.value).toBeCloseTo(0.5 - 0.1, 12);
    expect(after.elationChange.value).toBeCloseTo(-0.4, 12);
    expect(after.cancelled.interval?.[0]).toBeGreaterThan(0);
  });

  test("late closes without a sign, or grown ones, are not pushed (domain:O12)", () => {
    expect(effect(groupOf(people)).after.pushedCloses).toBe(0);
    const grown = pushed.map((close) => ({ ...close, isGrown: true }));
    expect(effect(grown).after.pushedCloses).toBe(0);
  });

  test("a discount is deep when it lies over that of closes that are not late (domain:O12)", () => {
    const closes = groupOf(people, (isLate, index) => ({ discount: isLate && index < 4 ? 0.12 : 0.1 }));
    expect(effect(closes).after.pushedCloses).toBe(20);
  });

  test("with too little on record the effect is unknown (domain:O12)", () => {
    const thin = pushed.map((close, index) => (index % 2 === 0 ? { ...close, cancelled: null } : close));
    const { cancelled } = effect(thin).after;
    expect(cancelled.value).toBeNull();
    expect(cancelled.missing[0]).toContain("cancellations");
  });

  test("the dip at the start of periods, in closes a business day (domain:O12)", () => {
    const closes = groupOf(people, (_isLate, index) => ({ isEarly: index >= 24 }));
    const { nextPeriodDip } = effect(closes).after;
    // 30 early closes on 3 * 20 days, 120 others on 3 * 45.
    expect(nextPeriodDip.value).toBeCloseTo(30 / 60 - 120 / 135, 12);
    expect(nextPeriodDip.valueFrom).toBe("ratio-difference");
  });
});
