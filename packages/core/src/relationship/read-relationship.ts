import type { AccountSignals } from "../account/account-signals.ts";
import { type AccountReading, oncePerRecord } from "../account/read-account.ts";
import type { DealReading } from "../deal/read-deal.ts";
import type { EvidenceKind } from "../evidence/kind.ts";
import { kindOf } from "../evidence/kind-place.ts";
import { KindSet } from "../evidence/kind-set.ts";
import { use } from "../evidence/piece-use.ts";
import { byTime, type Seen } from "../evidence/seen.ts";

/** An account with what its relationship is read from. */
export interface RelationshipReading {
  readonly account: AccountReading;
  readonly deals: readonly DealReading[];
  readonly signals: AccountSignals;
  /** The piece with which the account's record begins. */
  readonly earliest: Seen | undefined;
  /** Pieces of one of the watched kinds, oldest first, one per source record and kind. */
  piecesOf(kind: EvidenceKind): readonly Seen[];
}

const none: readonly Seen[] = Object.freeze([]);

/** Our own acts that the relationship is read from; they are taken whatever their grade. */
const ownActs = new KindSet(["advised-not-to-buy", "introduction-made", "help-given", "thanks-given"]);

/** The client's acts and words, of grade 2 or better. */
const clientActs = new KindSet([
  "problem-stated",
  "help-requested",
  "introduction-solved",
  "joint-work",
  "outcome-reported",
  "benefit-confirmed",
  "personal-thanks",
  "sale-regretted",
]);

/** Picks out of an account's evidence, in one pass, what its relationship is read from. */
export function readRelationship(
  account: AccountReading,
  signals: AccountSignals,
  deals: readonly DealReading[],
): RelationshipReading {
  const byKind = new Map<EvidenceKind, Seen[]>();
  for (const piece of account.counting) {
    if (clientActs.has(piece.kindPlace)) add(byKind, piece);
  }
  const hasActs = account.kinds.hasAny(ownActs);
  const acts = hasActs ? account.own.ofKinds(ownActs).filter(({ uses }) => uses & use.ours) : none;
  for (const piece of oncePerRecord(acts.toSorted(byTime))) add(byKind, piece);
  return {
    account,
    deals,
    signals,
    earliest: account.earliest,
    piecesOf: (kind) => byKind.get(kind) ?? none,
  };
}

function add(byKind: Map<EvidenceKind, Seen[]>, piece: Seen): void {
  const kind = kindOf(piece);
  const former = byKind.get(kind);
  if (former) former.push(piece);
  else byKind.set(kind, [piece]);
}
