import { use } from "../evidence/piece-use.ts";
import type { Seen } from "../evidence/seen.ts";
import { dayMs, instantMs } from "../instant.ts";
import type { DealStandpoint } from "../standpoint.ts";
import type { BuyerCommitment } from "./deal-assessment.ts";

/** A buyer's promise with its instants in milliseconds. */
export interface CommitmentReading {
  readonly seen: Seen;
  readonly what: string;
  readonly dueMs: number | undefined;
  readonly status: BuyerCommitment["status"];
  /** When it lapsed, if it did. */
  readonly lapsedMs: number | undefined;
}

const none: readonly never[] = Object.freeze([]);

/** Every promise of the buyer among pieces that count, as it stands (domain 3.2). A late fulfilment stays lapsed. */
export function readCommitments(
  counting: readonly Seen[],
  from: DealStandpoint,
): readonly CommitmentReading[] {
  const readings: CommitmentReading[] = [];
  for (const seen of counting) {
    if (!(seen.uses & use.spoken)) continue;
    const commitment = seen.evidence.commitment;
    if (commitment?.owner === "buyer") readings.push(readCommitment(seen, commitment, from));
  }
  return readings.length === 0 ? none : readings.slice();
}

function readCommitment(
  seen: Seen,
  commitment: { what: string; dueAt?: string | undefined; fulfilledAt?: string | undefined },
  { policy, asOfMs }: DealStandpoint,
): CommitmentReading {
  const dueMs = optionalMs(commitment.dueAt);
  const fulfilledMs = optionalMs(commitment.fulfilledAt);
  const lapseMs = (dueMs ?? Number.POSITIVE_INFINITY) + policy.advance.lapseAfterDays * dayMs;
  const isKept = fulfilledMs !== undefined && fulfilledMs <= asOfMs && fulfilledMs <= lapseMs;
  const status = isKept ? "kept" : openStatus(dueMs, lapseMs, asOfMs);
  return { seen, what: commitment.what, dueMs, status, lapsedMs: status === "lapsed" ? lapseMs : undefined };
}

function openStatus(dueMs: number | undefined, lapseMs: number, asOfMs: number): BuyerCommitment["status"] {
  if (dueMs === undefined) return "undated";
  if (asOfMs <= dueMs) return "ahead";
  return asOfMs <= lapseMs ? "overdue" : "lapsed";
}

function optionalMs(instant: string | undefined): number | undefined {
  const ms = instant === undefined ? Number.NaN : instantMs(instant);
  return Number.isNaN(ms) ? undefined : ms;
}
