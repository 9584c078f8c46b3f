import type { DealSummary } from "@headway/sync";
import type { Paint } from "./page.ts";
import type { ReviewRow } from "./review-data.ts";

/** An open deal as the review shows it. */
export type ReviewDeal = ReviewRow<DealSummary>;

/** Open deals that stand alike, and how to order them. */
export interface DealGroup {
  readonly title: string;
  /** What the group has in common, in a few words. */
  readonly note: string;
  /** The group in a sentence about all deals, after its number. */
  readonly counted: string;
  readonly holds: (deal: ReviewDeal) => boolean;
  readonly order: (deal: ReviewDeal) => string | number;
  readonly colour: keyof Paint;
}

const known = ["moving", "waiting", "stalled", "snoozed"];
const never = Number.MAX_SAFE_INTEGER;

/** Latest steps that led away, from us or from buying, in words (domain:V7). */
const falls: Readonly<Record<string, string>> = {
  "buyer-advances-we-fall": "the buyer advances, we fall",
  "we-gain-buyer-steps-back": "we gain, the buyer steps back",
  setback: "the buyer's latest step led away",
};

/** What the buyer's latest step took away, in words; `undefined` when it took nothing. */
export function fallOf(deal: ReviewDeal): string | undefined {
  return falls[deal.movement];
}

/** Whether it can be said at all how the deal stands. */
export function isStandingKnown(deal: ReviewDeal): boolean {
  return known.includes(deal.stall);
}

const isMoving = (deal: ReviewDeal): boolean => deal.stall === "moving" && fallOf(deal) === undefined;

/** Every open deal is in exactly one of these (`domain:V13`). */
export const dealGroups: readonly DealGroup[] = [
  {
    title: "Waiting",
    note: "for a dated step that the buyer has promised, above",
    counted: "waiting for a promised step",
    holds: (deal) => deal.stall === "waiting",
    order: (deal) => deal.commitmentsAhead[0] ?? "~",
    colour: "good",
  },
  {
    title: "Advancing",
    note: "the last advance came within the usual time of like deals",
    counted: "advancing",
    holds: (deal) => isMoving(deal) && deal.lastAdvanceAt !== null,
    order: (deal) => deal.daysSinceAdvance ?? never,
    colour: "good",
  },
  {
    title: "Slipping",
    note: "the buyer's latest step led away, from us or from buying",
    counted: "slipping",
    holds: (deal) => deal.stall === "moving" && fallOf(deal) !== undefined,
    order: (deal) => deal.daysSinceAdvance ?? never,
    colour: "bad",
  },
  {
    title: "Not yet",
    note: "no advance so far, and not for longer than usual",
    counted: "too new to tell",
    holds: (deal) => isMoving(deal) && deal.lastAdvanceAt === null,
    order: (deal) => deal.daysSinceAdvance ?? never,
    colour: "soft",
  },
  {
    title: "Stalled",
    note: "longer without an advance than most like deals",
    counted: "stalled",
    holds: (deal) => deal.stall === "stalled",
    order: (deal) => -(deal.daysSinceAdvance ?? never),
    colour: "bad",
  },
  {
    title: "Snoozed",
    note: "left alone on purpose, until the day that stands under each",
    counted: "snoozed",
    holds: (deal) => deal.stall === "snoozed",
    order: (deal) => deal.id,
    colour: "soft",
  },
  {
    title: "Unknown",
    note: "what is missing stands under each",
    counted: "unknown",
    holds: (deal) => !isStandingKnown(deal),
    order: (deal) => deal.daysSinceAdvance ?? never,
    colour: "soft",
  },
];

/** The open deals of a group, in its order. */
export function dealsOf(group: DealGroup, open: readonly ReviewDeal[]): ReviewDeal[] {
  return open.filter(group.holds).sort((left, right) => {
    const [a, b] = [group.order(left), group.order(right)];
    if (a !== b) return a < b ? -1 : 1;
    return left.id < right.id ? -1 : 1;
  });
}
