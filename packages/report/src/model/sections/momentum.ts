import type { Contribution, Explained, LeaderDeal } from "@headway/core";
import type { ReviewCard, ReviewSection } from "../review.ts";
import type { LinesChart } from "../review-chart.ts";
import { reviewNumber, reviewNumbers } from "../review-number.ts";
import type { OwnView, ReviewScope } from "../review-scope.ts";
import { reviewCard, subjectOf } from "../review-subject.ts";
import { sectionOf } from "../section-frame.ts";

const weeks = 26;
const dayMs = 86_400_000;

/** Momentum without resets (`domain:R1`, `domain:R12`): a seller's own, or that of all deals together. */
export function momentum(scope: ReviewScope): ReviewSection {
  return scope.own === null ? portfolioMomentum(scope) : ownMomentum(scope, scope.own);
}

function ownMomentum(scope: ReviewScope, { person }: OwnView): ReviewSection {
  const { source } = scope;
  const { points, ratePerWeek, sensitivity } = person.momentum;
  const { trend, moments } = person.progress;
  const line = trend.weeks.map(({ at, points: value }) => ({ at, value }));
  return sectionOf("momentum", {
    totals: [
      reviewNumber("Your momentum", points, source),
      ...reviewNumbers("Advances a week", ratePerWeek, source),
      reviewNumber("More than at the start of the line", trend.change, source),
    ],
    chart: chartOf("Your momentum", line),
    cards: moments.moments.map((moment) => momentCard(moment, scope)),
    empty: {
      status: "none",
      text: `No advance this week. With other half-lives the same record gives ${sensitivity.map(({ halfLifeDays, points: value }) => `${value.toFixed(1)} (${halfLifeDays} days)`).join(", ")}.`,
    },
  });
}

type Moment = OwnView["person"]["progress"]["moments"]["moments"][number];

function momentCard({ evidenceId, at, what, dealId, accountId }: Moment, scope: ReviewScope): ReviewCard {
  const subject =
    dealId !== undefined
      ? subjectOf("deal", dealId, scope)
      : accountId !== undefined
        ? subjectOf("account", accountId, scope)
        : null;
  return reviewCard("momentum", `${evidenceId}-${what}`, {
    subject,
    title: what.replaceAll(/[:-]/g, " "),
    at,
  });
}

function portfolioMomentum(scope: ReviewScope): ReviewSection {
  const { deals, asOf, source, whole } = scope;
  const { halfLifeDays } = whole.policy.momentum;
  const advances = deals.flatMap(({ advances: { ledger } }) => ledger);
  const toMs = Date.parse(asOf);
  const line = Array.from({ length: weeks + 1 }, (_, index) => {
    const atMs = toMs - (weeks - index) * 7 * dayMs;
    return { at: new Date(atMs).toISOString(), value: pointsAt(atMs, advances, halfLifeDays) };
  });
  return sectionOf("momentum", {
    totals: [reviewNumber("Momentum of all deals", totalOf(deals, asOf), source)],
    chart: advances.length === 0 ? null : chartOf("All deals together", line),
    cards: [],
    empty:
      advances.length === 0
        ? { status: "none", text: "No advance is on record." }
        : {
            status: "none",
            text: "The line is that of all deals together; each deal's own stands on its card.",
          },
  });
}

/** A missed promise counts until it lapsed. */
function pointsAt(atMs: number, advances: LeaderDeal["advances"]["ledger"], halfLifeDays: number): number {
  let points = 0;
  for (const { at, lapsedAt } of advances) {
    const ageMs = atMs - Date.parse(at);
    if (ageMs < 0 || (lapsedAt !== undefined && Date.parse(lapsedAt) <= atMs)) continue;
    points += 2 ** (-ageMs / dayMs / halfLifeDays);
  }
  return points;
}

function totalOf(deals: readonly LeaderDeal[], asOf: string): Explained {
  const parts = deals.map(({ momentum: { points } }) => points);
  const basis = parts.reduce((sum, part) => sum + part.basis, 0);
  const n = parts.reduce((sum, part) => sum + part.n, 0);
  return {
    status: "known",
    value: basis,
    unit: "advances, decayed",
    valueFrom: "sum",
    basis,
    prior: 0,
    get contributions(): readonly Contribution[] {
      return parts.flatMap(({ contributions }) => contributions);
    },
    otherBases: [],
    n,
    asOf,
    rule: { id: "domain:3.9", version: "1" },
    missing: [],
    alternatives: [],
  };
}

function chartOf(label: string, points: LinesChart["series"][number]["points"]): LinesChart | null {
  const [start, end] = [points[0], points.at(-1)];
  if (start === undefined || end === undefined) return null;
  return {
    type: "lines",
    title: `${label}, week by week`,
    summary: `From ${start.value.toFixed(1)} on ${start.at.slice(0, 10)} to ${end.value.toFixed(1)} on ${end.at.slice(0, 10)}; no end of a period changes it.`,
    unit: "advances, decayed",
    series: [{ label, points }],
  };
}
