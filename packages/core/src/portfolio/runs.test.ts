import { expect, test } from "vitest";
import { runsOf } from "./runs.ts";

test("rows are grouped in the order they came, and those of no group are left out", () => {
  const { starts, rows } = runsOf(Int32Array.of(2, 0, -1, 2, 0, 3), 5);
  expect([...starts]).toEqual([0, 2, 2, 4, 5, 5]);
  expect([...rows]).toEqual([1, 4, 0, 3, 5]);
});

test("no rows and no groups give nothing", () => {
  expect([...runsOf(new Int32Array(0), 0).rows]).toEqual([]);
  expect([...runsOf(Int32Array.of(-1, -1), 1).starts]).toEqual([0, 0]);
});
