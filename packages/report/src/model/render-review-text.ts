import { type Page, page, type RenderOptions } from "../page.ts";
import { plainText } from "../plain-text.ts";
import { wrap } from "../text-width.ts";
import { figureWords } from "./number-words.ts";
import type { Review, ReviewCard, ReviewFact, ReviewNumber, ReviewSection } from "./review.ts";

/** How the review is to be shown in a terminal. */
export interface ReviewTextOptions extends RenderOptions {
  /** Cards of each section before the rest is counted; 5 by default. */
  readonly cards?: number;
  /** Only the sections of the first screen; everything by default. */
  readonly firstOnly?: boolean;
}

/**
 * The review for a terminal, over the same data as every other rendering: no line is wider than the terminal, text
 * of the CRM is inert (`invariant:X4`), and without colours it says the same.
 */
export function renderReviewText(review: Review, options: ReviewTextOptions): string {
  const sheet = page(options);
  const { cards = 5, firstOnly = false } = options;
  const sections = review.sections.filter(({ place }) => !firstOnly || place === "first");
  const lines = [
    ...headLines(review, sheet),
    ...sections.flatMap((section) => sectionLines(section, sheet, cards)),
    ...gapLines(review, sheet),
  ];
  return `${lines.join("\n")}\n`;
}

function headLines(
  { crm, account, asOf, policyVersion, viewer, counts }: Review,
  { columns, paint }: Page,
): string[] {
  const whose = viewer.type === "rep" ? ` · ${plainText(viewer.name ?? viewer.personId)}` : "";
  const title = `Headway review · ${plainText(crm)}${account === null ? "" : ` · ${plainText(account)}`}${whose}`;
  const basis = `As of ${asOf.slice(0, 10)}, policy ${plainText(policyVersion)}, ${counts.deals} deals, ${counts.accounts} accounts. Why any figure: headway explain deal ID`;
  return [...wrap(title, columns).map(paint.strong), ...wrap(basis, columns)];
}

function sectionLines(section: ReviewSection, sheet: Page, most: number): string[] {
  const { title, purpose, totals, chart, cards, more, empty } = section;
  const shown = cards.slice(0, most);
  const rest = cards.length - shown.length + more;
  const { paint, paragraph } = sheet;
  return [
    ...sheet.heading(title.toUpperCase()),
    ...paragraph(purpose, 2).map(paint.soft),
    ...totals.flatMap((number) => numberLines(number, sheet, 2)),
    ...(chart === null ? [] : paragraph(plainText(chart.summary), 2)),
    ...(empty === null ? [] : paragraph(plainText(empty.text), 2)),
    ...shown.flatMap((card) => cardLines(card, sheet)),
    ...(rest > 0 ? [paint.soft(`  and ${rest} more`)] : []),
  ];
}

function numberLines(
  { label, text, interval, n }: ReviewNumber,
  { paragraph }: Page,
  indent: number,
): string[] {
  const range = interval === null ? "" : `, 80% ${figureWords(interval[0])} to ${figureWords(interval[1])}`;
  return paragraph(`${plainText(label)}: ${plainText(text)}${range}, n ${n}`, indent);
}

const marks: Readonly<Record<ReviewFact["tone"], string>> = { good: "+", plain: "·", warning: "!", bad: "!" };

function cardLines(
  { title, subject, at, facts, numbers, quotes, missing }: ReviewCard,
  sheet: Page,
): string[] {
  const { paint, paragraph } = sheet;
  const name = subject === null || subject.name === title ? "" : `${plainText(subject.name)}: `;
  const day = at === null ? "" : ` (${plainText(at.slice(0, 10))})`;
  return [
    ...paragraph(`${name}${plainText(title)}${day}`, 2).map(paint.strong),
    ...facts.flatMap(({ label, text, tone }) =>
      paragraph(`${marks[tone]} ${plainText(label)}: ${plainText(text)}`, 4).map(paint[tone]),
    ),
    ...numbers.flatMap((number) => numberLines(number, sheet, 4)),
    ...quotes.flatMap(({ words, speaker }) =>
      paragraph(`“${plainText(words)}”${speaker === null ? "" : ` ${plainText(speaker)}`}`, 4),
    ),
    ...(missing === null ? [] : paragraph(`missing: ${plainText(missing)}`, 4).map(paint.warning)),
  ];
}

function gapLines({ gaps }: Review, sheet: Page): string[] {
  if (gaps.length === 0) return [];
  return [
    ...sheet.heading("WHAT THIS REVIEW CANNOT TELL"),
    ...gaps.flatMap(({ n, text, remedy }) =>
      sheet.paragraph(`${n} ${plainText(text)}${remedy === null ? "" : `: ${plainText(remedy)}`}`, 2),
    ),
  ];
}
