import { memoryStore } from "@headway/sync/memory";
import { describe, expect, it } from "vitest";
import { loadReviewData } from "./review-data.ts";

const asOf = "2026-03-01T00:00:00.000Z";

describe("reading a review from the store", () => {
  it("reads every page, and sellers by name (domain:R13)", async () => {
    const store = memoryStore();
    const names = ["Zoe", "Ann", "Mia"];
    const people = names.map((name, index) => ({
      subject: "person" as const,
      id: String(index),
      asOf,
      policyVersion: "test",
      summary: { name },
    }));
    const deals = Array.from({ length: 2_300 }, (_, index) => ({
      subject: "deal" as const,
      id: String(index).padStart(5, "0"),
      asOf,
      policyVersion: "test",
      summary: { name: `Deal ${index}`, status: "open" },
    }));
    await store.saveState("memory", { accountId: "acc-1", assessedAt: asOf });
    await store.commitAssessments("memory", { assessments: [...deals, ...people], intents: [] });
    const review = await loadReviewData(store, "memory");
    expect(review.deals).toHaveLength(2_300);
    expect(review.people.map(({ name }) => name)).toEqual(["Ann", "Mia", "Zoe"]);
    expect(review.asOf).toBe(asOf);
    expect(review.account).toBe("acc-1");
  });

  it("counts what the review cannot tell", async () => {
    const store = memoryStore();
    await store.commitPage("memory", {
      object: "deal",
      cursor: null,
      upserts: [],
      removals: [],
      merges: [],
      unreadable: [{ object: "deal", id: "1", field: "amount", reason: "no number" }],
    });
    const review = await loadReviewData(store, "memory");
    expect(review.gaps).toEqual({ unassessedDeals: 0, unreadable: 1, refusedWrites: 0 });
    expect(review.asOf).toBeNull();
  });
});
