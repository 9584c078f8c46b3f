import type { Page, Paint } from "./page.ts";
import { type Promised, promisesAhead, promisesOverdue } from "./promise.ts";
import type { ReviewData } from "./review-data.ts";
import { calendarDay, counted, daysAgo } from "./review-words.ts";
import { cell, rightCell, textWidth } from "./text-width.ts";

const widths = { day: 10, distance: 7, deal: 14, seller: 16 };
/** From so many columns on there is room to say how far off it is, and who sells. */
const roomFor = { distance: 96, seller: 116 };

/** What buyers have promised: first what is still ahead, soonest first, then what is overdue (`domain:R10`). */
export function windshieldSection(data: ReviewData, page: Page, limit: number): string[] {
  const ahead = promisesAhead(data);
  const overdue = promisesOverdue(data);
  const asOf = data.asOf ?? "";
  return [
    ...page.heading("AHEAD", `what buyers have promised: ${counted(ahead.length, "commitment")}`),
    ...(ahead.length === 0 ? page.paragraph(nothingAhead(data), 2) : []),
    ...list(ahead, asOf, page, limit, page.paint.good),
    ...(overdue.length === 0
      ? []
      : page.title(`Overdue ${overdue.length}`, "the day has passed and it is not done", page.paint.bad)),
    ...list(overdue, asOf, page, limit, page.paint.bad),
  ];
}

function list(
  promises: readonly Promised[],
  asOf: string,
  page: Page,
  limit: number,
  colour: Paint["plain"],
): string[] {
  const shown = promises.slice(0, limit);
  const rest = promises.length - shown.length;
  const longest = Math.max(0, ...shown.map(({ what }) => textWidth(what)));
  return [
    ...shown.map((promised) => promiseLine(promised, longest, asOf, page, colour)),
    ...(rest > 0 ? [page.paint.soft(`  and ${rest} more, later`)] : []),
  ];
}

/** The promise has all the room it needs, and the deal what is left. */
function promiseLine(
  { dueAt, deal, seller, what }: Promised,
  longest: number,
  asOf: string,
  { columns }: Page,
  colour: Paint["plain"],
): string {
  const date = cell(dueAt === null ? "no date" : calendarDay(dueAt, 2), widths.day);
  const away = dueAt === null ? "" : daysAgo(dueAt, asOf);
  const distance = columns < roomFor.distance ? [] : [rightCell(away, widths.distance)];
  const who = columns < roomFor.seller ? [] : [cell(seller, widths.seller)];
  const beside = [date, ...distance, ...who].reduce((sum, text) => sum + textWidth(text) + 2, 2);
  const room = columns - beside - 2;
  const whatWidth = Math.min(longest, room - widths.deal);
  const texts = [...distance, cell(what, whatWidth), cell(deal, room - whatWidth), ...who];
  return `  ${colour(date)}  ${texts.join("  ").trimEnd()}`;
}

function nothingAhead(data: ReviewData): string {
  const open = data.deals.filter((deal) => deal.status === "open").length;
  return open === 0
    ? "There is no open deal."
    : `No buyer of the ${counted(open, "open deal")} has a dated commitment ahead, as far as the CRM tells. Each deal's next ask is below.`;
}
