import { expect, test } from "vitest";
import { quantiles } from "./quantiles.ts";

test.each<[string, number[], number[], number[]]>([
  ["the middle of an even number lies between two", [4, 1, 3, 2], [0.5], [2.5]],
  ["the ends are the least and the largest", [7, 5, 6], [0, 1], [5, 7]],
  ["between neighbours it runs straight", [0, 10, 20, 30, 40], [0.02, 0.26], [0.8, 10.4]],
  ["one number is every share of itself", [3], [0.1, 0.9], [3, 3]],
  ["of no numbers there is none", [], [0.5], []],
])("quantiles: %s", (_name, numbers, shares, expected) => {
  const found = quantiles(numbers, shares);
  expect(found.length).toBe(expected.length);
  for (const [k, value] of expected.entries()) expect(found[k]).toBeCloseTo(value, 12);
});
