import { accountSignals } from "../account/account-signals.ts";
import { elationBalance } from "../account/elation-balance.ts";
import { explainBalance } from "../account/explain-balance.ts";
import type { Explained } from "../explain/explained.ts";
import { dayMs, type Instant, instantOf } from "../instant.ts";
import type { Standpoint } from "../standpoint.ts";
import type { RelationshipReading } from "./read-relationship.ts";

/** A fall of the client's elation that a sign of the client's own brought on; fading alone is none. */
export interface ElationFall {
  /** When `before` was. */
  readonly sinceAt: Instant;
  readonly before: Explained;
  readonly now: Explained;
  /** The negatives since then. */
  readonly evidenceIds: readonly string[];
}

/** Compares the balance with that of the policy's days ago; `null` where it did not fall far enough or is unknown. */
export function elationFall(reading: RelationshipReading, from: Standpoint): ElationFall | null {
  const { windowDays, fall } = from.policy.relationship.disagreement;
  const sinceMs = from.asOfMs - windowDays * dayMs;
  const { signals, counting } = reading.signals;
  const negatives = signals.filter(({ seen, points }) => points < 0 && seen.atMs > sinceMs);
  if (negatives.length === 0) return null;
  const earlier = accountSignals(
    counting.filter(({ atMs }) => atMs <= sinceMs),
    from.policy,
  );
  const view = { minimumPoints: from.policy.elation.minimumPoints, hasInterval: true };
  const before = explainBalance(elationBalance(earlier.signals, sinceMs, from.policy), view, from);
  const now = explainBalance(elationBalance(signals, from.asOfMs, from.policy), view, from);
  if (before.value === null || now.value === null || before.value - now.value < fall) return null;
  return {
    sinceAt: instantOf(sinceMs),
    before,
    now,
    evidenceIds: negatives.map(({ seen }) => seen.evidence.id),
  };
}
