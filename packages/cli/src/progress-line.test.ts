import type { ProgressEvent } from "@headway/sync";
import { describe, expect, it } from "vitest";
import { nextStep, progressLine } from "./progress-line.ts";

const event: ProgressEvent = { crm: "memory", phase: "pull", object: "deal", done: 0, expected: null };

describe("a line of progress", () => {
  it.each<[string, Partial<ProgressEvent>, number, string]>([
    ["says what begins", {}, 0, "reading deal"],
    ["counts without an expectation", { done: 1_200 }, 2_000, "reading deal  1,200  600/s"],
    [
      "draws a bar towards an expectation",
      { done: 50, expected: 200 },
      1_000,
      "reading deal  [#####               ] 50/200  50/s",
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
    ["needs no object", { phase: "push", object: null, done: 3 }, 1_000, "writing  3  3/s"],
  ])("%s", (_, over, now, expected) => {
    expect(progressLine({ event: { ...event, ...over }, startedAt: 0 }, now)).toBe(expected);
  });

  it("counts time from the beginning of a step", () => {
    const first = nextStep(undefined, event, 1_000);
    const same = nextStep(first, { ...event, done: 10 }, 5_000);
    const other = nextStep(same, { ...event, object: "task" }, 7_000);
    expect([first.startedAt, same.startedAt, other.startedAt]).toEqual([1_000, 1_000, 7_000]);
  });
});
