import { chartFigure } from "../charts/draw-chart.ts";
import type { Drawing } from "../charts/drawing.ts";
import type { ReviewSection } from "../model/review.ts";
import { cardArticle, idOf, type Place } from "./card.ts";
import { html, type Markup } from "./markup.ts";
import { numberDetails } from "./number.ts";
import { figureText } from "./wording.ts";

/** So many cards are seen at once; the others of the section lie one click behind. */
const cardsAtOnce = 6;

/** One part of the review: what it is for, its totals, its chart, its cards, and how many more there are. */
export function sectionMarkup(section: ReviewSection, place: Place, drawings: readonly Drawing[]): Markup {
  const id = sectionId(section, place);
  const chart = section.chart === null ? null : chartFigure(section.chart, `${id}-chart`, drawings);
  const totals =
    section.totals.length === 0
      ? null
      : html`<div class="totals numbers">${section.totals.map(numberDetails)}</div>`;
  const lead = chart === null && totals === null ? null : html`<div class="lead">${totals}${chart}</div>`;
  return html`<section id="${id}" aria-labelledby="${id}-title ${place.prefix}name"><h4 id="${id}-title">${section.title}</h4><p class="purpose">${section.purpose}</p>${lead}${cardsOf(section, place)}${emptyLine(section)}${moreLine(section, place)}</section>
`;
}

/** Where the section is on the page. */
export function sectionId(section: ReviewSection, place: Place): string {
  return idOf(place.prefix, "section", section.id);
}

function cardsOf({ cards, title }: ReviewSection, place: Place): Markup | null {
  if (cards.length === 0) return null;
  const first = cards.slice(0, cardsAtOnce).map((card) => cardArticle(card, place));
  const rest = cards.slice(cardsAtOnce);
  const hidden =
    rest.length === 0
      ? null
      : html`<details class="rest"><summary>Show ${figureText(rest.length)} more<span class="aloud"> of ${title}</span></summary><div class="cards">${rest.map((card) => cardArticle(card, place))}</div></details>`;
  return html`<div class="cards">${first}</div>${hidden}`;
}

function emptyLine({ empty }: ReviewSection): Markup | null {
  if (empty === null) return null;
  const sign = empty.status === "unknown" ? "Unknown: " : "";
  return html`<p class="empty ${empty.status}"><b>${sign}</b>${empty.text}</p>`;
}

function moreLine({ more, cards }: ReviewSection, { live }: Place): Markup | null {
  if (more <= 0) return null;
  const beyond = cards.length === 0 ? html`` : html` beyond these ${figureText(cards.length)}`;
  const way =
    live === null
      ? html`<code>headway serve</code> shows them all`
      : html`the search finds every one of them`;
  return html`<p class="more">${figureText(more)} more${beyond}: the totals count them, ${way}.</p>`;
}
