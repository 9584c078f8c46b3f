import type { ReviewCard, ReviewSection, SectionId } from "./review.ts";

/** The title of each part and, in one sentence, what it shows and why; the order is that of the review. */
const frames: Readonly<Record<SectionId, readonly [title: string, purpose: string]>> = {
  "commitments-ahead": [
    "Buyers' commitments ahead",
    "What customers have promised to do next and by when: the road ahead, first of all.",
  ],
  "three-questions": [
    "The three questions of the week",
    "What will advance a key account, a buying decision and your own capabilities in the next seven days.",
  ],
  "meeting-verdicts": [
    "How meetings ended",
    "A meeting advances when the buyer takes on an action with a date; a meeting nobody logged has no verdict.",
  ],
  "two-axes": [
    "Open deals on the two axes",
    "How far the buyer has come in buying from anybody, and how much speaks for buying from us.",
  ],
  "stalled-deals": [
    "Stalled deals",
    "Deals that have waited longer for an advance than nine in ten comparable waits that ended with one.",
  ],
  articulation: [
    "In the buyer's own words",
    "Whether the buyer can say the need, the motivation to change and how we help, as the buyer says it.",
  ],
  "stop-chase": [
    "Stop chasing",
    "Accounts where further messages repeat what had no answer; the seller decides, and renewals stay open.",
  ],
  "a-list": [
    "The A-list",
    "Clients who benefited most, and what to ask them for; revenue and size play no part.",
  ],
  thanks: [
    "Thanks, and who turns to us",
    "Clients' own thanks, word for word, and how regularly they ask us for help.",
  ],
  coaching: [
    "To coach this week",
    "Deals and accounts without an advance for a while, with the one thing to ask next.",
  ],
  busy: ["Advancing or only busy", "Hours of work beside the customers' advances they went with."],
  "stall-curves": [
    "How long advances take",
    "The share of comparable deals still waiting for their next advance, week by week.",
  ],
  elation: ["Elated clients", "How the clients' own words and acts balance; no probability of anything."],
  triage: ["Triage", "What is proposed and decided about accounts, and where hours could go instead."],
  momentum: [
    "Momentum",
    "Advances, decayed by elapsed days and by nothing else: no period sets it back to nothing.",
  ],
  harvest: ["Harvest check", "How closes lie within their periods, and what followed them."],
  "rear-view": [
    "Rear-view mirror",
    "What lies behind, over the whole record; results are the medal after the race.",
  ],
};

const first: readonly SectionId[] = [
  "commitments-ahead",
  "three-questions",
  "meeting-verdicts",
  "two-axes",
  "stalled-deals",
  "articulation",
  "stop-chase",
  "a-list",
  "thanks",
  "coaching",
];

/** What a section is made of, besides its title and place. */
export type SectionParts = Partial<Pick<ReviewSection, "totals" | "chart" | "more">> & {
  readonly cards: readonly ReviewCard[];
  /** Said where there are no cards. */
  readonly empty: NonNullable<ReviewSection["empty"]>;
};

/** A section in its frame; what is said of an empty one is left out where there are cards. */
export function sectionOf(id: SectionId, { cards, empty, ...parts }: SectionParts): ReviewSection {
  const [title, purpose] = frames[id];
  return {
    id,
    title,
    purpose,
    place: first.includes(id) ? "first" : id === "rear-view" ? "rear-view" : "behind",
    totals: parts.totals ?? [],
    chart: parts.chart ?? null,
    cards,
    more: parts.more ?? 0,
    empty: cards.length === 0 ? empty : null,
  };
}
