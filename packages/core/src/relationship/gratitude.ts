import type { AccountAssessment } from "../account/account-assessment.ts";
import { compareTexts, type Seen } from "../evidence/seen.ts";
import { dayMs, type Instant, instantMs, instantOf } from "../instant.ts";
import type { Standpoint } from "../standpoint.ts";
import { type EvidenceReference, referenceTo } from "./evidence-reference.ts";
import type { RelationshipReading } from "./read-relationship.ts";

/** A win, and our thanks for it (domain:O2). */
export interface Gratitude {
  readonly accountId: string;
  readonly dealId: string;
  readonly wonAt: Instant;
  /** By when thanks are due. */
  readonly dueAt: Instant;
  readonly status: "thanked" | "due" | "overdue";
  /** The thanks given, `null` while none are on record. */
  readonly thanks: EvidenceReference | null;
}

const none: readonly never[] = Object.freeze([]);

/**
 * One entry for each won deal, in order of the win. Thanks count when they came after the win and name this deal or
 * none; thanks that name none answer every win before them.
 */
export function gratitudeOf(reading: RelationshipReading, from: Standpoint): readonly Gratitude[] {
  const won = reading.deals.flatMap(({ deal, status, closedMs }) =>
    status === "won" && closedMs !== undefined ? [{ dealId: deal.id, wonMs: closedMs }] : [],
  );
  if (won.length === 0) return none;
  const given = reading.piecesOf("thanks-given");
  won.sort((left, right) => left.wonMs - right.wonMs || compareTexts(left.dealId, right.dealId));
  return won.map(({ dealId, wonMs }) => {
    const dueMs = wonMs + from.policy.relationship.gratitude.thankWithinDays * dayMs;
    const thanks = given.find((piece) => answers(piece, dealId, wonMs));
    return {
      accountId: reading.account.account.id,
      dealId,
      wonAt: instantOf(wonMs),
      dueAt: instantOf(dueMs),
      status: thanks ? "thanked" : from.asOfMs > dueMs ? "overdue" : "due",
      thanks: thanks ? referenceTo(thanks) : null,
    };
  });
}

function answers({ evidence, atMs }: Seen, dealId: string, wonMs: number): boolean {
  return atMs >= wonMs && (evidence.dealId === undefined || evidence.dealId === dealId);
}

/** All wins with their thanks, in order of the win: the gratitude ledger (domain:O2). */
export function gratitudeLedger({
  accounts,
}: {
  readonly accounts: readonly AccountAssessment[];
}): Gratitude[] {
  const entries = accounts.flatMap(({ relationship }) => relationship.gratitude);
  return entries.sort(
    (left, right) =>
      instantMs(left.wonAt) - instantMs(right.wonAt) || compareTexts(left.dealId, right.dealId),
  );
}

/** The wins nobody has given thanks for yet, the longest due first (domain:O2). */
export function thankYouDue(input: { readonly accounts: readonly AccountAssessment[] }): Gratitude[] {
  return gratitudeLedger(input).filter(({ status }) => status !== "thanked");
}
