import { parse } from "csv-parse/sync";
import { expect, it } from "vitest";
import { csvLine, inertCell } from "./csv-writer.ts";

it.each([
  ["=1+1", "'=1+1"],
  ["+49 30 1", "'+49 30 1"],
  ["-2", "'-2"],
  ["@SUM(A1)", "'@SUM(A1)"],
  ["\t=1", "'\t=1"],
  ["\r=1", "'\r=1"],
  ["\n=1", "'\n=1"],
  ["  =1", "'  =1"],
  ["\u200b=1", "'\u200b=1"],
  ["\ufeff=1", "'\ufeff=1"],
  ["＝1", "'＝1"],
  ["＋1", "'＋1"],
  ["－1", "'－1"],
  ["＠a", "'＠a"],
  ["\ttab", "'\ttab"],
])("makes %j inert", (text, inert) => expect(inertCell(text)).toBe(inert));

it.each(["plain", "a=b", "2 - 1", "", "'quoted", "unknown"])("leaves %j as it is", (text) => {
  expect(inertCell(text)).toBe(text);
});

it("leaves numbers numbers, below zero too", () => {
  expect(csvLine([-2, 0.5, 0])).toBe("-2,0.5,0\r\n");
});

it("writes what a reader takes apart again, whatever stands in it", () => {
  const cells = ['say "hi"', "a,b", "two\r\nlines", "ü", ";", "=x"];
  expect(parse(csvLine(cells))).toEqual([[...cells.slice(0, -1), "'=x"]]);
});
