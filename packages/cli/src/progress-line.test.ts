import { describe, expect, it } from "vitest";
import { type Count, countOf, nextStep, progressLine } from "./progress-line.ts";

const count: Count = { crm: "memory", what: "reading deal", done: 0, expected: null };

describe("a line of progress", () => {
  it.each<[string, Partial<Count>, number, string]>([
    ["says what begins", {}, 0, "reading deal"],
    ["counts without an expectation", { done: 1_200 }, 2_000, "reading deal  1,200  600/s"],
    [
      "draws a bar towards an expectation",
      { done: 50, expected: 200 },
      1_000,
      "reading deal  [#####               ] 50/200  50/s",
    ],
    [
      "says what is left once the rate can be told",
      { done: 50, expected: 200 },
      10_000,
      "reading deal  [#####               ] 50/200  5/s, 30 s left",
    ],
    [
      "counts what is left in minutes",
      { done: 100, expected: 1_000 },
      10_000,
      "reading deal  [##                  ] 100/1,000  10/s, 2 min left",
    ],
    [
      "counts what is left in hours",
      { done: 1_000, expected: 101_000 },
      100_000,
      "reading deal  [                    ] 1,000/101,000  10/s, 2 h 47 min left",
    ],
    [
      "is full at the end",
      { done: 200, expected: 200 },
      4_000,
      "reading deal  [####################] 200/200  50/s",
    ],
    [
      "never runs over",
      { done: 300, expected: 200 },
      1_000,
      "reading deal  [####################] 300/300  300/s",
    ],
    ["gives no rate of an instant", { done: 5 }, 10, "reading deal  5"],
  ])("%s", (_, over, now, expected) => {
    expect(progressLine({ count: { ...count, ...over }, startedAt: 0 }, now)).toBe(expected);
  });

  it.each([
    [45, "reading deal  [##    ] 40/100  4/s, 15 s left"],
    [40, "reading deal  40/100  4/s, 15 s left"],
  ])("gives up the bar first where columns are few: %i", (columns, expected) => {
    const line = progressLine(
      { count: { ...count, done: 40, expected: 100 }, startedAt: 0 },
      10_000,
      columns,
    );
    expect(line.length).toBeLessThanOrEqual(columns);
    expect(line).toBe(expected);
  });

  it("counts time from the beginning of a step", () => {
    const first = nextStep(undefined, count, 1_000);
    const same = nextStep(first, { ...count, done: 10 }, 5_000);
    const other = nextStep(same, { ...count, what: "reading task" }, 7_000);
    expect([first.startedAt, same.startedAt, other.startedAt]).toEqual([1_000, 1_000, 7_000]);
  });

  it("reads the engine's events", () => {
    expect(countOf({ crm: "memory", phase: "push", object: null, done: 3, expected: null })).toEqual({
      crm: "memory",
      what: "writing",
      done: 3,
      expected: null,
    });
  });
});
