import type { ReviewSubject } from "../model/review.ts";

/**
 * What a server adds to the page: addresses of its own, as paths that start with one `/`. Anything else is left
 * out, so that no page sends anybody elsewhere. `null` where the server has no such page for the subject.
 */
export interface LiveReview {
  /** The page that explains one record. */
  readonly recordPath: (subject: ReviewSubject) => string | null;
  /** The page with the form that logs evidence about it. */
  readonly logPath: (subject: ReviewSubject) => string | null;
  /** Where a search goes, by GET with the words in `q`; `null` for a page without a search. */
  readonly searchPath: string | null;
}
