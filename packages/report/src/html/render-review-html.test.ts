import { createHash } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import type { ReviewNumber } from "../model/review.ts";
import { exampleReview } from "../testing/example-review.ts";
import { elementsOf, parsedPage } from "../testing/parsed-page.ts";
import { renderReviewHtml } from "./render-review-html.ts";

const review = exampleReview();
let page = "";
let document: Document;

beforeAll(async () => {
  page = await renderReviewHtml(review);
  document = parsedPage(page);
});

describe("a review as one file that loads nothing", () => {
  it("allows no source but its one style sheet, by the hash of exactly its text", () => {
    const [, style = ""] = /<style>([\s\S]*?)<\/style>/.exec(page) ?? [];
    const hash = createHash("sha256").update(style, "utf8").digest("base64");
    const policy = document
      .querySelector("meta[http-equiv=Content-Security-Policy]")
      ?.getAttribute("content");
    expect(policy).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`,
    );
    expect(page.match(/<style/g)).toHaveLength(1);
  });

  it("names the policy before anything that it governs", () => {
    expect(page.indexOf("Content-Security-Policy")).toBeLessThan(page.indexOf("<title>"));
  });

  it("has no script, no style attribute, no handler and nothing that is fetched", () => {
    const faults = elementsOf(document).filter(
      ({ localName, attributes }) =>
        ["script", "img", "link", "iframe", "object", "base", "form"].includes(localName) ||
        [...attributes].some(({ name }) => /^(?:style|src|srcset|on.*)$/.test(name)),
    );
    expect(faults.map(({ outerHTML }) => outerHTML.slice(0, 80))).toEqual([]);
    expect(page).not.toMatch(/@import|url\(/i);
  });

  it("gives no id twice, and every link within the page and every label leads to one", () => {
    const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const targets = [
      ...[...document.querySelectorAll("a[href^='#']")].map((a) => a.getAttribute("href")?.slice(1) ?? ""),
      ...[...document.querySelectorAll("[aria-labelledby]")].flatMap(
        (labelled) => labelled.getAttribute("aria-labelledby")?.split(" ") ?? [],
      ),
    ];
    expect(targets.filter((id) => !ids.includes(id))).toEqual([]);
  });

  it("leaves no heading level out", () => {
    const levels = [...document.querySelectorAll("h1,h2,h3,h4,h5")].map(({ localName }) =>
      Number(localName[1]),
    );
    expect(levels[0]).toBe(1);
    expect(levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1)).toEqual([]);
  });

  it("gives the same text for the same data", async () => {
    expect(await renderReviewHtml(exampleReview())).toBe(page);
  });
});

describe("what is seen first (domain:R10)", () => {
  it("shows the windshield first, what lies behind after it, and results one click behind", () => {
    const titles = [...document.querySelectorAll("h4")].map(({ textContent }) => textContent);
    expect(titles[0]).toBe("What customers have promised to do next");
    expect(titles.at(-1)).toBe("Won and lost");
    const mirror = document.querySelector("details.rear-view");
    expect(mirror?.hasAttribute("open")).toBe(false);
    expect([...(mirror?.querySelectorAll("h4") ?? [])].map(({ textContent }) => textContent)).toEqual([
      "Won and lost",
    ]);
  });

  it("has every section of the data, each with its title and what it is for", () => {
    for (const { title, purpose } of review.sections) {
      const heading = [...document.querySelectorAll("h4")].find(({ textContent }) => textContent === title);
      expect(heading?.nextElementSibling?.textContent).toBe(purpose);
    }
  });

  it("says at the top that something is missing, and at the end what, how often and what to do", () => {
    expect(document.querySelector(".notice a")?.getAttribute("href")).toBe("#r1-unknown");
    const rows = [...document.querySelectorAll("#r1-unknown tbody tr")].map((row) =>
      [...row.querySelectorAll("td")].map(({ textContent }) => textContent),
    );
    expect(rows).toEqual([
      [
        "Deals whose stage is in no pipeline that could be read",
        "17",
        "Map the pipeline in headway.config.json",
      ],
      ["Meetings without a verdict", "9", "headway log, twenty seconds each"],
      ["Writes the CRM refused", "3", "nothing from here"],
    ]);
  });

  it("has no notice where there is no gap", async () => {
    const whole = parsedPage(await renderReviewHtml(exampleReview({ gaps: [] })));
    expect(whole.querySelector(".notice")).toBeNull();
    expect(whole.querySelector("#r1-unknown")?.textContent).toContain("Nothing that was read is missing");
  });

  it("tells an unknown list from an empty one", () => {
    const [unknown, none] = [...document.querySelectorAll(".empty")].map(({ textContent }) => textContent);
    expect(unknown).toBe("Unknown: Replies are not connected, so that nobody can say who answers.");
    expect(none).toBe("No deal was closed out of season this month.");
  });

  it("says how many more there are than cards and where they are shown", () => {
    const [first] = [...document.querySelectorAll(".more")].map(({ textContent }) => textContent);
    expect(first).toBe("34 more beyond these 7: the totals count them, headway serve shows them all.");
  });

  it("names the coverage and the one missing item of a card", () => {
    const foot = document.querySelector("#r1-card-question-1 .foot")?.textContent;
    expect(foot).toContain("2 of 3 questions answered");
    expect(foot).toContain("The reason to act now, in the buyer’s own words");
  });
});

describe("every number opens", () => {
  const numbers: ReviewNumber[] = review.sections.flatMap(({ totals, cards }) => [
    ...totals,
    ...cards.flatMap((card) => card.numbers),
  ]);

  it("as often as there are numbers, in their order, with label and figure to click on", () => {
    const shown = [...document.querySelectorAll("details.number > summary")].map((summary) => [
      summary.querySelector(".label")?.textContent,
      summary.querySelector(".value")?.textContent,
    ]);
    expect(shown).toEqual(numbers.map(({ label, text }) => [label, text]));
  });

  it("down to how it came about and each piece of evidence", () => {
    const opened = [...document.querySelectorAll("details.number .why")];
    numbers.forEach(({ how, evidence, rule }, index) => {
      const text = opened[index]?.textContent ?? "";
      for (const words of [how, rule, ...evidence.map((piece) => piece.words)]) expect(text).toContain(words);
    });
  });

  it("and what is listed adds up to the basis that is shown", () => {
    for (const table of document.querySelectorAll(".why table")) {
      const amounts = [...table.querySelectorAll("tbody td:last-child")].map(({ textContent }) =>
        amountIn(textContent),
      );
      const basis = amountIn(table.querySelector("tfoot td")?.textContent ?? "");
      expect(amounts.reduce((sum, amount) => sum + amount, 0)).toBeCloseTo(basis, 3);
    }
    expect(document.querySelector(".why .bad")).toBeNull();
  });

  function amountIn(text: string): number {
    return Number(text.replace("−", "-").replaceAll(",", ""));
  }
});

describe("several reviews and a live page", () => {
  it("puts reviews one after the other without mixing their ids", async () => {
    const both = parsedPage(await renderReviewHtml([review, exampleReview({ account: "Second", gaps: [] })]));
    const ids = [...both.querySelectorAll("[id]")].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect([...both.querySelectorAll("h2")].map(({ textContent }) => textContent)).toEqual([
      "Halden Software (sandbox)",
      "Second (sandbox)",
    ]);
  });

  it("links to pages of its server alone, and lets forms go there", async () => {
    const live = {
      recordPath: () => "/record/deal/1",
      logPath: () => "https://evil.example/log",
      searchPath: "/search",
    };
    const served = await renderReviewHtml(review, { live });
    expect(served).toContain("form-action 'self'");
    expect(served).toContain(`<form role="search" action="/search" method="get">`);
    expect(served).toContain(`href="/record/deal/1"`);
    expect(served).not.toContain("evil.example");
  });
});
