import { describe, expect, it } from "vitest";
import { dayMarkup, figureText, gradeText, signedText } from "./wording.ts";

describe("words and figures of a page", () => {
  it.each([
    [0, "0"],
    [1234567, "1,234,567"],
    [1234.56789, "1,234.5679"],
    [-0.25, "−0.25"],
    [-0.00001, "0"],
    [0.1 + 0.2, "0.3"],
    [Number.NaN, "unknown"],
  ])("writes %d as %s", (value, text) => {
    expect(figureText(value)).toBe(text);
  });

  it.each([
    [1, "+1"],
    [0, "0"],
    [-2.5, "−2.5"],
  ])("writes what %d adds as %s", (value, text) => {
    expect(signedText(value)).toBe(text);
  });

  it.each([
    ["2026-05-12T23:59:00.000Z", `<time datetime="2026-05-12">Tue 12 May 2026</time>`],
    ["2026-05-12", `<time datetime="2026-05-12">Tue 12 May 2026</time>`],
    ["soon", "soon"],
    ["2026-99-99", "2026-99-99"],
  ])("shows %s as a day where it is one", (instant, expected) => {
    expect(dayMarkup(instant).text).toBe(expected);
  });

  it.each([
    [4, "G4 costly act, traced"],
    [0, "G0 our own act"],
    [7, "grade unknown"],
  ])("names grade %d", (grade, text) => {
    expect(gradeText(grade)).toBe(text);
  });
});
