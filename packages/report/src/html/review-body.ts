import type { Drawing } from "../charts/drawing.ts";
import type { Review, ReviewSection, ReviewViewer } from "../model/review.ts";
import type { Place } from "./card.ts";
import { gapsNotice, gapsSection } from "./gaps.ts";
import { html, type Markup } from "./markup.ts";
import { figureParts, repeats } from "./number.ts";
import { sectionId, sectionMarkup } from "./section.ts";
import { countedText, dayMarkup } from "./wording.ts";

/** The groups of a review in the order they are shown. */
export const groups = [
  { place: "first", title: "This week", key: "first" },
  { place: "behind", title: "Behind it", key: "behind" },
  { place: "rear-view", title: "Rear-view mirror", key: "rear" },
] as const;

/** One review: who it is for, the week at a glance, its sections in three groups, and what it does not know. */
export function reviewBody(review: Review, place: Place, drawings: readonly Drawing[]): Markup {
  const id = place.prefix;
  return html`<article class="review" id="${id}review" aria-labelledby="${id}name"><header class="about-review"><h2 id="${id}name">${reviewName(review)}</h2><p>${countsLine(review)}</p><p class="soft">${viewerLine(review.viewer)}</p></header>${gapsNotice(review, place)}${glance(review, place)}${groups.map(
    ({ place: where, title, key }) => {
      const sections = review.sections.filter((section) => section.place === where);
      return groupMarkup(
        sections,
        { title, id: `${id}group-${key}`, isClosed: where === "rear-view" },
        place,
        drawings,
      );
    },
  )}${gapsSection(review, place)}</article>`;
}

/** What a review is called where there are several. */
export function reviewName({ account, crm }: Review): string {
  return account === null ? crm : `${account} (${crm})`;
}

interface GroupHead {
  readonly title: string;
  readonly id: string;
  readonly isClosed: boolean;
}

function groupMarkup(
  sections: readonly ReviewSection[],
  { title, id, isClosed }: GroupHead,
  place: Place,
  drawings: readonly Drawing[],
): Markup | null {
  if (sections.length === 0) return null;
  const inside = sections.map((section) => sectionMarkup(section, place, drawings));
  const heading = html`<h3>${title}</h3>`;
  if (!isClosed) return html`<div class="group" id="${id}">${heading}${inside}</div>`;
  return html`<details class="group rear-view" id="${id}"><summary>${heading} <span class="soft">Results: what has been, not what will be</span></summary>${inside}</details>`;
}

/** The first total of each section of the first screen, to see in ten seconds; each leads to where it opens. */
function glance(review: Review, place: Place): Markup | null {
  const tiles = review.sections
    .filter((section) => section.place === "first")
    .flatMap((section) => {
      const [total] = section.totals;
      if (total === undefined) return [];
      const { figure, unit } = figureParts(total.text);
      const more = unit.includes(" ") && !repeats(total.label, unit) ? html`<small>${unit}</small>` : null;
      return [
        html`<li><a href="#${sectionId(section, place)}"><b>${figure}</b> <span>${total.label}</span> ${more}</a></li>`,
      ];
    });
  return tiles.length === 0 ? null : html`<ul class="glance" aria-label="At a glance">${tiles}</ul>`;
}

function countsLine({ counts, asOf, policyVersion }: Review): Markup {
  const { deals, accounts, shownDeals } = counts;
  const whole =
    shownDeals >= deals
      ? "all of them in full"
      : `${countedText(shownDeals, "open deal")} in full, those that matter most, the rest in the totals`;
  return html`As of ${dayMarkup(asOf)} · ${countedText(deals, "deal")}, ${countedText(accounts, "account")} · ${whole} · policy ${policyVersion}`;
}

function viewerLine(viewer: ReviewViewer): string {
  if (viewer.type === "rep")
    return `For ${viewer.name ?? viewer.personId}: your own deals, and all that is known about you.`;
  if (viewer.view === "deals")
    return "For leaders: deals and accounts, and no figure of any seller. What customers wrote stands as they wrote it, names too.";
  if (viewer.view === "team")
    return "For leaders: deals, accounts and teams of five or more, and no figure of any seller. What customers wrote stands as they wrote it, names too.";
  return "For leaders: people are named on the basis recorded in the policy. Nobody is ranked.";
}
