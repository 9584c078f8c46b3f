import type { Drawing } from "../charts/drawing.ts";
import { html, type Markup, type Part } from "../html/markup.ts";

/** Where on the page something is, and what it is drawn with. */
export interface BacktestPlace {
  /** What every id of this backtest starts with, so that several fit on one page. */
  readonly prefix: string;
  readonly drawings: readonly Drawing[];
}

/** A part of the page before it is placed. */
export interface BacktestSection {
  readonly id: string;
  readonly title: string;
  readonly purpose: string;
  readonly body: Part;
}

/** A section with its heading and what it is for. */
export function sectionOf({ id, title, purpose, body }: BacktestSection, { prefix }: BacktestPlace): Markup {
  return html`<section class="group" id="${prefix}${id}" aria-labelledby="${prefix}${id}-title ${prefix}name"><h3 id="${prefix}${id}-title">${title}</h3><p class="purpose">${purpose}</p>${body}</section>
`;
}

/** Says that something is unknown, and why. */
export function unknownLine(why: string): Markup {
  return html`<p class="empty unknown"><b>Unknown: </b>${why}</p>`;
}

/** What a finding is for us: signs of one size, whichever way it came out. */
export type FindingTone = "good" | "plain" | "bad" | "unknown";

const signs: Readonly<Record<FindingTone, readonly [string, string]>> = {
  good: ["✓", "for us: "],
  plain: ["=", "undecided: "],
  bad: ["✕", "against us: "],
  unknown: ["?", "unknown: "],
};

/** One finding: cards of the same size and in the given order, for us and against us alike. */
export function findingCard(tone: FindingTone, title: string, lines: readonly (Markup | null)[]): Markup {
  const [sign, words] = signs[tone];
  const shown = lines.map((line) => (line === null ? null : html`<div>${line}</div>`));
  return html`<article class="card finding tone-${tone}"><h4><span class="sign" aria-hidden="true">${sign}</span><span><span class="aloud">${words}</span>${title}</span></h4>${shown}</article>`;
}
