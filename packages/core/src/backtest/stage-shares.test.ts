import { expect, test } from "vitest";
import { defaultPolicy } from "../policy/default-policy.ts";
import { day } from "../testing/example-evidence.ts";
import type { Look } from "./backtest-look.ts";
import { learnScore } from "./learned-score.ts";
import { stageSharesOf } from "./stage-shares.ts";
import { stallSayings } from "./stall-calibration.ts";

const look = (place: number, date: number, part: Partial<Look> = {}): Look => ({
  place,
  date,
  advances: 0,
  activity: 0,
  stageId: "s",
  ageDays: 10,
  buyingProgress: 0,
  preference: 0,
  momentum: 0,
  commitmentsAhead: 0,
  daysSinceAdvance: 10,
  ...part,
});

test("a stage reads as the share won of deals that were in it before and had closed by then", () => {
  const deals = [
    { won: true, closedMs: 5 },
    { won: false, closedMs: 50 },
    { won: true, closedMs: 50 },
  ];
  const looks = [look(0, 0), look(1, 1), look(2, 1, { stageId: "t" })];
  const shares = stageSharesOf(looks, deals, [0, 10]);
  // At date 0 nothing has closed: 1/2. At 10 one has, won: (1 + 4 x 2/3) / 5, and the share of all for the new stage.
  expect([...shares].map((share) => Number(share.toFixed(9)))).toEqual([0.5, 0.733333333, 0.666666667]);
});

test("a learned score is earned where later deals bear it out, and not where they do not", () => {
  const deals = Array.from({ length: 400 }, (_, k) => ({
    id: `d${k}`,
    won: k % 2 === 0,
    closedMs: k < 200 ? 5 : 200,
  }));
  const looksOf = (advances: (won: boolean, k: number) => number) =>
    deals.map(({ won }, k) => look(k, k < 200 ? 0 : 9, { advances: advances(won, k) }));
  const datesMs = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((date) => date * 10);
  const stageShares = new Float64Array(400).fill(0.5);
  const told = learnScore({ looks: looksOf((won) => Number(won)), stageShares, deals, datesMs });
  expect(told.status).toBe("earned");
  if (told.status === "not-fitted") throw new Error(told.reason);
  expect(told.overStage.value).toBeCloseTo(0.5, 12);
  const turned = learnScore({
    looks: looksOf((won, k) => Number(k < 200 ? won : !won)),
    stageShares,
    deals,
    datesMs,
  });
  expect(turned.status).toBe("not-earned");
});

test("the stall clock is asked only about waits that were watched to the end", () => {
  const spell = (id: string, start: number, days: number, outcome: "advance" | "lost" | "censored") =>
    ({
      clock: "deal",
      subjectId: id,
      segment: "",
      band: "none",
      startAt: day(start),
      days,
      outcome,
    }) as const;
  const earlier = Array.from({ length: 40 }, (_, k) => spell(`e${k}`, 0, 7 + (k % 14), "advance"));
  const later = [spell("a", 95, 10, "advance"), spell("b", 95, 60, "lost"), spell("c", 95, 60, "censored")];
  const ms = (at: number) => Date.parse(day(at));
  const said = stallSayings([...earlier, ...later], {
    splitMs: ms(100),
    datesMs: [ms(100), ms(140)],
    asOfMs: ms(155),
    policy: defaultPolicy,
    aheadDays: 28,
  });
  // Day 140 looks past the end of the record; on day 100 all three wait, and only one advances within 28 days.
  expect(said.map(({ came }) => came)).toEqual([true, false, false]);
  expect(said.every(({ value }) => value > 0.8)).toBe(true);
});
