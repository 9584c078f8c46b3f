import type { ReviewDeal } from "./review-scope.ts";

const dayMs = 86_400_000;
const soonDays = 14;
const recentDays = 28;

/**
 * Open deals, those that matter most this week first:
 * 1. a promise of the buyer's is overdue, the longest overdue first;
 * 2. one is due within two weeks, the soonest first;
 * 3. the buyer advances while we fall, or steps back, the latest first;
 * 4. it is stalled, the one that waited longest first;
 * 5. it advanced within four weeks, the latest first;
 * 6. any other promise ahead, the soonest first;
 * 7. the rest, the latest advance first.
 * What a deal is worth enters nowhere (`domain:R13`, `domain:T9`); ties are told by the id.
 */
export function dealsThatMatter(deals: readonly ReviewDeal[], asOf: string): ReviewDeal[] {
  const asOfMs = Date.parse(asOf);
  return deals
    .filter(({ status }) => status === "open")
    .map((deal) => ({ deal, place: placeOf(deal, asOfMs) }))
    .sort(
      (left, right) =>
        left.place[0] - right.place[0] ||
        left.place[1] - right.place[1] ||
        (left.deal.dealId < right.deal.dealId ? -1 : 1),
    )
    .map(({ deal }) => deal);
}

const fallen: ReadonlySet<string> = new Set([
  "buyer-advances-we-fall",
  "setback",
  "we-gain-buyer-steps-back",
]);

/** The group of a deal, and its place in it: the smaller comes first. */
function placeOf(deal: ReviewDeal, asOfMs: number): readonly [number, number] {
  const overdue = firstDue(deal.overdue);
  if (overdue !== undefined) return [1, overdue];
  const ahead = firstDue(deal.commitmentsAhead);
  if (ahead !== undefined && ahead <= asOfMs + soonDays * dayMs) return [2, ahead];
  const movedMs = deal.movement.at === null ? Number.NEGATIVE_INFINITY : Date.parse(deal.movement.at);
  if (fallen.has(deal.movement.type) && movedMs > asOfMs - recentDays * dayMs) return [3, -movedMs];
  if (deal.stall.state === "stalled") return [4, -(deal.stall.daysSinceAdvance.value ?? 0)];
  const advancedMs = deal.lastAdvance === null ? 0 : Date.parse(deal.lastAdvance.at);
  if (advancedMs > asOfMs - recentDays * dayMs) return [5, -advancedMs];
  if (ahead !== undefined) return [6, ahead];
  return [7, -advancedMs];
}

function firstDue(promises: readonly { readonly dueAt: string | null }[]): number | undefined {
  const due = promises.flatMap(({ dueAt }) => (dueAt === null ? [] : [Date.parse(dueAt)]));
  return due.length === 0 ? undefined : Math.min(...due);
}
