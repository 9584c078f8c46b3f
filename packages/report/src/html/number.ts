import type { ReviewEvidence, ReviewNumber } from "../model/review.ts";
import { link } from "./link.ts";
import { html, type Markup } from "./markup.ts";
import { dayMarkup, figureText, gradeText, signedText } from "./wording.ts";

/** A number that opens: the figure is what one sees, how it came about lies one click behind. */
export function numberDetails(number: ReviewNumber): Markup {
  return html`<details class="number"><summary><span class="label">${number.label}</span> ${figureMarkup(number)}</summary><div class="why"><p>${number.how}</p>${sumTable(number)}${listed("Missing", number.missing)}${listed("Could also read", number.alternatives)}<p class="soft">Rule ${number.rule}, ${figureText(number.n)} observed</p></div></details>`;
}

/** So many letters stand beside a label; a longer unit goes on a line of its own. */
const shortText = 14;

/** What is shown of a number: the figure, a unit below it where that is long, and the interval. */
function figureMarkup(number: ReviewNumber): Markup {
  const { figure, unit } = figureParts(number.text);
  const isShort = figure.length + unit.length < shortText;
  const below = [isShort || repeats(number.label, unit) ? "" : unit, rangeText(number)].filter(
    (text) => text !== "",
  );
  const range = below.length === 0 ? null : html` <span class="range">${below.join(" · ")}</span>`;
  return html`<span class="value">${isShort && unit !== "" ? `${figure} ${unit}` : figure}</span>${range}`;
}

/** A text as shown, cut into the figure, with thousands apart, and the unit it is of. */
export function figureParts(text: string): { readonly figure: string; readonly unit: string } {
  const found = /^([−-]?\d[\d.,]*\s?%?(?: of \d[\d.,]*)?)(?::?\s+(\S.*))?$/s.exec(text);
  if (found === null) return { figure: text, unit: "" };
  const [, figure = "", unit = ""] = found;
  return { figure: /^\d{4,}$/.test(figure) ? figureText(Number(figure)) : figure, unit };
}

/** Whether most words of a unit stand in the label already. */
export function repeats(label: string, unit: string): boolean {
  const said = new Set(label.toLowerCase().split(/\W+/u));
  const words = unit.toLowerCase().split(/\W+/u);
  return words.filter((word) => said.has(word)).length > words.length / 2;
}

/** With as many decimals as the figure, at least two below ten; the unit where it is short and not said yet. */
function rangeText(number: ReviewNumber): string {
  const { interval, unit, text } = number;
  if (interval === null) return "";
  const [low, high] = interval;
  if (isPercentage(number)) return `80% interval: ${Math.round(100 * low)}% to ${Math.round(100 * high)}%`;
  const shown = /\.(\d+)/.exec(figureParts(text).figure)?.[1]?.length ?? 0;
  const digits = Math.max(shown, Math.abs(high) < 10 ? 2 : 0);
  const rounded = (value: number): string => figureText(Number(value.toFixed(digits)));
  const said = unit === "" || unit.length > shortText || text.includes(unit) ? "" : ` ${unit}`;
  return `80% interval: ${rounded(low)} to ${rounded(high)}${said}`;
}

/** Whether a share is shown in per cent, so that its interval is shown the same way. */
function isPercentage({ text, value }: ReviewNumber): boolean {
  const shown = /^(-?\d+(?:\.\d+)?)\s?%$/.exec(figureParts(text).figure)?.[1];
  return shown !== undefined && value !== null && Math.abs(Number(shown) - 100 * value) <= 1;
}

/** What it started from and what each piece added, down to the basis. */
function sumTable(number: ReviewNumber): Markup {
  const { prior, basis, evidence, furtherEvidence: further } = number;
  const rest =
    further === null
      ? null
      : html`<tr><td>${figureText(further.n)} more, listed by <code>headway serve</code></td><td>${signedText(further.amount)}</td></tr>`;
  return html`<table><thead><tr><th scope="col">Evidence</th><th scope="col">Adds</th></tr></thead><tbody><tr><td class="soft">Before any evidence</td><td>${figureText(prior)}</td></tr>${evidence.map(evidenceRow)}${rest}</tbody><tfoot><tr><th scope="row">Basis</th><td>${figureText(basis)}</td></tr></tfoot></table>${doubtOf(number)}`;
}

function evidenceRow(piece: ReviewEvidence): Markup {
  const { at, words, side, grade, amount, url, evidenceId } = piece;
  const marks: (Markup | null)[] = [
    at === null ? null : dayMarkup(at),
    side === null ? null : html`${side}`,
    grade === null ? null : html`${gradeText(grade)}`,
    url === null ? html`${evidenceId}` : link(url, "open in the CRM"),
  ];
  const shown = marks.filter((mark) => mark !== null);
  const line = shown.map((mark, index) => (index === 0 ? mark : html` · ${mark}`));
  return html`<tr><td>${words}<small>${line}</small></td><td>${signedText(amount)}</td></tr>`;
}

/** Says so where the parts do not make the whole: a number must not look explained when it is not. */
function doubtOf({ prior, basis, evidence, furtherEvidence }: ReviewNumber): Markup | null {
  const sum = evidence.reduce((total, { amount }) => total + amount, prior + (furtherEvidence?.amount ?? 0));
  const size = Math.max(1, Math.abs(basis), Math.abs(sum));
  if (Math.abs(sum - basis) <= 1e-6 * size) return null;
  return html`<p class="bad">These parts add up to ${figureText(sum)}, not to the basis: this number is not fully explained.</p>`;
}

function listed(title: string, texts: readonly string[]): Markup | null {
  if (texts.length === 0) return null;
  return html`<p><b>${title}:</b></p><ul>${texts.map((text) => html`<li>${text}</li>`)}</ul>`;
}
