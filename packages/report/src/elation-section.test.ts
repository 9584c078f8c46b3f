import { describe, expect, it } from "vitest";
import { renderReview } from "./render-review.ts";
import { sampleAccount, sampleReview } from "./testing/review-sample.ts";

describe("accounts whose state is unknown (domain:E2)", () => {
  it("are all accounted for, by what is missing or by too few signs", () => {
    const missing = (id: string, ...texts: string[]) =>
      sampleAccount({ id, elation: "unknown", missing: texts });
    const accounts = [
      missing("1", "thanks"),
      missing("2", "thanks"),
      missing("3", "a"),
      missing("4", "b"),
      missing("5", "c"),
      missing("6"),
    ];
    const text = renderReview(sampleReview({ accounts }), { columns: 100, colour: false });
    expect(text.replace(/\s+/g, " ")).toContain(
      "6 accounts unknown; missing for 2: thanks; missing for 1: a; missing for 1: b; missing for 1: something else; for 1: too few signs from the client",
    );
  });
});
