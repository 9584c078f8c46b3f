import type { ReviewSection } from "../model/review.ts";

/** A section of the example, on the first screen and empty where nothing else is said. */
export function exampleSection(
  over: Partial<ReviewSection> & Pick<ReviewSection, "id" | "title" | "purpose">,
): ReviewSection {
  return { place: "first", totals: [], chart: null, cards: [], more: 0, empty: null, ...over };
}
