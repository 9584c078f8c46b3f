import type { Review } from "../model/review.ts";
import type { Place } from "./card.ts";
import { html, type Markup } from "./markup.ts";
import { groups, reviewName } from "./review-body.ts";
import { sectionId } from "./section.ts";
import { figureText } from "./wording.ts";

/** The way through the page: every section under its group, with how many things are in it. */
export function navigation(reviews: readonly (readonly [Review, Place])[]): Markup {
  return html`<nav class="ways" aria-label="Sections">${reviews.map(([review, place]) => reviewLinks(review, place, reviews.length > 1))}</nav>`;
}

function reviewLinks(review: Review, place: Place, isNamed: boolean): Markup {
  const head = isNamed
    ? html`<li class="head"><a href="#${place.prefix}review">${reviewName(review)}</a></li>`
    : null;
  return html`<ul>${head}${groups.map(({ place: where, title, key }) => {
    const sections = review.sections.filter((section) => section.place === where);
    if (sections.length === 0) return html``;
    const links =
      where === "rear-view"
        ? null
        : sections.map(
            (section) =>
              html`<li><a href="#${sectionId(section, place)}">${section.title}${count(section.cards.length + section.more)}</a></li>`,
          );
    return html`<li class="group-name"><a href="#${place.prefix}group-${key}">${title}</a></li>${links}`;
  })}<li class="group-name"><a href="#${place.prefix}unknown">What it does not know${count(review.gaps.length)}</a></li></ul>`;
}

function count(things: number): Markup | null {
  return things === 0 ? null : html` <span class="soft">${figureText(things)}</span>`;
}
