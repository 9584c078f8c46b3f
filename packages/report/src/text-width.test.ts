import { describe, expect, it } from "vitest";
import { cell, fit, rightCell, textWidth, wrap } from "./text-width.ts";

describe("text in columns", () => {
  it.each([
    ["Acme", 4],
    ["東京", 4],
    ["é", 1],
    ["👩‍💻", 2],
    ["", 0],
  ])("%s takes %i columns", (text, width) => {
    expect(textWidth(text)).toBe(width);
  });

  it.each([
    ["Acme", 4, "Acme"],
    ["Acme Corp", 6, "Acme…"],
    ["東京都", 5, "東京…"],
    ["東京都", 4, "東…"],
    ["Acme", 0, ""],
  ])("%s cut to %i", (text, width, expected) => {
    expect(fit(text, width)).toBe(expected);
  });

  it("fills up on either side, by columns and not by letters", () => {
    expect(cell("東京", 6)).toBe("東京  ");
    expect(rightCell("12", 5)).toBe("   12");
  });

  it.each([
    ["one two three", 7, ["one two", "three"]],
    ["abcdefghij", 4, ["abcd", "efgh", "ij"]],
    ["a 東京都庁", 4, ["a", "東京", "都庁"]],
  ])("%s wrapped at %i", (text, width, expected) => {
    expect(wrap(text, width)).toEqual(expected);
  });
});
