import type { LeaderAccount } from "@headway/core";
import { countedNumber } from "../counted-number.ts";
import type { ReviewCard, ReviewSection } from "../review.ts";
import { reviewNumber, reviewNumbers } from "../review-number.ts";
import type { ReviewScope } from "../review-scope.ts";
import { coverage, dayOf, fact, reviewCard, subjectOf } from "../review-subject.ts";
import { sectionOf } from "../section-frame.ts";

type Thanks = LeaderAccount["relationship"]["thanks"][number];

/** Clients' thanks, newest first (`domain:E11`), then the clients who turn to us more or less often (`domain:E7`). */
export function thanks(scope: ReviewScope): ReviewSection {
  const all = scope.accounts.flatMap(({ relationship }) => relationship.thanks).sort(newestFirst);
  const turning = scope.accounts.filter(({ relationship }) => relationship.turnToMe.rate.n > 0).sort(byTrend);
  const [wall, regulars] = [all.slice(0, scope.cards), turning.slice(0, scope.cards)];
  const lines = () => all.map(({ evidenceId, source }) => ({ evidenceId, source, amount: 1 }));
  const total = countedNumber({
    unit: "thanks on record",
    asOf: scope.asOf,
    rule: "domain:E11",
    lines,
    n: all.length,
  });
  return sectionOf("thanks", {
    totals: [reviewNumber("Personal thanks", total, scope.source)],
    cards: [...wall.map((one) => thanksCard(one, scope)), ...regulars.map((one) => turnCard(one, scope))],
    more: all.length - wall.length + turning.length - regulars.length,
    empty: {
      status: "unknown",
      text: "No thanks and no request for help is on record; log them as they come, word for word.",
    },
  });
}

function newestFirst(left: Thanks, right: Thanks): number {
  return Date.parse(right.at) - Date.parse(left.at) || (left.evidenceId < right.evidenceId ? -1 : 1);
}

const trends = ["rising", "falling", "unclear", "unknown"];

function byTrend(left: LeaderAccount, right: LeaderAccount): number {
  const place = ({ relationship }: LeaderAccount) => trends.indexOf(relationship.turnToMe.trend);
  return place(left) - place(right) || (left.accountId < right.accountId ? -1 : 1);
}

function thanksCard({ evidenceId, accountId, at, quote, prompted }: Thanks, scope: ReviewScope): ReviewCard {
  const piece = scope.source.evidence.get(evidenceId);
  const url = piece === undefined ? null : scope.source.urlOf(piece.source.object, piece.source.id);
  return reviewCard("thanks", evidenceId, {
    subject: subjectOf("account", accountId, scope),
    title: `Thanked us on ${dayOf(at)}`,
    at,
    facts: prompted ? [fact("Asked for", "we had asked, so it counts half")] : [],
    quotes:
      quote === null ? [] : [{ words: quote.text, speaker: scope.source.speakerOf(quote.speaker), at, url }],
    coverage: coverage([true, quote !== null], "of the thanks and its words are kept"),
    missing: quote === null ? "the client's own words" : null,
  });
}

function turnCard({ accountId, relationship }: LeaderAccount, scope: ReviewScope): ReviewCard {
  const { rate, change, trend } = relationship.turnToMe;
  const tone = trend === "rising" ? "good" : trend === "falling" ? "warning" : "plain";
  return reviewCard("thanks", `turn-${accountId}`, {
    subject: subjectOf("account", accountId, scope),
    title: `How often ${scope.source.nameOf("account", accountId)} turns to us`,
    facts: [fact("Trend", trend, tone)],
    numbers: [
      ...reviewNumbers("Requests for help", rate, scope.source),
      reviewNumber("Against the time before", change, scope.source),
      reviewNumber("Share as an advisor", relationship.advisorShare, scope.source),
    ],
    coverage: coverage([rate.value !== null, change.value !== null], "of the rate and its change are known"),
    missing: rate.missing[0] ?? change.missing[0] ?? null,
  });
}
