import { expect, it } from "vitest";
import { mostInWindow } from "./sliding-window.ts";

it.each([
  [[], 0],
  [[5], 1],
  [[0, 9, 10, 19, 20], 2],
  [[30, 0, 31, 32, 100], 3],
  [[0, 10, 20], 1],
])("finds the fullest window of ten in %j", (instants, most) => {
  expect(mostInWindow(instants, 10)).toBe(most);
});
