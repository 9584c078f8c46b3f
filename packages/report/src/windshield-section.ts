import type { Page } from "./page.ts";
import { plainText } from "./plain-text.ts";
import type { ReviewData } from "./review-data.ts";
import { counted, nameOf } from "./review-words.ts";
import { cell } from "./text-width.ts";

interface Ahead {
  readonly due: string;
  readonly deal: string;
  readonly what: string;
}

const dateWidth = 10;

/** What buyers have promised and is still ahead, soonest first: the review begins with what is to come (`domain:R10`). */
export function windshieldSection(data: ReviewData, page: Page, limit: number): string[] {
  const ahead = commitmentsAhead(data);
  const shown = ahead.slice(0, limit).flatMap((each) => aheadLines(each, page));
  const rest = ahead.length - Math.min(limit, ahead.length);
  return [
    ...page.heading("AHEAD", `what buyers have committed to: ${counted(ahead.length, "commitment")}`),
    ...shown,
    ...(rest > 0 ? [page.paint.soft(`  and ${rest} more, later`)] : []),
    ...(ahead.length === 0 ? page.paragraph(nothingAhead(data), 2) : []),
  ];
}

function commitmentsAhead(data: ReviewData): Ahead[] {
  const all = data.deals
    .filter((deal) => deal.status === "open")
    .flatMap((deal) => deal.commitmentsAhead.map((text) => toAhead(text, nameOf(deal, "deal"))));
  return all.sort((left, right) => (left.due < right.due ? -1 : left.due > right.due ? 1 : 0));
}

/** A commitment is kept as its due instant, where it has one, and its words. */
function toAhead(text: string, deal: string): Ahead {
  const [first = "", ...rest] = plainText(text).split(" ");
  const isDated = /^\d{4}-\d{2}-\d{2}/.test(first);
  return isDated
    ? { due: first.slice(0, dateWidth), deal, what: rest.join(" ") }
    : { due: "no date", deal, what: plainText(text) };
}

function aheadLines({ due, deal, what }: Ahead, { columns, paint }: Page): string[] {
  const room = columns - dateWidth - 6;
  const dealWidth = Math.floor(room * 0.4);
  const line = `${cell(deal, dealWidth)}  ${cell(what, room - dealWidth)}`;
  return [`  ${paint.good(cell(due, dateWidth))}  ${line.trimEnd()}`];
}

function nothingAhead(data: ReviewData): string {
  const open = data.deals.filter((deal) => deal.status === "open").length;
  return open === 0
    ? "There is no open deal."
    : `No buyer of the ${counted(open, "open deal")} has a dated commitment ahead, as far as the CRM tells. Each deal's next ask is below.`;
}
