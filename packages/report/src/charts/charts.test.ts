import { beforeAll, describe, expect, it } from "vitest";
import type { ReviewChart } from "../model/review-chart.ts";
import { exampleReview } from "../testing/example-review.ts";
import { parsedPage } from "../testing/parsed-page.ts";
import { chartFigure } from "./draw-chart.ts";
import { type Drawing, loadDrawings } from "./drawing.ts";

let drawings: readonly Drawing[] = [];
beforeAll(async () => {
  drawings = await loadDrawings();
});

/** The wide picture of a chart, parsed. */
function drawn(chart: ReviewChart): Element {
  const figure = chartFigure(chart, "x", drawings).text;
  const picture = parsedPage(`<!doctype html><html><body>${figure}</body></html>`).querySelector("svg.wide");
  if (picture === null) throw new Error("There is no picture");
  return picture;
}

function values(picture: Element, selector: string, attribute: string): number[] {
  return [...picture.querySelectorAll(selector)].map((mark) => Number(mark.getAttribute(attribute)));
}

const words = { title: "Title", summary: "Summary" };

describe("charts carry their data", () => {
  it("places deals by both axes, evenly, with area by number (domain:V7)", () => {
    const point = (buyingProgress: number, preference: number, deals: number, stalled: number) => ({
      buyingProgress,
      preference,
      deals,
      stalled,
      names: [],
    });
    const picture = drawn({
      ...words,
      type: "two-axes",
      unknown: 0,
      points: [point(0, -1, 100, 25), point(3, 0, 25, 0), point(6, 4, 100, 100)],
    });
    // Large circles are drawn first, so that none hides a small one.
    const [x0 = 0, x6 = 0, x3 = 0] = values(picture, ".mark circle", "cx");
    const [low = 0, high = 0, zero = 0] = values(picture, ".mark circle", "cy");
    expect(x3 - x0).toBeGreaterThan(0);
    expect(x6 - x3).toBeCloseTo(x3 - x0, 0);
    expect(low - zero).toBeGreaterThan(0);
    expect((zero - high) / (low - zero)).toBeCloseTo(4, 1);
    const [many = 0, , few = 0] = values(picture, ".mark circle", "r");
    expect((many / few) ** 2).toBeCloseTo(4, 1);
    const stalled = values(picture, ".mark-stalled circle", "r");
    expect(stalled).toHaveLength(2);
    expect((many / (stalled[1] ?? 0)) ** 2).toBeCloseTo(4, 1);
  });

  it("keeps rows in the order given, dots within their intervals, and draws no dot for unknown (domain:R13)", () => {
    const rows = [
      { label: "Zoe’s team", value: 2, interval: [1, 3] as const, n: 5 },
      { label: "Ann’s team", value: null, interval: null, n: 0 },
      { label: "Mia’s team", value: 4, interval: [2, 5] as const, n: 9 },
    ];
    const picture = drawn({ ...words, type: "intervals", unit: "u", mark: null, rows });
    const [first = 0, second = 0] = values(picture, ".mark circle", "cx");
    expect(values(picture, ".mark circle", "cx")).toHaveLength(2);
    const [start = 0, otherStart = 0] = values(picture, ".interval line", "x1");
    const [end = 0, otherEnd = 0] = values(picture, ".interval line", "x2");
    expect((first - start) / (end - start)).toBeCloseTo(0.5, 1);
    expect((second - otherStart) / (otherEnd - otherStart)).toBeCloseTo(2 / 3, 1);
    const labels = [...picture.querySelectorAll(".row-label text")].map(({ textContent }) => textContent);
    expect(labels).toEqual(["Zoe’s team  ·  n 5", "Ann’s team  ·  n 0  ·  unknown", "Mia’s team  ·  n 9"]);
  });

  it("draws a line and a band for each cohort, from its first day to its last", () => {
    const points = [0, 50, 100].map((day) => ({ day, share: day / 100, low: 0, high: 1 }));
    const picture = drawn({
      ...words,
      type: "curves",
      unit: "days",
      series: [
        { label: "A", n: 3, points },
        { label: "B", n: 3, points: points.slice(0, 2) },
      ],
    });
    expect(picture.querySelectorAll(".band path")).toHaveLength(2);
    const paths = [...picture.querySelectorAll(".line path")].map((path) => path.getAttribute("d") ?? "");
    const numbers = (path: string): number[] => (path.match(/-?\d+(?:\.\d+)?/g) ?? []).map(Number);
    const [whole = [], half = []] = paths.map(numbers);
    expect(whole.at(0)).toBe(half.at(0));
    expect(whole.at(-2) ?? whole.at(-1)).not.toBe(half.at(-2) ?? half.at(-1));
    const reach = (all: number[]): number => Math.max(...all) - Math.min(...all);
    expect(reach(whole)).toBeGreaterThan(reach(half));
  });

  it("counts what falls on one day in one lane, and leaves out what is not ahead", () => {
    const event = (at: string, lane: string) => ({ at, lane, label: `${lane} ${at}` });
    const picture = drawn({
      ...words,
      type: "timeline",
      from: "2026-11-23T09:00:00.000Z",
      to: "2026-12-23T09:00:00.000Z",
      events: [
        event("2026-11-23", "A"),
        event("2026-12-03", "A"),
        event("2026-12-03T15:00:00Z", "A"),
        event("2026-12-13", "B"),
        event("2026-11-01", "B"),
        event("soon", "B"),
      ],
    });
    const x = values(picture, ".mark circle", "cx").sort((left, right) => left - right);
    expect(x).toHaveLength(3);
    expect((x[2] ?? 0) - (x[1] ?? 0)).toBeCloseTo((x[1] ?? 0) - (x[0] ?? 0), 0);
    expect([...picture.querySelectorAll(".inside text")].map(({ textContent }) => textContent)).toEqual([
      "2",
    ]);
  });

  it("gathers the lanes beyond six in one of their own, and loses no event", () => {
    const events = Array.from({ length: 9 }, (_, index) => ({
      at: "2026-12-03",
      lane: `Deal ${index}`,
      label: "x",
    }));
    const picture = drawn({ ...words, type: "timeline", from: "2026-11-23", to: "2026-12-23", events });
    const lanes = [...picture.querySelectorAll(".row-label text")].map(({ textContent }) => textContent);
    expect(lanes).toEqual(["Deal 0", "Deal 1", "Deal 2", "Deal 3", "Deal 4", "4 others"]);
    expect([...picture.querySelectorAll(".inside text")].map(({ textContent }) => textContent)).toEqual([
      "4",
    ]);
    expect(picture.querySelectorAll(".mark circle")).toHaveLength(6);
  });

  it("draws no more lines than can be told apart, and says how many are left out", () => {
    const series = Array.from({ length: 8 }, (_, index) => ({
      label: `S${index}`,
      points: [{ at: "2026-01-01", value: 1 }],
    }));
    const figure = chartFigure({ ...words, type: "lines", unit: "u", series }, "x", drawings).text;
    expect(figure).toContain("2 more are not drawn");
    expect(figure).toContain("S5");
    expect(figure).not.toContain("S6");
  });

  it("makes bars as long as their values, each with its sign and its share of the whole", () => {
    const parts = [
      { label: "Advance", value: 30, tone: "good" as const },
      { label: "None", value: 10, tone: "bad" as const },
    ];
    const picture = drawn({ ...words, type: "shares", unit: "meetings", parts });
    const [good = 0] = values(picture, ".bar.good rect", "width");
    const [bad = 0] = values(picture, ".bar.bad rect", "width");
    expect(good / bad).toBeCloseTo(3, 1);
    expect(picture.textContent).toContain("✓ Advance");
    expect(picture.textContent).toContain("10 meetings  ·  25%");
  });

  it("places bins by what was said and what came, on equal scales, with n beside them", () => {
    const bin = (expected: number, came: number, n: number) => ({
      expected,
      came,
      interval: [came - 0.1, came + 0.1] as const,
      n,
    });
    const bins = [bin(0.1, 0.2, 7), bin(0.3, 0.3, 8), bin(0.5, 0.4, 9)];
    const picture = drawn({ ...words, type: "calibration", said: "said", came: "came", bins });
    const [x1 = 0, x3 = 0, x5 = 0] = values(picture, ".mark circle", "cx");
    const [y2 = 0, y3 = 0, y4 = 0] = values(picture, ".mark circle", "cy");
    expect(x3 - x1).toBeCloseTo(x5 - x3, 0);
    expect(y2 - y3).toBeCloseTo(y3 - y4, 0);
    expect(y2 - y3).toBeGreaterThan(0);
    expect(values(picture, ".interval line", "y1")).toHaveLength(3);
    const path = picture.querySelector(".reference path")?.getAttribute("d") ?? "";
    const [left = 0, bottom = 0, right = 0, top = 0] = (path.match(/-?\d+(?:\.\d+)?/g) ?? []).map(Number);
    // The second bin came as it was said, so it lies on the diagonal.
    expect((bottom - y3) / (bottom - top)).toBeCloseTo((x3 - left) / (right - left), 2);
    const counts = [...picture.querySelectorAll(".count text")].map(({ textContent }) => textContent);
    expect(counts.sort()).toEqual(["7", "8", "9"]);
  });

  it("names the level of an interval and reaches as far as it is told", () => {
    const rows = [{ label: "A", value: 0.5, interval: [0.4, 0.6] as const, n: 5 }];
    const shown = {
      ...words,
      type: "intervals",
      unit: "u",
      mark: { value: 0.5, label: "half" },
      rows,
    } as const;
    const picture = drawn({ ...shown, level: 95, reach: [0, 1] });
    expect(picture.querySelector(".mark title")?.textContent).toBe("A: 0.50, 95% 0.40 to 0.60, n 5");
    expect(picture.textContent).toContain("1.0");
    expect(drawn(shown).querySelector(".mark title")?.textContent).toBe("A: 0.50, 80% 0.40 to 0.60, n 5");
    expect(drawn(shown).textContent).not.toContain("1.0");
  });

  it("ends a line at its last value", () => {
    const points = [
      ["2026-01-01", 0],
      ["2026-03-01", 10],
      ["2026-05-01", 5],
    ] as const;
    const picture = drawn({
      ...words,
      type: "lines",
      unit: "u",
      series: [{ label: "A", points: points.map(([at, value]) => ({ at, value })) }],
    });
    const [, end = ""] = /L([^L]*)$/.exec(picture.querySelector(".line path")?.getAttribute("d") ?? "") ?? [];
    const [x = 0, y = 0] = end.split(",").map(Number);
    expect(values(picture, ".end circle", "cx")[0]).toBeCloseTo(x, 0);
    expect(values(picture, ".end circle", "cy")[0]).toBeCloseTo(y, 0);
  });
});

