import { loadDrawings } from "../charts/drawing.ts";
import type { Review } from "../model/review.ts";
import type { Place } from "./card.ts";
import { gradeLegend } from "./gaps.ts";
import { htmlPage, searchForm } from "./html-page.ts";
import type { LiveReview } from "./live-review.ts";
import { html, type Markup } from "./markup.ts";
import { navigation } from "./navigation.ts";
import { reviewBody, reviewName } from "./review-body.ts";
import { dayMarkup, dayText } from "./wording.ts";

/** What a rendering adds to the data. */
export interface ReviewHtmlOptions {
  /** The server that gives the page out; absent for a file, which then has neither forms nor links of its own. */
  readonly live?: LiveReview;
}

/**
 * The weekly review as one HTML document that loads nothing, of one CRM or of several, one after the other. Every
 * number opens down to its evidence by `<details>`; every text of a CRM is inert (`invariant:X4`); links lead to
 * web pages of the CRM or, with `live`, to paths of the server. On paper it shows what is open on the screen, and
 * the rear-view mirror. The same data gives the same text.
 */
export async function renderReviewHtml(
  review: Review | readonly Review[],
  options: ReviewHtmlOptions = {},
): Promise<string> {
  const reviews: readonly Review[] = isList(review) ? review : [review];
  const live = options.live ?? null;
  const placed = reviews.map((one, index): readonly [Review, Place] => [
    one,
    { prefix: `r${index + 1}-`, live },
  ]);
  const drawings = await loadDrawings();
  const bodies = placed.map(([one, place]) => reviewBody(one, place, drawings));
  const names = reviews.map(reviewName).join(", ");
  const dates = [...new Set(reviews.map(({ asOf }) => dayText(asOf)))].join(", ");
  return htmlPage({
    title: `Weekly review, ${names}, ${dates}`,
    body: bodyOf(reviews, navigation(placed), bodies, live),
    hasForms: live?.searchPath != null,
  });
}

function bodyOf(
  reviews: readonly Review[],
  ways: Markup,
  bodies: readonly Markup[],
  live: LiveReview | null,
): Markup {
  const [first] = reviews;
  const week = first === undefined ? null : html`<p class="soft">${dayMarkup(first.asOf)}</p>`;
  return html`<a class="skip" href="#review">Skip to the review</a>
<header class="top"><p class="wordmark">Headway</p><h1>Weekly review</h1>${week}${searchForm(live?.searchPath ?? null)}</header>
<div class="page">${ways}<main id="review" tabindex="-1">${bodies}${gradeLegend()}</main></div>
<footer class="end">Made by Headway from what the CRM records. Every number opens; nothing in this page is loaded from anywhere.</footer>`;
}

function isList(review: Review | readonly Review[]): review is readonly Review[] {
  return Array.isArray(review);
}
