import type { ReviewCard, ReviewCoverage, ReviewFact, ReviewQuote } from "../model/review.ts";
import { isLocalPath, link, localLink } from "./link.ts";
import type { LiveReview } from "./live-review.ts";
import { html, type Markup } from "./markup.ts";
import { numberDetails } from "./number.ts";
import { dayMarkup, figureText } from "./wording.ts";

/** What a part of one review needs to know of the page it is in. */
export interface Place {
  /** What every id of this review starts with, so that several reviews fit on one page. */
  readonly prefix: string;
  readonly live: LiveReview | null;
}

/** One thing of a section: what it is, what is known, every number to open, and what is missing. */
export function cardArticle(card: ReviewCard, place: Place): Markup {
  const id = idOf(place.prefix, "card", card.id);
  return html`<article class="card" id="${id}"><h5>${titleOf(card)}</h5>${aboutLine(card)}${factList(card.facts)}${card.quotes.map(quoteBlock)}${numbersOf(card)}${footOf(card)}${actionsOf(card, place.live)}</article>`;
}

/** An id for HTML from what the data calls it; different names stay different. */
export function idOf(prefix: string, kind: string, name: string): string {
  const fit = name.replace(/[^A-Za-z0-9-]/gu, (found) => `_${(found.codePointAt(0) ?? 0).toString(16)}_`);
  return `${prefix}${kind}-${fit}`;
}

function titleOf({ title, subject }: ReviewCard): Markup {
  return subject !== null && subject.name === title ? link(subject.url, title) : html`${title}`;
}

function aboutLine({ title, subject, at }: ReviewCard): Markup | null {
  const name = subject === null || subject.name === title ? null : link(subject.url, subject.name);
  if (name === null && at === null) return null;
  const day = at === null ? null : html`<span class="day">${dayMarkup(at)}</span>`;
  return html`<p class="about">${name}${name === null || day === null ? null : " · "}${day}</p>`;
}

const signs: Readonly<Record<ReviewFact["tone"], readonly [string, string]>> = {
  plain: ["·", ""],
  good: ["✓", "good: "],
  warning: ["!", "take care: "],
  bad: ["✕", "bad: "],
};

function factList(facts: readonly ReviewFact[]): Markup | null {
  if (facts.length === 0) return null;
  return html`<ul class="facts">${facts.map(factLine)}</ul>`;
}

function factLine({ label, text, tone }: ReviewFact): Markup {
  const [sign, words] = signs[tone] ?? signs.plain;
  const aloud = words === "" ? null : html`<span class="aloud">${words} </span>`;
  return html`<li class="tone-${tone}"><span class="sign" aria-hidden="true">${sign}</span><span>${aloud}<b>${label}</b> ${text}</span></li>`;
}

function quoteBlock({ words, speaker, at, url }: ReviewQuote): Markup {
  const who = speaker === null ? html`speaker not recorded` : html`${speaker}`;
  const day = at === null ? null : html`, ${dayMarkup(at)}`;
  return html`<figure class="quote"><blockquote>“${words}”</blockquote><figcaption>${link(url, html`${who}${day}`)}</figcaption></figure>`;
}

function numbersOf({ numbers }: ReviewCard): Markup | null {
  return numbers.length === 0 ? null : html`<div class="numbers">${numbers.map(numberDetails)}</div>`;
}

function footOf({ coverage, missing }: ReviewCard): Markup | null {
  const decides =
    missing === null ? null : html`<p class="missing"><b>One thing would decide it:</b> ${missing}</p>`;
  if (coverage === null && decides === null) return null;
  return html`<div class="foot">${coverage === null ? null : coverageMeter(coverage)}${decides}</div>`;
}

const steps = 12;

/** How much is known, as small steps; the text beside says the same. */
function coverageMeter({ known, of, text }: ReviewCoverage): Markup {
  const count = Math.min(Math.max(1, Math.round(of)), steps);
  const filled = of > 0 ? Math.round((Math.min(Math.max(0, known), of) / of) * count) : 0;
  const rects = Array.from(
    { length: count },
    (_, index) =>
      html`<rect class="${index < filled ? "full" : "open"}" x="${figureText(index * 9 + 0.5)}" y="0.5" width="7" height="7" rx="1.5"/>`,
  );
  return html`<p class="coverage"><svg viewBox="0 0 ${count * 9} 8" width="${count * 9}" height="8" aria-hidden="true">${rects}</svg> ${text}</p>`;
}

function actionsOf({ subject }: ReviewCard, live: LiveReview | null): Markup | null {
  if (live === null || subject === null) return null;
  const links = [
    [live.recordPath(subject), "Why?"],
    [live.logPath(subject), "Log evidence"],
  ] as const;
  const shown = links.flatMap(([path, words]) =>
    path !== null && isLocalPath(path)
      ? [localLink(path, html`${words}<span class="aloud"> (${subject.name})</span>`)]
      : [],
  );
  return shown.length === 0 ? null : html`<p class="actions">${shown}</p>`;
}
