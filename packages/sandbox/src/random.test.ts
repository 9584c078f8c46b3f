import { expect, test } from "vitest";
import { random } from "./random.ts";

test("gives the published first numbers of Mulberry32, and the same ones again", () => {
  // Seed 1 gives 0.6270739405881613 first: of ten equal parts the seventh.
  expect(random(1).between(0, 9)).toBe(6);
  expect(random(1).between(0, 9)).toBe(6);
});

test("stays within its bounds and reaches both", () => {
  const { between } = random(3);
  const seen = new Set(Array.from({ length: 500 }, () => between(2, 4)));
  expect([...seen].sort()).toEqual([2, 3, 4]);
});

test("cannot pick from nothing", () => {
  expect(() => random(1).pick([])).toThrow(RangeError);
});