describe("charts for everybody", () => {
  const charts = exampleReview().sections.flatMap(({ chart }) => (chart === null ? [] : [chart]));

  it("has one of every kind in the example", () => {
    expect(new Set(charts.map(({ type }) => type)).size).toBe(6);
  });

  it.each(charts.map((chart) => [chart.title, chart] as const))(
    "%s is an image with a name and a description, and takes its colours from the page",
    (_, chart) => {
      const picture = drawn(chart);
      const name = (id: string): string | undefined => picture.querySelector(`[id="${id}"]`)?.textContent;
      expect(picture.getAttribute("role")).toBe("img");
      expect(picture.getAttribute("aria-labelledby")?.split(" ").map(name)).toEqual([
        chart.title,
        chart.summary,
      ]);
      expect(picture.outerHTML).not.toMatch(/<style|style=|#[0-9a-f]{6}|rgb\(|steelblue|white/i);
      expect(picture.hasAttribute("width")).toBe(false);
      expect(picture.outerHTML).not.toContain("NaN");
    },
  );

  it("is words alone where there is nothing to draw", () => {
    const figure = chartFigure({ ...words, type: "shares", unit: "u", parts: [] }, "x", drawings).text;
    expect(figure).toContain("Summary");
    expect(figure).not.toContain("<svg");
  });
});
