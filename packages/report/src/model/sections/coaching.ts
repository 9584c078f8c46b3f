import { type CoachingEntry, type CoachingQueue, coachingQueue } from "@headway/core";
import { countedFacts } from "../counted-number.ts";
import type { ReviewCard, ReviewSection } from "../review.ts";
import { reviewNumber } from "../review-number.ts";
import type { ReviewScope } from "../review-scope.ts";
import { coverage, dayOf, fact, reviewCard, subjectOf } from "../review-subject.ts";
import { sectionOf } from "../section-frame.ts";
import { waitLabel } from "../wait-label.ts";

/** Deals and accounts without an advance for the policy's days (`domain:V12`); about the thing, never about a person. */
export function coaching(scope: ReviewScope): ReviewSection {
  const queue = coachingQueue(scope.input);
  const cards = queue.entries.slice(0, scope.cards);
  return sectionOf("coaching", {
    totals: [
      total("Deals to coach", "deal", queue.entries, scope),
      total("Accounts to coach", "account", queue.entries, scope),
      total("Quiet deals whose buyer has promised a step", "deal", queue.waiting, scope),
      total("Deals of which nothing is logged", "deal", queue.unlogged, scope),
    ],
    cards: [...cards.map((entry) => entryCard(entry, scope)), ...snoozedCards(queue, scope)],
    more: queue.entries.length - cards.length,
    empty:
      queue.unlogged.length > 0
        ? {
            status: "unknown",
            text: `Nothing is known to need coaching; of ${queue.unlogged.length} deals and accounts nothing is logged.`,
          }
        : { status: "none", text: "Every deal and account has advanced lately, or waits for a promise." },
  });
}

function total(
  label: string,
  type: CoachingEntry["type"],
  entries: readonly CoachingEntry[],
  { asOf, source }: ReviewScope,
) {
  const ids = entries.filter((entry) => entry.type === type).map(({ id }) => id);
  return reviewNumber(label, countedFacts(type, ids, { unit: `${type}s`, asOf, rule: "domain:V12" }), source);
}

function entryCard(
  { type, id, stall, nextAsk, daysSinceAdvance, missing }: CoachingEntry,
  scope: ReviewScope,
): ReviewCard {
  return reviewCard("coaching", `${type}-${id}`, {
    subject: subjectOf(type, id, scope),
    title: scope.source.nameOf(type, id),
    at: nextAsk?.dueAt ?? null,
    facts: [
      fact("Standing", stall, stall === "stalled" ? "bad" : "plain"),
      ...(nextAsk === null ? [] : [fact("Next ask", nextAsk.text), fact("Because", nextAsk.reason)]),
    ],
    numbers: [reviewNumber(waitLabel(daysSinceAdvance), daysSinceAdvance, scope.source)],
    coverage: coverage(
      [daysSinceAdvance.value !== null, stall !== "unknown"],
      "of the wait and its standing are known",
    ),
    missing:
      missing ?? (type === "account" ? "an act of the client's that strengthens the relationship" : null),
  });
}

const snoozedShown = 10;

function snoozedCards({ snoozed }: CoachingQueue, scope: ReviewScope): ReviewCard[] {
  return snoozed.slice(0, snoozedShown).map(({ type, id, reason, resumeAt }) =>
    reviewCard("coaching", `snoozed-${type}-${id}`, {
      subject: subjectOf(type, id, scope),
      title: scope.source.nameOf(type, id),
      at: resumeAt,
      facts: [fact("Waits", `${reason}, until ${dayOf(resumeAt)}`)],
    }),
  );
}
