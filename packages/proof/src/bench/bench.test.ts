import { describe, expect, test } from "vitest";
import { figureTable, judgeFigures } from "./bench.ts";

const targets = {
  ratio: { unit: "times", atMost: 2 },
  speedup: { unit: "times", atLeast: 1000 },
  memory: { unit: "MB", atMost: 1 },
};

describe("figures of a benchmark", () => {
  const figures = judgeFigures(targets, {
    ratio: { value: 2, floor: 0.5 },
    speedup: { value: 999 },
    memory: { value: Number.NaN },
  });

  test("the bound itself is met, the other side of it is not", () => {
    expect(figures.ratio).toEqual({ value: 2, unit: "times", target: "at most 2", met: true, floor: 0.5 });
    expect(figures.speedup?.met).toBe(false);
  });

  test("a figure that is absent or no number is missed and has no value", () => {
    expect(figures.memory).toEqual({ value: null, unit: "MB", target: "at most 1", met: false });
    expect(judgeFigures(targets, {}).ratio?.met).toBe(false);
  });

  test("the table says which target was missed", () => {
    const [, speedup, memory] = figureTable(figures);
    expect(speedup).toMatch(/^speedup +999 times +at least 1000 +MISSED$/);
    expect(memory).toMatch(/^memory +absent +at most 1 +MISSED$/);
  });
});
