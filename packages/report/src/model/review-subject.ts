import type { ReviewCard, ReviewCoverage, ReviewFact, ReviewSubject, SectionId } from "./review.ts";
import type { ReviewScope } from "./review-scope.ts";

/** A deal or an account as the subject of a card. */
export function subjectOf(
  object: "deal" | "account",
  id: string,
  { source }: Pick<ReviewScope, "source">,
): ReviewSubject {
  return { object, id, name: source.nameOf(object, id), url: source.urlOf(object, id) };
}

/** A card with only what is named; the id is made fit for HTML, and different things have different ones. */
export function reviewCard(
  section: SectionId,
  key: string,
  parts: Partial<ReviewCard> & Pick<ReviewCard, "title">,
): ReviewCard {
  const fit = key.replace(/[^A-Za-z0-9-]/gu, (found) => `_${(found.codePointAt(0) ?? 0).toString(16)}_`);
  return {
    subject: null,
    at: null,
    facts: [],
    numbers: [],
    quotes: [],
    coverage: null,
    missing: null,
    ...parts,
    id: `${section}-${fit}`,
  };
}

/** A line of data. */
export function fact(label: string, text: string, tone: ReviewFact["tone"] = "plain"): ReviewFact {
  return { label, text, tone };
}

/** How many of some things are known: `2 of 3 ${what}`; `null` where there is nothing to know. */
export function coverage(known: readonly boolean[], what: string): ReviewCoverage | null {
  if (known.length === 0) return null;
  const count = known.filter((one) => one).length;
  return { known: count, of: known.length, text: `${count} of ${known.length} ${what}` };
}

/** The day of an instant, such as `2026-03-08`. */
export function dayOf(instant: string): string {
  return instant.slice(0, 10);
}
