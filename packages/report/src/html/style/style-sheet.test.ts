import { describe, expect, it } from "vitest";
import { colours } from "./colours.ts";
import { styleSheet } from "./style-sheet.ts";

/** Colours of one theme by name. */
function theme(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(/--([a-z0-9]+):(#[0-9a-f]{3,6})/g)].map(([, name = "", value = ""]) => [name, value]),
  );
}

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const part = Number.parseInt(colour.slice(start, start + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(first: string, second: string): number {
  const [dark = 0, light = 0] = [luminance(first), luminance(second)].sort((left, right) => left - right);
  return (light + 0.05) / (dark + 0.05);
}

describe("the style sheet", () => {
  const [light = "", dark = ""] = colours.split("@media (prefers-color-scheme:dark)");

  it.each([
    ["light", theme(light)],
    ["dark", theme(dark)],
  ])("keeps every text readable in the %s theme", (_, names) => {
    for (const text of [
      "ink",
      "soft",
      "accent",
      "good",
      "warning",
      "bad",
      "s0",
      "s1",
      "s2",
      "s3",
      "s4",
      "s5",
    ]) {
      for (const ground of ["ground", "paper", "sunk"]) {
        expect(
          contrast(names[text] ?? "", names[ground] ?? ""),
          `${text} on ${ground}`,
        ).toBeGreaterThanOrEqual(4.5);
      }
    }
    expect(contrast(names.edge ?? "", names.paper ?? "")).toBeGreaterThanOrEqual(3);
    expect(contrast(names.ink ?? "", names.notice ?? "")).toBeGreaterThanOrEqual(4.5);
  });

  it("has the same colours in both themes, and none but them anywhere else", () => {
    expect(Object.keys(theme(dark)).sort()).toEqual(Object.keys(theme(light)).sort());
    const elsewhere = styleSheet.replace(colours, "").replace(/:root\{[^}]*\}/g, "");
    expect(elsewhere).not.toMatch(/#[0-9a-f]{3,8}\b(?!\{)|rgb|hsl/i);
  });

  it("uses no colour that is not defined", () => {
    const used = new Set([...styleSheet.matchAll(/var\(--([a-z0-9]+)\)/g)].map(([, name = ""]) => name));
    const defined = new Set([...Object.keys(theme(light)), "letters", "serif"]);
    expect([...used].filter((name) => !defined.has(name))).toEqual([]);
  });

  it("opens the rear-view mirror on paper, leaves the way through the page out and cuts no card in two", () => {
    const [, paper = ""] = styleSheet.split("@media print{\n:root");
    expect(paper).toContain(".rear-view::details-content{content-visibility:visible");
    expect(paper).toMatch(/\.ways,[^{]*\{display:none\}/);
    expect(paper).toMatch(/\.card,[^{]*\{break-inside:avoid\}/);
  });

  it("stands still for those who want that", () => {
    expect(styleSheet).toContain("prefers-reduced-motion:reduce");
  });
});
