import { counts } from "../evidence/counting.ts";
import { byTime, type Seen } from "../evidence/seen.ts";
import { instantMs } from "../instant.ts";
import type { Policy } from "../policy/policy.ts";
import type { Standpoint } from "../standpoint.ts";
import type { DealFacts } from "./deal-facts.ts";
import { type LedgerEntry, readAdvances } from "./read-advances.ts";
import { type AxesReading, readAxes } from "./read-axes.ts";
import { type CommitmentReading, readCommitments } from "./read-commitments.ts";

/** A deal read once: everything that its assessment, its account's and its owner's are computed from. */
export interface DealReading {
  readonly deal: DealFacts;
  /** Everything seen about the deal, in any order. */
  readonly own: readonly Seen[];
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
export function readDeal(deal: DealFacts, own: readonly Seen[], from: Standpoint): DealReading {
  const { counting, conversations, logged } = sortedOut(own, from.policy);
  const axes = readAxes(counting);
  const commitments = readCommitments(counting, from);
  const closedMs = deal.closedAt === undefined ? undefined : instantMs(deal.closedAt);
  const isLater = closedMs !== undefined && closedMs > from.asOfMs;
  return {
    deal,
    own,
    createdMs: instantMs(deal.createdAt),
    closedMs: isLater ? undefined : closedMs,
    status: isLater ? "open" : deal.status,
    conversations,
    logged,
    counting,
    axes,
    commitments,
    ledger: readAdvances(counting, axes.steps, commitments, from),
  };
}

/** What counts, what was said in meetings and calls, and whether anything is logged, in one pass. */
function sortedOut(own: readonly Seen[], policy: Policy) {
  const counting: Seen[] = [];
  const conversations: Seen[] = [];
  let logged = false;
  for (const seen of own) {
    if (counts(seen.evidence, policy)) counting.push(seen);
    if (isConversation(seen)) conversations.push(seen);
    logged ||= seen.evidence.kind !== "stage-edited";
  }
  return { counting: counting.sort(byTime), conversations: conversations.sort(byTime), logged };
}

function isConversation({ evidence }: Seen): boolean {
  return evidence.meetingId !== undefined || evidence.callId !== undefined;
}
