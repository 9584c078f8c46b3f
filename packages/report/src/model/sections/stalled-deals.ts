import { countedFacts } from "../counted-number.ts";
import type { ReviewCard, ReviewSection } from "../review.ts";
import type { SharesChart } from "../review-chart.ts";
import { reviewNumber } from "../review-number.ts";
import type { ReviewDeal, ReviewScope } from "../review-scope.ts";
import { coverage, fact, reviewCard, subjectOf } from "../review-subject.ts";
import { sectionOf } from "../section-frame.ts";
import { waitLabel } from "../wait-label.ts";

type State = ReviewDeal["stall"]["state"];

const states: readonly (readonly [State, string, "good" | "plain" | "warning" | "bad"])[] = [
  ["stalled", "stalled", "bad"],
  ["moving", "moving", "good"],
  ["waiting", "a promise is ahead", "good"],
  ["snoozed", "snoozed", "plain"],
  ["unknown", "unknown", "warning"],
];

/** Stalled deals, the longest wait first, beside how all the others stand (`domain:V13`). */
export function stalledDeals(scope: ReviewScope): ReviewSection {
  const { deals, source, asOf, placeOf } = scope;
  const open = deals.filter(({ status }) => status === "open");
  const inState = (state: State) => open.filter(({ stall }) => stall.state === state);
  const stalled = inState("stalled");
  const cards = stalled.filter(({ dealId }) => placeOf.has(dealId)).slice(0, scope.cards);
  const unknown = inState("unknown");
  return sectionOf("stalled-deals", {
    totals: states.map(([state, label]) => {
      const ids = inState(state).map(({ dealId }) => dealId);
      return reviewNumber(
        `Deals: ${label}`,
        countedFacts("deal", ids, { unit: "deals", asOf, rule: "domain:V13" }),
        source,
      );
    }),
    chart: chartOf(open, inState),
    cards: [...cards].sort(byWait).map((deal) => stalledCard(deal, scope)),
    more: stalled.length - cards.length,
    empty:
      unknown.length > 0 && unknown.length === open.length
        ? {
            status: "unknown",
            text: `Of no open deal can it be said: ${unknown[0]?.stall.q.missing[0] ?? "nothing is logged"}.`,
          }
        : { status: "none", text: unknownToo(unknown.length) },
  });
}

function unknownToo(unknown: number): string {
  return unknown === 0
    ? "No open deal is stalled."
    : `No open deal is known to be stalled; of ${unknown} it cannot be said.`;
}

function byWait(left: ReviewDeal, right: ReviewDeal): number {
  return (right.stall.daysSinceAdvance.value ?? 0) - (left.stall.daysSinceAdvance.value ?? 0);
}

function chartOf(
  open: readonly ReviewDeal[],
  inState: (state: State) => readonly ReviewDeal[],
): SharesChart | null {
  if (open.length === 0) return null;
  const parts = states.map(([state, label, tone]) => ({ label, value: inState(state).length, tone }));
  const words = parts.filter(({ value }) => value > 0).map(({ label, value }) => `${value} ${label}`);
  return {
    type: "shares",
    title: "How open deals stand",
    summary: `Of ${open.length} open deals: ${words.join(", ")}.`,
    unit: "deals",
    parts: parts.filter(({ value }) => value > 0),
  };
}

function stalledCard(deal: ReviewDeal, scope: ReviewScope): ReviewCard {
  const { stall, nextAsk } = deal;
  const { source } = scope;
  return reviewCard("stalled-deals", deal.dealId, {
    subject: subjectOf("deal", deal.dealId, scope),
    title: source.nameOf("deal", deal.dealId),
    at: deal.lastAdvance?.at ?? null,
    facts: [
      fact("Stalled", deal.reasons[1], "bad"),
      fact("Mind", "about one advance in ten comes later than this"),
      ...(nextAsk === null ? [] : [fact("Next ask", nextAsk.text)]),
    ],
    numbers: [
      reviewNumber(waitLabel(stall.daysSinceAdvance), stall.daysSinceAdvance, source),
      reviewNumber("Comparable advances that came sooner", stall.q, source),
      reviewNumber("An advance within 28 days", stall.expectedWithin28Days, source),
    ],
    coverage: coverage(
      [
        stall.daysSinceAdvance.value !== null,
        stall.q.value !== null,
        stall.expectedWithin28Days.value !== null,
      ],
      "of the wait, its curve and the chance ahead are known",
    ),
    missing: nextAsk?.missing ?? stall.q.missing[0] ?? null,
  });
}
