import { use } from "../evidence/piece-use.ts";
import type { Seen } from "../evidence/seen.ts";
import { instantMs } from "../instant.ts";
import type { DealStandpoint } from "../standpoint.ts";
import type { DealFacts } from "./deal-facts.ts";
import { type LedgerEntry, readAdvances } from "./read-advances.ts";
import { type AxesReading, readAxes } from "./read-axes.ts";
import { type CommitmentReading, readCommitments } from "./read-commitments.ts";

/** A deal read once: everything that its standing is computed from. */
export interface StandingReading {
  readonly deal: DealFacts;
  readonly createdMs: number;
  /** When it was won or lost; `undefined` while it is open as of the standpoint. */
  readonly closedMs: number | undefined;
  readonly status: DealFacts["status"];
  /** Pieces about meetings and calls, whether they count or not, oldest first. */
  readonly conversations: readonly Seen[];
  /** Something beyond stage edits is recorded. */
  readonly logged: boolean;
  /** Pieces that may move something, oldest first. */
  readonly counting: readonly Seen[];
  readonly axes: AxesReading;
  readonly commitments: readonly CommitmentReading[];
  readonly ledger: readonly LedgerEntry[];
}

/** Of a deal's pieces what its standing asks for. */
export interface StandingPieces {
  /** Those that can be used for one of some things, given as bits of `use`, oldest first. */
  usableFor(bits: number): readonly Seen[];
}

/** Reads a deal from its own evidence, in any order. A close after the standpoint has not happened yet. */
export function readStanding(
  deal: DealFacts,
  own: StandingPieces,
  logged: boolean,
  from: DealStandpoint,
): StandingReading {
  const counting = own.usableFor(use.counting);
  const axes = readAxes(counting.filter(({ uses }) => uses & use.claim));
  const spoken = counting.filter(({ uses }) => uses & use.spoken);
  const commitments = readCommitments(spoken, from);
  const closedMs = deal.closedAt === undefined ? undefined : instantMs(deal.closedAt);
  const isLater = closedMs !== undefined && closedMs > from.asOfMs;
  return {
    deal,
    createdMs: instantMs(deal.createdAt),
    closedMs: isLater ? undefined : closedMs,
    status: isLater ? "open" : deal.status,
    conversations: own.usableFor(use.conversation),
    logged,
    counting,
    axes,
    commitments,
    ledger: readAdvances(spoken, axes.steps, commitments, from),
  };
}
