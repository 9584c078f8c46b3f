import type { AccountAssessment } from "../account/account-assessment.ts";
import type { DealPrice } from "../deal/deal-facts.ts";
import type { DealReading } from "../deal/read-deal.ts";
import { compareTexts, type Seen } from "../evidence/seen.ts";
import { dayMs, type Instant, instantMs, instantOf } from "../instant.ts";
import type { Standpoint } from "../standpoint.ts";
import type { RelationshipReading } from "./read-relationship.ts";

/**
 * The outcome of a deal: the medal after the race, shown apart and an input to nothing (domain:E1, domain:E10). It
 * links back to what the client did and showed before it.
 */
export interface Medal {
  readonly accountId: string;
  readonly dealId: string;
  readonly outcome: "won" | "lost";
  readonly closedAt: Instant;
  readonly price: DealPrice | null;
  /** The advances of the deal up to the close. */
  readonly advanceEvidenceIds: readonly string[];
  /** The client's signs for us in the policy's days up to the close. */
  readonly elationEvidenceIds: readonly string[];
}

const none: readonly never[] = Object.freeze([]);

/** One medal for each closed deal, in order of the close. */
export function medalsOf(reading: RelationshipReading, from: Standpoint): readonly Medal[] {
  const closed = reading.deals.filter(({ status, closedMs }) => status !== "open" && closedMs !== undefined);
  if (closed.length === 0) return none;
  const positive = reading.signals.signals.filter(({ points }) => points > 0).map(({ seen }) => seen);
  return [...closed].sort(byClose).map((deal) => medalOf(deal, positive, from));
}

function byClose(left: DealReading, right: DealReading): number {
  return (left.closedMs ?? 0) - (right.closedMs ?? 0) || compareTexts(left.deal.id, right.deal.id);
}

function medalOf(reading: DealReading, positive: readonly Seen[], from: Standpoint): Medal {
  const { deal, ledger, status } = reading;
  const closedMs = reading.closedMs ?? 0;
  const sinceMs = closedMs - from.policy.relationship.medal.elationDays * dayMs;
  return {
    accountId: deal.accountId ?? "",
    dealId: deal.id,
    outcome: status === "won" ? "won" : "lost",
    closedAt: instantOf(closedMs),
    price: deal.price ?? null,
    advanceEvidenceIds: ledger
      .filter(({ atMs }) => atMs <= closedMs)
      .map(({ advance }) => advance.evidenceId),
    elationEvidenceIds: positive
      .filter(({ atMs }) => atMs > sinceMs && atMs <= closedMs)
      .map(({ evidence }) => evidence.id),
  };
}

/** All outcomes, newest first; no sum and no rank is made of them (domain:E10). */
export function medalView({ accounts }: { readonly accounts: readonly AccountAssessment[] }): Medal[] {
  const medals = accounts.flatMap((account) => account.medals);
  return medals.sort(
    (left, right) =>
      instantMs(right.closedAt) - instantMs(left.closedAt) || compareTexts(left.dealId, right.dealId),
  );
}
