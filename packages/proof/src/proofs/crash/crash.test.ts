import { describe, expect, it } from "vitest";
import { firstDifference } from "../../crash/final-state.ts";
import { onSqlite, spread } from "./every-point.ts";

describe("a process killed with SIGKILL", () => {
  it("ends, after a restart, where an undisturbed one ends, at twenty points of two runs (invariant:K1, invariant:W2)", async () => {
    const { figures, misses } = await onSqlite.run({ points: 20, jobs: 0, pausingMs: 0 }, () => undefined);
    expect(misses).toEqual([]);
    expect(figures).toEqual({ sqlitePoints: 20, sqliteKills: 20, sqliteDifferent: 0 });
  }, 400_000);

  it("is compared part by part", () => {
    expect(firstDifference({ a: [1, 2] }, { a: [1, 2] })).toBeUndefined();
    expect(firstDifference({ a: [1, 2] }, { a: [1, 3] })).toContain("a: expected");
    expect(firstDifference({ a: 1 }, { a: 1, b: 2 })).toContain("b: expected");
  });

  it("takes its points from all of the course", () => {
    const course = Array.from({ length: 100 }, (_, index) => index);
    expect(spread(course, 4)).toEqual([12, 37, 62, 87]);
    expect(spread(course, 200)).toBe(course);
  });
});
