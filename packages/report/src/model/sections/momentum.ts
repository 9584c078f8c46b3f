import type { Contribution, Explained, LeaderDeal } from "@headway/core";
import type { ReviewCard, ReviewSection } from "../review.ts";
import type { LinesChart } from "../review-chart.ts";
import { reviewNumber, reviewNumbers } from "../review-number.ts";
import type { OwnView, ReviewScope } from "../review-scope.ts";
import { reviewCard, subjectOf } from "../review-subject.ts";
import { sectionOf } from "../section-frame.ts";

const weeks = 26;
const dayMs = 86_400_000;
const weekMs = 7 * dayMs;

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
  const line = weeklyPoints(advances, Date.parse(asOf), halfLifeDays);
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

type Ledger = LeaderDeal["advances"]["ledger"];

/** Each week the points before it, decayed by seven days, and what came or lapsed since: one pass over the advances. */
function weeklyPoints(
  advances: Iterable<Ledger[number]>,
  toMs: number,
  halfLifeDays: number,
): LinesChart["series"][number]["points"] {
  const sinceMs = toMs - weeks * weekMs;
  const come = new Float64Array(weeks + 1);
  const weekOf = (atMs: number) => Math.max(0, Math.ceil((atMs - sinceMs) / weekMs));
  const add = (week: number, atMs: number, sign: number) => {
    const ageDays = (sinceMs + week * weekMs - atMs) / dayMs;
    come[week] = (come[week] ?? 0) + sign * 2 ** (-ageDays / halfLifeDays);
  };
  for (const { at, lapsedAt } of advances) {
    const atMs = Date.parse(at);
    const [first, lapsed] = [
      weekOf(atMs),
      lapsedAt === undefined ? Number.POSITIVE_INFINITY : weekOf(Date.parse(lapsedAt)),
    ];
    if (first > weeks || first >= lapsed) continue;
    add(first, atMs, 1);
    if (lapsed <= weeks) add(lapsed, atMs, -1);
  }
  const keep = 2 ** (-7 / halfLifeDays);
  let points = 0;
  return Array.from(come, (added, week) => {
    points = points * keep + added;
    return { at: new Date(sinceMs + week * weekMs).toISOString(), value: points };
  });
}

/** The sum over deals, a line for each; what a deal's own is made of stands on its card. */
function totalOf(deals: readonly LeaderDeal[], asOf: string): Explained {
  const moved = deals.filter(({ momentum: { points } }) => points.basis > 0);
  const basis = moved.reduce((sum, { momentum: { points } }) => sum + points.basis, 0);
  return {
    status: "known",
    value: basis,
    unit: "advances, decayed",
    valueFrom: "sum",
    basis,
    prior: 0,
    get contributions(): readonly Contribution[] {
      return moved.map(({ dealId, momentum: { points } }) => ({
        evidenceId: `deal:${dealId}`,
        source: `deal/${dealId}`,
        amount: points.basis,
        note: `its own momentum, from ${points.n} pieces of evidence`,
      }));
    },
    otherBases: [],
    n: moved.reduce((sum, { momentum: { points } }) => sum + points.n, 0),
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
