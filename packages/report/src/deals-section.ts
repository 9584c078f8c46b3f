import type { DealSummary } from "@headway/sync";
import type { Page } from "./page.ts";
import { plainText } from "./plain-text.ts";
import type { ReviewData, ReviewRow } from "./review-data.ts";
import { daysAgo, figure, nameOf } from "./review-words.ts";
import { cell, rightCell } from "./text-width.ts";

type Deal = ReviewRow<DealSummary>;

/** A group of open deals that stand alike, with how to order it. */
interface DealGroup {
  readonly title: string;
  readonly note: string;
  readonly holds: (deal: Deal) => boolean;
  readonly order: (deal: Deal) => string | number;
  readonly colour: "good" | "bad" | "warning" | "soft";
}

const known = ["moving", "waiting", "stalled"];
const never = Number.MAX_SAFE_INTEGER;

const groups: readonly DealGroup[] = [
  {
    title: "Advancing",
    note: "the last advance came within the usual time of like deals",
    holds: (deal) => deal.stall === "moving" && deal.lastAdvanceAt !== null,
    order: (deal) => deal.daysSinceAdvance ?? never,
    colour: "good",
  },
  {
    title: "Not yet",
    note: "no advance so far, and not for longer than usual",
    holds: (deal) => deal.stall === "moving" && deal.lastAdvanceAt === null,
    order: (deal) => deal.daysSinceAdvance ?? never,
    colour: "warning",
  },
  {
    title: "Waiting",
    note: "a buyer's commitment is still ahead",
    holds: (deal) => deal.stall === "waiting",
    order: (deal) => deal.commitmentsAhead[0] ?? "~",
    colour: "warning",
  },
  {
    title: "Stalled",
    note: "longer without an advance than most like deals",
    holds: (deal) => deal.stall === "stalled",
    order: (deal) => -(deal.daysSinceAdvance ?? never),
    colour: "bad",
  },
  {
    title: "Unknown",
    note: "what is missing stands under each",
    holds: (deal) => !known.includes(deal.stall),
    order: (deal) => deal.daysSinceAdvance ?? never,
    colour: "soft",
  },
];

/** Open deals by how they stand, each with both axes, its last verified advance and the next ask (`domain:V7`, `domain:V13`). */
export function dealsSection(data: ReviewData, page: Page, limit: number): string[] {
  const open = data.deals.filter((deal) => deal.status === "open");
  if (open.length === 0) return [...page.heading("OPEN DEALS", "none")];
  const legend =
    "B: buying jobs done with evidence, 0 to 6. P: preference for us, -1 behind another, 0 not known, 1 shortlisted, 2 preferred, 3 verbal yes, 4 signed. Last: the buyer's last verified advance.";
  return [
    ...page.heading("OPEN DEALS", `${open.length}`),
    ...page.paragraph(legend, 2).map(page.paint.soft),
    ...groups.flatMap((group) => groupLines(group, open, data.asOf ?? "", page, limit)),
  ];
}

function groupLines(
  group: DealGroup,
  open: readonly Deal[],
  asOf: string,
  page: Page,
  limit: number,
): string[] {
  const deals = open.filter(group.holds).sort(byOrder(group.order));
  if (deals.length === 0) return [];
  const { paint } = page;
  const rest = deals.length - limit;
  return [
    "",
    ...page.title(`${group.title} ${deals.length}`, group.note, paint[group.colour]),
    ...deals.slice(0, limit).flatMap((deal) => dealLines(deal, asOf, page)),
    ...(rest > 0 ? [paint.soft(`    and ${rest} more`)] : []),
  ];
}

function byOrder(order: DealGroup["order"]): (left: Deal, right: Deal) => number {
  return (left, right) => {
    const [a, b] = [order(left), order(right)];
    if (a !== b) return a < b ? -1 : 1;
    return left.id < right.id ? -1 : 1;
  };
}

function dealLines(deal: Deal, asOf: string, page: Page): string[] {
  const { columns, paint } = page;
  const axes = `B ${figure(deal.buyingProgress)}/6  P ${rightCell(figure(deal.preference), 2)}`;
  const last = deal.lastAdvanceAt === null ? "no advance" : daysAgo(deal.lastAdvanceAt, asOf);
  const facts = `${axes}  ${rightCell(last, 10)}`;
  return [
    `    ${cell(nameOf(deal, "deal"), columns - 4 - 2 - facts.length)}  ${facts}`,
    ...unknownLines(deal, page),
    ...page.paragraph(nextLine(deal), 6).map(paint.soft),
  ];
}

function nextLine(deal: Deal): string {
  if (deal.nextAsk === null) return "next: nothing to ask";
  const due = deal.nextAskDueAt === null ? "" : `, by ${deal.nextAskDueAt.slice(0, 10)}`;
  return `next: ${plainText(deal.nextAsk)}${due}`;
}

/** What a `?` lacks; for the standing itself the assessment's own sentence says it. */
function unknownLines(deal: Deal, page: Page): string[] {
  const lacks = [
    deal.buyingProgress === null ? "B: an act of the buyer that does a buying job" : "",
    deal.preference === null ? "P: the buyer's word on preference" : "",
  ].filter((text) => text !== "");
  const standing = known.includes(deal.stall) ? [] : [plainText(deal.reasons[1] ?? "Why is not stored.")];
  const missing = lacks.length === 0 ? [] : [`missing for ${lacks.join("; ")}`];
  return [...standing, ...missing].flatMap((text) => page.paragraph(text, 6).map(page.paint.warning));
}
