import { countedFacts } from "../counted-number.ts";
import type { ReviewCard, ReviewFact, ReviewSection } from "../review.ts";
import type { TwoAxesChart } from "../review-chart.ts";
import { reviewNumber } from "../review-number.ts";
import type { ReviewDeal, ReviewScope } from "../review-scope.ts";
import { coverage, dayOf, fact, reviewCard, subjectOf } from "../review-subject.ts";
import { sectionOf } from "../section-frame.ts";

const preferences: Readonly<Record<string, string>> = {
  "-1": "behind a named other",
  "0": "not said",
  "1": "shortlisted",
  "2": "preferred, in the buyer's words",
  "3": "a spoken yes",
  "4": "signed",
};
const namesShown = 5;

/** Every shown deal with where it stands and where it moved last (`domain:V7`), those that matter most first. */
export function twoAxes(scope: ReviewScope): ReviewSection {
  const { deals, shown, source, asOf } = scope;
  const open = deals.filter(({ status }) => status === "open");
  const about = { asOf, rule: "domain:V7" };
  const ofType = (type: string) =>
    open.filter(({ movement }) => movement.type === type).map(({ dealId }) => dealId);
  const falling = ofType("buyer-advances-we-fall");
  return sectionOf("two-axes", {
    totals: [
      reviewNumber(
        "Open deals",
        countedFacts(
          "deal",
          open.map(({ dealId }) => dealId),
          { ...about, unit: "deals" },
        ),
        source,
      ),
      reviewNumber(
        "Last moved forward",
        countedFacts("deal", ofType("advance"), { ...about, unit: "deals" }),
        source,
      ),
      reviewNumber(
        "The buyer advances, we fall",
        countedFacts("deal", falling, { ...about, unit: "deals" }),
        source,
      ),
    ],
    chart: chartOf(open, scope),
    cards: shown.map((deal) => dealCard(deal, scope)),
    more: open.length - shown.length,
    empty: { status: "none", text: "No deal is open." },
  });
}

function chartOf(open: readonly ReviewDeal[], { source }: ReviewScope): TwoAxesChart | null {
  if (open.length === 0) return null;
  const points = new Map<
    string,
    { buyingProgress: number; preference: number; deals: number; stalled: number; names: string[] }
  >();
  let unknown = 0;
  for (const { dealId, buyingProgress, preference, stall } of open) {
    if (buyingProgress.value === null || preference.value === null) {
      unknown += 1;
      continue;
    }
    const key = `${buyingProgress.value} ${preference.value}`;
    const point = points.get(key) ?? {
      buyingProgress: buyingProgress.value,
      preference: preference.value,
      deals: 0,
      stalled: 0,
      names: [],
    };
    point.deals += 1;
    if (stall.state === "stalled") point.stalled += 1;
    if (point.names.length < namesShown) point.names.push(source.nameOf("deal", dealId));
    points.set(key, point);
  }
  const known = open.length - unknown;
  const ours = [...points.values()].filter(({ preference }) => preference >= 2);
  const preferring = ours.reduce((sum, { deals }) => sum + deals, 0);
  return {
    type: "two-axes",
    title: "Buying progress and preference for us",
    summary: `${known} open deals have a known place; in ${preferring} of them the buyer prefers us. Of ${unknown} deals the place is unknown.`,
    points: [...points.values()],
    unknown,
  };
}

function dealCard(deal: ReviewDeal, scope: ReviewScope): ReviewCard {
  const { source } = scope;
  const { buyingProgress, preference, advances, momentum, articulation, stall, facts } = deal;
  const known = [
    buyingProgress.value !== null,
    preference.value !== null,
    stall.q.value !== null,
    articulation.status === "known",
  ];
  return reviewCard("two-axes", deal.dealId, {
    subject: subjectOf("deal", deal.dealId, scope),
    title: source.nameOf("deal", deal.dealId),
    at: deal.lastAdvance?.at ?? null,
    facts: [
      ...(facts.accountId === undefined ? [] : [fact("Account", source.nameOf("account", facts.accountId))]),
      ...deal.reasons.map((text, index) => fact(["Buyer", "Standing", "Next"][index] ?? "", text)),
      movementFact(deal),
      ...askFact(deal),
    ],
    numbers: [
      reviewNumber("Advances", advances.forward, source),
      reviewNumber("Buying jobs done", buyingProgress, source),
      { ...reviewNumber("Preference for us", preference, source), text: preferenceText(preference.value) },
      reviewNumber("Momentum", momentum.points, source),
    ],
    coverage: coverage(known, "of both axes, the stall clock and the buyer's words are known"),
    missing: deal.nextAsk?.missing ?? preference.missing[0] ?? buyingProgress.missing[0] ?? null,
  });
}

function preferenceText(value: number | null): string {
  return value === null ? "unknown" : `${value}: ${preferences[String(value)] ?? "?"}`;
}

function movementFact({ movement }: ReviewDeal): ReviewFact {
  const tone =
    movement.type === "advance" || movement.type === "recovered"
      ? "good"
      : movement.type === "none"
        ? "plain"
        : "bad";
  return fact(
    "Last movement",
    `${movement.text}${movement.at === null ? "" : `, ${dayOf(movement.at)}`}`,
    tone,
  );
}

/** The next ask with its day; its reason is the third of the reasons. */
function askFact({ nextAsk }: ReviewDeal): ReviewFact[] {
  if (nextAsk === null) return [];
  return [
    fact("Next ask", `${nextAsk.text}${nextAsk.dueAt === undefined ? "" : `, by ${dayOf(nextAsk.dueAt)}`}`),
  ];
}
