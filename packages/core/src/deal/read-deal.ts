import type { AskedPieces } from "../evidence/few-pieces.ts";
import type { KindSet } from "../evidence/kind-set.ts";
import { loggedKinds } from "../evidence/logged-kinds.ts";
import { use } from "../evidence/piece-use.ts";
import type { Seen } from "../evidence/seen.ts";
import { instantMs } from "../instant.ts";
import type { DealStandpoint } from "../standpoint.ts";
import type { DealFacts } from "./deal-facts.ts";
import { type LedgerEntry, readAdvances } from "./read-advances.ts";
import { type AxesReading, readAxes } from "./read-axes.ts";
import { type CommitmentReading, readCommitments } from "./read-commitments.ts";

/** A deal read once: everything that its assessment, its account's and its owner's are computed from. */
export interface DealReading {
  readonly deal: DealFacts;
  /** Everything seen about the deal. */
  readonly own: AskedPieces;
  /** Which kinds are among them. */
  readonly kinds: KindSet;
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

/** Reads a deal from its own evidence, in any order. A close after the standpoint has not happened yet. */
export function readDeal(deal: DealFacts, own: AskedPieces, from: DealStandpoint): DealReading {
  const kinds = own.kinds();
  const counting = own.usableFor(use.counting);
  const axes = readAxes(counting.filter(({ uses }) => uses & use.claim));
  const spoken = counting.filter(({ uses }) => uses & use.spoken);
  const commitments = readCommitments(spoken, from);
  const closedMs = deal.closedAt === undefined ? undefined : instantMs(deal.closedAt);
  const isLater = closedMs !== undefined && closedMs > from.asOfMs;
  return {
    deal,
    own,
    kinds,
    createdMs: instantMs(deal.createdAt),
    closedMs: isLater ? undefined : closedMs,
    status: isLater ? "open" : deal.status,
    conversations: own.usableFor(use.conversation),
    logged: kinds.hasAny(loggedKinds),
    counting,
    axes,
    commitments,
    ledger: readAdvances(spoken, axes.steps, commitments, from),
  };
}
