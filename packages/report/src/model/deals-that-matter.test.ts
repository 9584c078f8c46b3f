import { describe, expect, it } from "vitest";
import { reviewOf } from "./review-of.ts";
import {
  type SampleAssessment,
  sampleAssessment,
  sampleDeal,
  samplePiece,
  samplePromise,
} from "./testing/sample-assessment.ts";

const about = (dealId: string) => ({ dealId });
const story: SampleAssessment = {
  asOf: 100,
  deals: ["old", "moved", "soon", "late", "later", "falls", "won"].map((id) =>
    sampleDeal(id, {
      price: { currency: "EUR", amount: id === "old" ? 9_000_000 : 10 },
      ...(id === "won" ? { status: "won" as const, closedAt: "2026-02-01T00:00:00Z" } : {}),
    }),
  ),
  evidence: [
    samplePiece("e1", "shortlisted", 20, about("old")),
    samplePiece("e2", "shortlisted", 95, about("moved")),
    samplePromise("e3", 90, 105, about("soon")),
    samplePromise("e4", 80, 97, about("late")),
    samplePromise("e5", 90, 150, about("later")),
    samplePiece("e6", "preference-stated", 60, about("falls")),
    samplePiece("e7", "competitor-preferred", 96, about("falls")),
    samplePiece("e8", "supplier-evaluated", 97, about("falls")),
  ],
};

function order(sample: SampleAssessment, limit?: number): string[] {
  const review = reviewOf(sampleAssessment(sample), {
    viewer: { type: "leader" },
    ...(limit === undefined ? {} : { limit }),
  });
  return (review.sections.find(({ id }) => id === "two-axes")?.cards ?? []).map(
    ({ subject }) => subject?.id ?? "",
  );
}

describe("the deals that matter most", () => {
  it("puts an overdue promise first, then one due soon, then a fall, then what moved, and leaves out closed ones", () => {
    expect(order(story)).toEqual(["late", "soon", "falls", "moved", "later", "old"]);
  });

  it("is not moved by what deals are worth (domain:R13, domain:T9)", () => {
    const richer = (story.deals ?? []).map((deal, index) => ({
      ...deal,
      price: { currency: "EUR", amount: 10 ** index },
    }));
    expect(order({ ...story, deals: richer })).toEqual(order(story));
  });

  it("keeps the first of them where there is a limit", () => {
    expect(order(story, 2)).toEqual(["late", "soon"]);
  });
});
