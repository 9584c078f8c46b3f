import { describe, expect, it } from "vitest";
import { textWidth } from "../text-width.ts";
import { renderReviewText } from "./render-review-text.ts";
import { reviewOf } from "./review-of.ts";
import { sampleAssessment, sampleDeal } from "./testing/sample-assessment.ts";
import { teamStory } from "./testing/team-story.ts";

const escapeCharacter = String.fromCharCode(0x1b);
const review = reviewOf(sampleAssessment(teamStory), { viewer: { type: "rep", personId: "p1" } });

describe("the review in a terminal", () => {
  it.each([60, 80, 140])("fits %s columns", (columns) => {
    const lines = renderReviewText(review, { columns, colour: false }).split("\n");
    expect(lines.filter((line) => textWidth(line) > columns)).toEqual([]);
  });

  it("begins with what is ahead and ends with what lies behind (domain:R10)", () => {
    const text = renderReviewText(review, { columns: 100, colour: false });
    expect(text.indexOf("BUYERS' COMMITMENTS AHEAD")).toBeGreaterThan(0);
    expect(text.indexOf("REAR-VIEW MIRROR")).toBeGreaterThan(text.indexOf("HARVEST CHECK"));
    expect(text).toContain("does b3 (2026-04-21)");
    expect(text).toContain("2 writes were refused: retry");
  });

  it("leaves out what stands behind the first screen on request", () => {
    const text = renderReviewText(review, { columns: 100, colour: false, firstOnly: true });
    expect(text).not.toContain("REAR-VIEW MIRROR");
  });

  it("says the same without colours", () => {
    const coloured = renderReviewText(review, { columns: 90, colour: true });
    expect(coloured).toContain(escapeCharacter);
    expect(coloured.replaceAll(new RegExp(`${escapeCharacter}\\[\\d+m`, "g"), "")).toBe(
      renderReviewText(review, { columns: 90, colour: false }),
    );
  });

  it("lets no control character of the CRM through (invariant:X4)", () => {
    const deals = [sampleDeal("d1", { name: `Deal${escapeCharacter}[2J${escapeCharacter}]0;title` })];
    const hostile = reviewOf(sampleAssessment({ ...teamStory, deals }), { viewer: { type: "leader" } });
    expect(renderReviewText(hostile, { columns: 80, colour: false })).not.toContain(escapeCharacter);
  });
});
