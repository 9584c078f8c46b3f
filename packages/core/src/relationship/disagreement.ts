import type { AccountAssessment } from "../account/account-assessment.ts";
import type { LedgerEntry } from "../deal/read-advances.ts";
import type { DealReading } from "../deal/read-deal.ts";
import { compareTexts } from "../evidence/seen.ts";
import { contribution, explain } from "../explain/explain.ts";
import type { Explained } from "../explain/explained.ts";
import { formula } from "../explain/rule-version.ts";
import { dayMs } from "../instant.ts";
import type { Standpoint } from "../standpoint.ts";
import type { ElationFall } from "./elation-change.ts";
import type { RelationshipReading } from "./read-relationship.ts";

/** A deal that goes forward while its client's elation falls. Both numbers stand; nothing is made of the two. */
export interface Disagreement {
  readonly accountId: string;
  readonly dealId: string;
  /** Advances of the deal within the policy's days. */
  readonly advances: Explained;
  readonly elationBefore: Explained;
  readonly elation: Explained;
  /** The negatives that go with the fall. */
  readonly negativeEvidenceIds: readonly string[];
  readonly text: string;
}

const none: readonly never[] = Object.freeze([]);

/** The open deals of one client that advanced while elation fell. */
export function disagreementsOf(
  reading: RelationshipReading,
  fall: ElationFall | null,
  from: Standpoint,
): readonly Disagreement[] {
  if (fall === null) return none;
  return reading.deals
    .filter(({ status }) => status === "open")
    .flatMap((deal) => disagreement(deal, fall, from));
}

function disagreement(reading: DealReading, fall: ElationFall, from: Standpoint): Disagreement[] {
  const { windowDays } = from.policy.relationship.disagreement;
  const sinceMs = from.asOfMs - windowDays * dayMs;
  const recent = reading.ledger.filter(
    ({ lapsed, advance, atMs }) => !lapsed && advance.direction === "forward" && atMs > sinceMs,
  );
  if (recent.length === 0) return [];
  const advances = explainRecent(recent, windowDays, from);
  return [
    {
      accountId: reading.deal.accountId ?? "",
      dealId: reading.deal.id,
      advances,
      elationBefore: fall.before,
      elation: fall.now,
      negativeEvidenceIds: fall.evidenceIds,
      text: textOf(recent.length, fall, windowDays),
    },
  ];
}

function textOf(advances: number, { before, now }: ElationFall, windowDays: number): string {
  const times = advances === 1 ? "one advance" : `${advances} advances`;
  const from = (before.value ?? 0).toFixed(2);
  const to = (now.value ?? 0).toFixed(2);
  return `The deal made ${times} in ${windowDays} days, while the client's evidence balance fell from ${from} to ${to}.`;
}

function explainRecent(recent: readonly LedgerEntry[], windowDays: number, from: Standpoint): Explained {
  return explain({
    value: recent.length,
    unit: `advances in ${windowDays} days`,
    valueFrom: "count",
    basis: recent.length,
    n: recent.length,
    asOf: from.asOf,
    rule: formula("3.2"),
    contributions: () => recent.map(({ seen, advance }) => contribution(seen.evidence, 1, advance.step)),
  });
}

/** Every deal that advances while its client's elation falls, in order of account and deal. */
export function disagreements(input: { readonly accounts: readonly AccountAssessment[] }): Disagreement[] {
  const all = input.accounts.flatMap(({ relationship }) => relationship.disagreements);
  return all.sort(
    (left, right) => compareTexts(left.accountId, right.accountId) || compareTexts(left.dealId, right.dealId),
  );
}
