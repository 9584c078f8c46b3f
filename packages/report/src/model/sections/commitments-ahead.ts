import type { AheadItem } from "@headway/core";
import { countedNumber } from "../counted-number.ts";
import type { ReviewCard, ReviewQuote, ReviewSection } from "../review.ts";
import type { TimelineChart } from "../review-chart.ts";
import { reviewNumber } from "../review-number.ts";
import type { ReviewDeal, ReviewScope } from "../review-scope.ts";
import { coverage, dayOf, fact, reviewCard, subjectOf } from "../review-subject.ts";
import { sectionOf } from "../section-frame.ts";

type Promised = ReviewDeal["overdue"][number] & { readonly deal: ReviewDeal };

const chartDays = 28;
const chartEvents = 120;

/**
 * Buyers' promises that are overdue, then those ahead, soonest first (`domain:R10`). A seller sees the own plans and
 * goals on the way too; a leader sees what buyers promised and nothing else.
 */
export function commitmentsAhead(scope: ReviewScope): ReviewSection {
  const { deals, source, placeOf } = scope;
  const view = scope.windshield;
  const promises = [...overdue(deals), ...ahead(deals)];
  const cards = promises.filter(({ deal }) => placeOf.has(deal.dealId)).slice(0, scope.cards);
  const own = scope.own === null ? [] : view.ahead.filter(({ type }) => type !== "buyer-commitment");
  const ownCards = own.slice(0, scope.cards).map((item) => plannedCard(item, scope));
  return sectionOf("commitments-ahead", {
    totals: [
      reviewNumber("Commitments of buyers ahead", view.commitmentsAhead, source),
      reviewNumber("Overdue", overdueNumber(promises, scope), source),
    ],
    chart: timeline(scope.own === null ? view.ahead.filter(isBuyers) : view.ahead, scope),
    cards: [...cards.map((promise) => promiseCard(promise, scope)), ...ownCards],
    more: promises.length - cards.length + own.length - ownCards.length,
    empty: {
      status: "none",
      text: "No buyer's promise with a date is on record. Ask for one: what, who on the buyer's side, by when.",
    },
  });
}

const isBuyers = ({ type }: AheadItem) => type === "buyer-commitment";

function overdue(deals: readonly ReviewDeal[]): Promised[] {
  return deals
    .filter(({ status }) => status === "open")
    .flatMap((deal) => deal.overdue.map((promise) => ({ ...promise, deal })))
    .sort(bySoonest);
}

function ahead(deals: readonly ReviewDeal[]): Promised[] {
  return deals
    .flatMap((deal) => deal.commitmentsAhead.map((promise) => ({ ...promise, deal })))
    .sort(bySoonest);
}

function bySoonest(left: Promised, right: Promised): number {
  return (
    (left.dueAt ?? "~").localeCompare(right.dueAt ?? "~") || (left.evidenceId < right.evidenceId ? -1 : 1)
  );
}

function overdueNumber(promises: readonly Promised[], { asOf }: ReviewScope) {
  const late = promises.filter(({ status }) => status === "overdue");
  const lines = () =>
    late.map(({ evidenceId, deal, what }) => ({
      evidenceId,
      source: `deal/${deal.dealId}`,
      amount: 1,
      note: what,
    }));
  return countedNumber({
    unit: "promises of buyers overdue",
    asOf,
    rule: "domain:R10",
    lines,
    n: late.length,
  });
}

function promiseCard({ deal, ...promise }: Promised, scope: ReviewScope): ReviewCard {
  const piece = scope.source.evidence.get(promise.evidenceId);
  const isOverdue = promise.status === "overdue";
  const hasPerson =
    piece?.quote !== undefined || piece?.contactId !== undefined || piece?.actorRole !== undefined;
  const known = [true, promise.dueAt !== null, hasPerson];
  const quotes: ReviewQuote[] =
    piece?.quote === undefined
      ? []
      : [
          {
            words: piece.quote.text,
            speaker: scope.source.speakerOf(piece.quote.speaker),
            at: piece.occurredAt,
            url: scope.source.urlOf(piece.source.object, piece.source.id),
          },
        ];
  return reviewCard("commitments-ahead", promise.evidenceId, {
    subject: subjectOf("deal", deal.dealId, scope),
    title: promise.what,
    at: promise.dueAt,
    facts: [
      isOverdue
        ? fact("Overdue", `was due ${dayOf(promise.dueAt ?? "")}`, "bad")
        : fact("Ahead", dueText(promise), "good"),
      fact("Promised", dayOf(promise.madeAt)),
    ],
    numbers: [reviewNumber("Advances", deal.advances.forward, scope.source)],
    quotes,
    coverage: coverage(known, "of what, by when and who are on record"),
    missing: missingOf(promise, hasPerson),
  });
}

function dueText({ dueAt }: Pick<Promised, "dueAt">): string {
  return dueAt === null ? "without a date" : `due ${dayOf(dueAt)}`;
}

function missingOf({ status, dueAt, what }: Omit<Promised, "deal">, hasPerson: boolean): string | null {
  if (status === "overdue") return `whether it is done: ${what}`;
  if (dueAt === null) return "the date of the promise";
  return hasPerson ? null : "who on the buyer's side does it";
}

function plannedCard({ type, at, what, id, dealId, accountId }: AheadItem, scope: ReviewScope): ReviewCard {
  const subject =
    dealId !== undefined
      ? subjectOf("deal", dealId, scope)
      : accountId !== undefined
        ? subjectOf("account", accountId, scope)
        : null;
  const kind = type === "goal" ? "A goal of your own" : "Planned by you";
  return reviewCard("commitments-ahead", `${type}-${id}`, {
    subject,
    title: what,
    at,
    facts: [fact(kind, `for ${dayOf(at)}`)],
  });
}

function timeline(items: readonly AheadItem[], { asOf, source }: ReviewScope): TimelineChart | null {
  const to = new Date(Date.parse(asOf) + chartDays * 86_400_000).toISOString();
  const within = items.filter(({ at }) => Date.parse(at) <= Date.parse(to));
  if (within.length === 0) return null;
  const events = within.slice(0, chartEvents).map(({ at, what, type, dealId }) => ({
    at,
    label: what,
    lane:
      dealId === undefined ? (type === "goal" ? "own goals" : "own plans") : source.nameOf("deal", dealId),
  }));
  const later = items.length - within.length;
  const more = within.length - events.length;
  return {
    type: "timeline",
    title: `The next ${chartDays} days`,
    summary: `${within.length} of ${items.length} things ahead fall within ${chartDays} days${more > 0 ? `; the first ${events.length} are drawn` : ""}${later > 0 ? `, ${later} come later` : ""}.`,
    from: asOf,
    to,
    events,
  };
}
