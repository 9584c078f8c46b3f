import { figureWords } from "../model/number-words.ts";
import type { Review, ReviewCard, ReviewFact, ReviewNumber, ReviewSection } from "../model/review.ts";
import { markdownLink, markdownText } from "./markdown-text.ts";

/** How much of a review goes into a channel. */
export interface ReviewMarkdownOptions {
  /** Cards of each section; 3 by default. */
  readonly cards?: number;
  /** Where the whole review is; nothing is said of it when absent. */
  readonly url?: string;
}

const factsShown = 2;

/**
 * A review for a chat channel: the first screen with its totals, intervals and n, a few cards of each section with
 * links into the CRM, and what could not be told. What stands behind the first screen is left to the whole review.
 */
export function renderReviewMarkdown(review: Review, { cards = 3, url }: ReviewMarkdownOptions = {}): string {
  const first = review.sections.filter(({ place }) => place === "first");
  const blocks = [
    ...headOf(review),
    ...first.map((section) => sectionBlock(section, cards)),
    ...gapsOf(review),
    ...(url === undefined ? [] : [markdownLink("The whole review, with the evidence of every number", url)]),
  ];
  return `${blocks.join("\n\n")}\n`;
}

function headOf({ crm, account, asOf, policyVersion, viewer, counts }: Review): string[] {
  const whose = viewer.type === "rep" ? ` · ${markdownText(viewer.name ?? viewer.personId)}` : "";
  const title = `# Headway review · ${markdownText(crm)}${account === null ? "" : ` · ${markdownText(account)}`}${whose}`;
  const basis = `As of ${asOf.slice(0, 10)}, policy ${markdownText(policyVersion)}: ${counts.deals} deals, ${counts.accounts} accounts.`;
  return [title, basis];
}

function sectionBlock({ title, totals, chart, cards, more, empty }: ReviewSection, most: number): string {
  const shown = cards.slice(0, most);
  const rest = cards.length - shown.length + more;
  const lines = [
    `## ${markdownText(title)}`,
    ...(totals.length === 0 ? [] : [totals.map(totalText).join(" · ")]),
    ...(chart === null ? [] : [`_${markdownText(chart.summary)}_`]),
    ...(shown.length === 0 ? [] : [shown.map(cardLine).join("\n")]),
    ...(rest > 0 ? [`and ${rest} more`] : []),
    ...(empty === null ? [] : [markdownText(empty.text)]),
  ];
  return lines.join("\n\n");
}

/** `Balance: **0.75**, 80% 0.50 to 0.90, n 4`. */
function totalText({ label, text, interval, n }: ReviewNumber): string {
  const range = interval === null ? "" : `, 80% ${figureWords(interval[0])} to ${figureWords(interval[1])}`;
  return `${markdownText(label)}: **${markdownText(text)}**${range}, n ${n}`;
}

function cardLine({ title, subject, at, facts, numbers, quotes, missing }: ReviewCard): string {
  const name = subject === null || subject.name === title ? "" : `: ${markdownText(title)}`;
  const head = `${markdownLink(subject?.name ?? title, subject?.url ?? null)}${name}${at === null ? "" : ` (${markdownText(at.slice(0, 10))})`}`;
  const [number] = numbers;
  const parts = [
    ...weightiest(facts).map(({ label, text }) => `${markdownText(label)}: ${markdownText(text)}`),
    ...(number === undefined ? [] : [totalText(number)]),
    ...quotes
      .slice(0, 1)
      .map(
        ({ words, speaker }) =>
          `“${markdownText(words)}”${speaker === null ? "" : ` (${markdownText(speaker)})`}`,
      ),
    ...(missing === null ? [] : [`missing: ${markdownText(missing)}`]),
  ];
  return `- ${head}${parts.length === 0 ? "" : ` — ${parts.join("; ")}`}`;
}

/** Facts that stand out first, then in their order. */
function weightiest(facts: readonly ReviewFact[]): ReviewFact[] {
  const weight = ({ tone }: ReviewFact) => ({ bad: 0, warning: 1, good: 2, plain: 3 })[tone];
  return [...facts].sort((left, right) => weight(left) - weight(right)).slice(0, factsShown);
}

function gapsOf({ gaps }: Review): string[] {
  if (gaps.length === 0) return [];
  const lines = gaps.map(
    ({ n, text, remedy }) =>
      `- ${n} ${markdownText(text)}${remedy === null ? "" : ` — ${markdownText(remedy)}`}`,
  );
  return [`## What this review cannot tell\n\n${lines.join("\n")}`];
}
