import { describe, expect, test } from "vitest";
import { defaultPolicy } from "../policy/default-policy.ts";
import { day, exampleEvidence } from "../testing/example-evidence.ts";
import type { BacktestDeal } from "./backtest.ts";
import { createBacktest } from "./create-backtest.ts";

/** A deal from `from` to `until` that was won or lost, with a buyer's act and some calls of ours on given days. */
function ended(
  id: string,
  status: "won" | "lost",
  {
    from = 0,
    until = 50,
    advanceAt,
    recordedAt = advanceAt,
  }: { from?: number; until?: number; advanceAt?: number; recordedAt?: number | undefined } = {},
): BacktestDeal {
  const advances =
    advanceAt === undefined
      ? []
      : [
          exampleEvidence({
            id: `${id}/advance`,
            kind: "problem-confirmed",
            occurredAt: day(advanceAt),
            recordedAt: day(recordedAt ?? advanceAt),
            dealId: id,
          }),
        ];
  const call = exampleEvidence({
    id: `${id}/call`,
    kind: "seller-call",
    occurredAt: day(from + 1),
    dealId: id,
  });
  return {
    deal: { id, status, createdAt: day(from), closedAt: day(until) },
    evidence: [...advances, call],
    stages: [{ stageId: "s", at: day(from) }],
  };
}

const run = (deals: readonly BacktestDeal[]) => {
  const running = createBacktest({ policy: defaultPolicy, asOf: day(60), everyDays: 20, dates: 2 });
  for (const deal of deals) running.add(deal);
  return running.finish();
};

// 60 won and 160 lost, looked at on days 20 and 40.
const many = (
  advanceAt: (k: number, won: boolean) => number | undefined,
  recordedAt?: number,
): BacktestDeal[] =>
  Array.from({ length: 220 }, (_, k) => {
    const won = k < 60;
    const at = advanceAt(k, won);
    return ended(`d${k}`, won ? "won" : "lost", at === undefined ? {} : { advanceAt: at, recordedAt });
  });

describe("a backtest", () => {
  test("says too little to say, and what is missing, under fifty won and a hundred and fifty lost", () => {
    const result = run([ended("a", "won"), ended("b", "lost"), ended("c", "lost", { from: 21, until: 39 })]);
    expect(result.status).toBe("too-little-to-say");
    expect(result.status === "too-little-to-say" && result.missing).toEqual([
      "won deals that were open on a past date: 1 of 50",
      "lost deals that were open on a past date: 1 of 150",
    ]);
    expect(result.sample).toMatchObject({
      won: 1,
      lost: 2,
      deals: 2,
      looks: 4,
      setAside: { "not open on any of the dates": 1 },
    });
    expect(result.sample.baseRate).toBeCloseTo(1 / 3, 12);
  });

  test("finds that advances tell more where they do", () => {
    const result = run(many((_, won) => (won ? 10 : undefined)));
    if (result.status !== "tested") throw new Error(result.status);
    expect(result.measures[0]).toMatchObject({ measure: "advances", area: { value: 1 } });
    expect(result.comparisons.find(({ against }) => against === "age")?.verdict).toBe("advances tell more");
    expect(result.calibration.map(({ said, cases, came }) => [said, cases, came])).toEqual([
      ["0", 320, 0],
      ["1", 120, 1],
    ]);
  });

  test("says as plainly that advances tell less where it is so", () => {
    const result = run(many((_, won) => (won ? undefined : 10)));
    if (result.status !== "tested") throw new Error(result.status);
    expect(result.comparisons.find(({ against }) => against === "age")?.verdict).toBe("advances tell less");
    expect(result.measures[0]?.area.value).toBe(0);
  });

  test("sees nothing that happened, or was recorded, after the date it looks from", () => {
    for (const deals of [
      many((_, won) => (won ? 45 : undefined)),
      many((_, won) => (won ? 10 : undefined), 45),
    ]) {
      const result = run(deals);
      if (result.status !== "tested") throw new Error(result.status);
      expect(result.measures[0]?.area.value).toBe(0.5);
    }
  });

  test("fits no score on what it could not predict later", () => {
    const result = run(many((_, won) => (won ? 10 : undefined)));
    expect(result.status === "tested" && result.learned.status).toBe("not-fitted");
  });

  test("names a field that is written with the outcome", () => {
    const deals = [1, 2].map((k) => ({
      ...ended(`d${k}`, "lost"),
      fields: [{ field: "reason", knownAt: day(50), outcomeAt: day(50) }],
    }));
    expect(run(deals).refusedFields.map(({ field }) => field)).toEqual(["reason"]);
  });
});
