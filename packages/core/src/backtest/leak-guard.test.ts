import { expect, test } from "vitest";
import { type FieldReading, refuseLeaks } from "./leak-guard.ts";

const outcomeAt = "2026-03-01T00:00:00Z";
const readings = (field: string, knownAt: readonly (string | null)[]): FieldReading[] =>
  knownAt.map((at) => ({ field, knownAt: at, outcomeAt }));
const times = (n: number, at: string | null) => Array.from({ length: n }, () => at);
const before = "2026-02-01T00:00:00Z";

test("a field written with the outcome is refused by name, one written before is not", () => {
  const refused = refuseLeaks([
    ...readings("loss reason", times(4, outcomeAt)),
    ...readings("industry", times(4, before)),
  ]);
  expect(refused).toEqual([
    { field: "loss reason", reason: "known only with the outcome or later in 100% of 4 closed cases" },
  ]);
});

test("a field is refused when nobody can say when it was written", () => {
  expect(refuseLeaks(readings("amount", [null, before]))[0]?.reason).toBe(
    "no record says when it was written in 50% of 2 closed cases",
  );
});

test("one late value in twenty is let pass, two are not", () => {
  expect(refuseLeaks(readings("x", [...times(19, before), outcomeAt]))).toEqual([]);
  expect(refuseLeaks(readings("x", [...times(18, before), outcomeAt, outcomeAt]))).toHaveLength(1);
});

test("open cases say nothing about a field", () => {
  expect(refuseLeaks([{ field: "x", knownAt: null, outcomeAt: null }])).toEqual([]);
});
