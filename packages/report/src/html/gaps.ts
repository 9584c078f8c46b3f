import type { Review } from "../model/review.ts";
import type { Place } from "./card.ts";
import { html, type Markup } from "./markup.ts";
import { countedText, figureText, grades } from "./wording.ts";

/** One line at the top where something is missing, so that nobody reads on without knowing. */
export function gapsNotice({ gaps }: Review, { prefix }: Place): Markup | null {
  if (gaps.length === 0) return null;
  return html`<p class="notice"><span class="sign" aria-hidden="true">!</span><span>This review is incomplete in ${countedText(gaps.length, "way")}. <a href="#${prefix}unknown">What it does not know</a></span></p>`;
}

/** The page at the end: what this review does not know, how often, and what to do about it. */
export function gapsSection({ gaps }: Review, { prefix }: Place): Markup {
  const id = `${prefix}unknown`;
  const body =
    gaps.length === 0
      ? html`<p>Nothing that was read is missing from it. What nobody ever recorded cannot be seen from here.</p>`
      : html`<table class="gaps"><thead><tr><th scope="col">What</th><th scope="col">How often</th><th scope="col">What you can do</th></tr></thead><tbody>${gaps.map(({ text, n, remedy }) => html`<tr><td>${text}</td><td>${figureText(n)}</td><td>${remedy ?? "nothing from here"}</td></tr>`)}</tbody></table>`;
  return html`<section class="group" id="${id}" aria-labelledby="${id}-title ${prefix}name"><h3 id="${id}-title">What this review does not know</h3>${body}</section>`;
}

/** What the grades of evidence mean, once on the page. */
export function gradeLegend(): Markup {
  return html`<section class="group" id="grades" aria-labelledby="grades-title"><h3 id="grades-title">How sure is a piece of evidence?</h3><p class="purpose">An advance needs grade 2 or better. What nobody outside your company did counts nothing.</p><dl class="grades">${grades.map(({ grade, short, meaning }) => html`<div><dt><b>G${grade}</b> ${short}</dt><dd>${meaning}</dd></div>`)}</dl></section>`;
}
