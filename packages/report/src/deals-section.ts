import {
  type DealGroup,
  dealGroups,
  dealsOf,
  fallOf,
  isStandingKnown,
  type ReviewDeal,
} from "./deal-group.ts";
import type { Page, Paint } from "./page.ts";
import { plainText } from "./plain-text.ts";
import type { ReviewData } from "./review-data.ts";
import { calendarDay, day, daysAgo, figure, mostFrequent, nameOf } from "./review-words.ts";
import { cell, rightCell, textWidth } from "./text-width.ts";

const widths = { buying: 10, forUs: 9, last: 12 };
const between = 2;
const shortestName = 20;

/** What the buyer says of us, by the step on the ladder from -1 to 4 (`domain:V7`). */
const forUsWords: Readonly<Record<string, readonly [text: string, colour: keyof Paint]>> = {
  "-1": ["behind", "bad"],
  "0": ["undecided", "plain"],
  "1": ["shortlist", "plain"],
  "2": ["preferred", "good"],
  "3": ["said yes", "good"],
  "4": ["signed", "good"],
};

/** What the lists of one review share. */
interface Table {
  readonly page: Page;
  readonly limit: number;
  readonly asOf: string;
  readonly nameWidth: number;
  /** The day by which most asks are due; it is said once. */
  readonly usualDue: string | undefined;
}

/** Open deals by how they stand, each with both axes, its last verified advance and the next ask (`domain:V7`, `domain:V13`). */
export function dealsSection(data: ReviewData, page: Page, limit: number): string[] {
  const open = data.deals.filter((deal) => deal.status === "open");
  if (open.length === 0) return [...page.heading("OPEN DEALS", "none")];
  const dues = open.flatMap(({ nextAskDueAt }) => (nextAskDueAt === null ? [] : [day(nextAskDueAt)]));
  const usualDue = mostFrequent(dues, 1)[0]?.[0];
  const table: Table = { page, limit, asOf: data.asOf ?? "", nameWidth: nameWidth(open, page), usualDue };
  const asks =
    usualDue === undefined ? "" : `; asks are due by ${calendarDay(usualDue)} unless said otherwise`;
  return [
    ...page.heading("OPEN DEALS", `${open.length}${asks}`),
    page.paint.soft(head(table)),
    ...dealGroups.flatMap((group) => groupLines(group, dealsOf(group, open), table)),
    "",
    ...page.paragraph(legend(open), 2).map(page.paint.soft),
  ];
}

function legend(open: readonly ReviewDeal[]): string {
  const isUnknown = open.some((deal) => deal.buyingProgress === null || deal.preference === null);
  return [
    "Buying: of six buying jobs, those that the buyer was seen doing.",
    "For us: the buyer's own word.",
    ...(isUnknown
      ? ["? is missing an act of the buyer that does a buying job, or the buyer's word on preference."]
      : []),
  ].join(" ");
}

/** As wide as the longest name, as far as there is room, so that figures stand near their deals. */
function nameWidth(deals: readonly ReviewDeal[], { columns }: Page): number {
  const { buying, forUs, last } = widths;
  const room = columns - 4 - buying - forUs - last - 3 * between;
  return Math.min(room, Math.max(shortestName, ...deals.map((deal) => textWidth(nameOf(deal, "deal")))));
}

function head({ nameWidth }: Table): string {
  const { buying, forUs, last } = widths;
  const parts = [cell("Buying", buying), cell("For us", forUs), rightCell("Last advance", last)];
  return `    ${cell("", nameWidth)}  ${parts.join("  ")}`;
}

function groupLines(group: DealGroup, deals: readonly ReviewDeal[], table: Table): string[] {
  if (deals.length === 0) return [];
  const { page, limit } = table;
  const rest = deals.length - limit;
  return [
    "",
    ...page.title(`${group.title} ${deals.length}`, group.note, page.paint[group.colour]),
    ...byAsk(deals.slice(0, limit), table).flatMap(([ask, asked]) => [
      ...asked.flatMap((deal) => dealLines(deal, table)),
      ...askLines(ask, asked.length, page),
    ]),
    ...(rest > 0 ? [page.paint.soft(`    and ${rest} more`)] : []),
  ];
}

/** Deals with the same ask stand together, so that it is read once. */
function byAsk(deals: readonly ReviewDeal[], table: Table): [ask: string, deals: ReviewDeal[]][] {
  const asks = new Map<string, ReviewDeal[]>();
  for (const deal of deals) {
    const ask = askOf(deal, table);
    asks.set(ask, [...(asks.get(ask) ?? []), deal]);
  }
  return [...asks];
}

/** What to ask, with its day where it is another than usual; nothing where the promise ahead stands above. */
function askOf(deal: ReviewDeal, { usualDue }: Table): string {
  if (deal.stall === "waiting" && deal.commitmentsAhead.length > 0) return "";
  const reason = plainText(deal.reasons[2] ?? "");
  if (deal.nextAsk === null) return reason === "" ? "nothing to ask" : reason;
  const ask = plainText(deal.nextAsk);
  // The reason of a promise has its words and its dates.
  if (ask.startsWith("Ask the buyer about: ") && reason !== "") return `about ${reason}`;
  const due = deal.nextAskDueAt === null ? undefined : day(deal.nextAskDueAt);
  const by = due === undefined || due === usualDue ? "" : `, by ${calendarDay(due)}`;
  return `${ask.replace(/^Ask /, "ask ")}${by}`;
}

function askLines(ask: string, times: number, page: Page): string[] {
  if (ask === "") return [];
  const text = times > 1 ? `${times} deals: ${ask}` : ask;
  return page.paragraph(`→ ${text}`, 6);
}

function dealLines(deal: ReviewDeal, { page, asOf, nameWidth }: Table): string[] {
  const { paint } = page;
  const last = deal.lastAdvanceAt === null ? "none yet" : daysAgo(deal.lastAdvanceAt, asOf);
  const [word, colour] = forUsWords[String(deal.preference)] ?? ["?", "warning"];
  const facts = [
    buyingCell(deal.buyingProgress, paint),
    paint[colour](cell(word, widths.forUs)),
    rightCell(last, widths.last),
  ];
  return [
    `    ${cell(nameOf(deal, "deal"), nameWidth)}  ${facts.join("  ")}`,
    ...notes(deal).flatMap((text) => page.paragraph(text, 6).map(paint.warning)),
  ];
}

/** Six dots, and the number for those who read no dots. */
function buyingCell(done: number | null, paint: Paint): string {
  if (done === null) return paint.warning(cell("?", widths.buying));
  const dots = "●".repeat(done) + "○".repeat(Math.max(0, 6 - done));
  return cell(`${dots} ${figure(done)}/6`, widths.buying);
}

/** What the row alone would hide: a fall, or why nothing can be said. */
function notes(deal: ReviewDeal): string[] {
  const fall = fallOf(deal);
  return [
    ...(fall === undefined ? [] : [`! ${fall}`]),
    ...(isStandingKnown(deal) ? [] : [plainText(deal.reasons[1] ?? "Why is not stored.")]),
  ];
}
