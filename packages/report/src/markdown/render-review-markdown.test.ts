import { describe, expect, it } from "vitest";
import type { Review, ReviewCard } from "../model/review.ts";
import { reviewOf } from "../model/review-of.ts";
import { sampleAssessment } from "../model/testing/sample-assessment.ts";
import { teamStory } from "../model/testing/team-story.ts";
import { markdownLink, markdownText } from "./markdown-text.ts";
import { renderReviewMarkdown } from "./render-review-markdown.ts";

const review = reviewOf(sampleAssessment(teamStory), { viewer: { type: "leader" } });

describe("text of a CRM in Markdown (invariant:X4)", () => {
  it.each([
    ["a link", "[click](https://evil.test)", "\\[click\\](https&#58;//evil.test)"],
    ["a picture", "![x](//evil.test/p.png)", "\\!\\[x\\](//evil.test/p.png)"],
    ["HTML", "<img src=x onerror=alert(1)>", "&lt;img src=x onerror=alert(1)&gt;"],
    ["a mention of everybody", "<!channel> @everyone", "&lt;\\!channel&gt; ＠everyone"],
    ["emphasis and code", "*a* _b_ `c` ~~d~~", "\\*a\\* \\_b\\_ \\`c\\` \\~\\~d\\~\\~"],
    ["a bare address", "see www.evil.test", "see www&#46;evil.test"],
    ["an entity", "&lt;b&gt;", "&amp;lt;b&amp;gt;"],
    ["a new line that begins a heading", "Deal\n# Won", "Deal \\# Won"],
    ["a row of a table", "a | b", "a \\| b"],
    ["an escape", "\\[x](y)", "\\\\\\[x\\](y)"],
  ])("makes %s inert", (_name, text, inert) => {
    expect(markdownText(text)).toBe(inert);
  });

  it.each([
    ["an address of the web", "https://crm.test/a", "[Deal](https://crm.test/a)"],
    ["an address that would end the link", "https://crm.test/a)b", "[Deal](https://crm.test/a%29b)"],
    ["a script", "javascript:alert(1)", "Deal"],
    ["no address", null, "Deal"],
  ])("links to %s only as far as that is safe", (_name, url, link) => {
    expect(markdownLink("Deal", url)).toBe(link);
  });
});

describe("the review in a chat channel", () => {
  it("holds the ten sections of the first screen and no other (domain:R10)", () => {
    const titles = renderReviewMarkdown(review)
      .split("\n")
      .filter((line) => line.startsWith("## "));
    expect(titles).toHaveLength(11);
    expect(titles[0]).toBe("## Buyers' commitments ahead");
    expect(titles.at(-1)).toBe("## What this review cannot tell");
  });

  it("links each card into the CRM with what is missing", () => {
    expect(renderReviewMarkdown(review)).toContain(
      "- [Deal d2](https://crm.test/deal/d2): does b4 (2026-04-08) — Overdue: was due 2026-04-08; Promised: 2026-04-01; Advances: **1 advance**, n 1; missing: whether it is done: does b4",
    );
  });

  it("counts the cards that are left out and names the whole review", () => {
    const text = renderReviewMarkdown(review, { cards: 1, url: "https://reviews.test/week" });
    expect(text).toContain("and 1 more");
    expect(text.trimEnd().endsWith("(https://reviews.test/week)")).toBe(true);
  });

  it("lets no name of a deal out of its line", () => {
    const bad = "x](javascript:1)\n## Won <b> @here";
    const card: ReviewCard = {
      id: "a",
      subject: { object: "deal", id: "1", name: bad, url: "javascript:alert(1)" },
      title: bad,
      at: bad,
      facts: [{ label: bad, text: bad, tone: "bad" }],
      numbers: [],
      quotes: [{ words: bad, speaker: bad, at: null, url: null }],
      coverage: null,
      missing: bad,
    };
    const sections = review.sections.map((section) => ({ ...section, cards: [card] }));
    const hostile: Review = { ...review, account: bad, sections, gaps: [{ text: bad, n: 1, remedy: bad }] };
    const text = renderReviewMarkdown(hostile);
    expect(text).not.toMatch(/^## Won/m);
    expect(text).not.toMatch(/<|@|(?<!\\)\]\(javascript/);
  });
});
