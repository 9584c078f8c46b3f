import { describe, expect, it } from "vitest";
import { chartFigure } from "../charts/draw-chart.ts";
import { loadDrawings } from "../charts/drawing.ts";
import { hostilePayloads } from "../testing/hostile-payloads.ts";
import { markedCharts, markedReview } from "../testing/marked-review.ts";
import { elementsOf, parsedPage } from "../testing/parsed-page.ts";
import { renderReviewHtml } from "./render-review-html.ts";

const ours = new Set(
  (
    "html head meta title style body a header p h1 div nav ul li main article h2 span b section h3 h4 h5 details summary " +
    "table thead tbody tfoot tr th td small code figure figcaption blockquote svg rect desc g path line circle text tspan " +
    "dl dt dd footer time"
  ).split(" "),
);

function faultsOf(document: Document): string[] {
  return elementsOf(document).flatMap((element) => [
    ...(ours.has(element.localName) ? [] : [`<${element.localName}>`]),
    ...[...element.attributes].flatMap(({ name, value }) => {
      if (name.startsWith("on") || name === "style" || name === "src") return [`${name}="${value}"`];
      const isAddress = name === "href" || name === "action" || name.includes(":");
      return isAddress && !/^(?:https?:\/\/|#)/.test(value) ? [`${name}="${value}"`] : [];
    }),
  ]);
}

/** The elements of a part by name, but for links, which depend on whether the text is an address. */
function shapeOf(part: Element): string {
  const names = [...part.querySelectorAll("*")].map(({ localName }) => localName);
  return names.filter((name) => name !== "a" && name !== "span").join(" ");
}

describe("invariant:X4 hostile text in a page stays text", () => {
  it("has more than five hundred payloads, all different", () => {
    expect(new Set(hostilePayloads).size).toBeGreaterThanOrEqual(500);
  });

  it("adds no element, handler, style or script address, whichever text field holds the payload", async () => {
    const plain = markedReview("word", null);
    const page = await renderReviewHtml([plain, ...hostilePayloads.map((text) => markedReview(text, null))]);
    const document = parsedPage(page);
    expect(faultsOf(document)).toEqual([]);
    expect(document.querySelectorAll("style")).toHaveLength(1);
    const [expected, ...shapes] = [...document.querySelectorAll("article.review")].map(shapeOf);
    expect(shapes).toHaveLength(hostilePayloads.length);
    expect(shapes.filter((shape) => shape !== expected)).toEqual([]);
  });

  it("shows a payload as it was written, less what is hidden in it", async () => {
    const document = parsedPage(await renderReviewHtml(markedReview(`<img src=x onerror="a">\u202e`, null)));
    expect(document.querySelector("h4")?.textContent).toBe(`<img src=x onerror="a">`);
  });

  it("holds in every chart, for every payload at once", async () => {
    const drawings = await loadDrawings();
    for (const chart of markedCharts(hostilePayloads)) {
      const figure = chartFigure(chart, "x", drawings).text;
      expect(faultsOf(parsedPage(`<!doctype html><html><body>${figure}</body></html>`))).toEqual([]);
      expect(figure).not.toMatch(/<(?:script|img|iframe|style|foreignObject)/i);
    }
  });

  it("makes no mark that turns or hides text, and no control character, part of the page", async () => {
    const page = await renderReviewHtml(markedReview("a\u202eb\u0000c\u200bd\u001b[31me", null));
    expect(page.replaceAll("\n", "")).not.toMatch(/\p{Cc}|\p{Cf}|\p{Cs}/u);
  });
});
