import type { AccountReading } from "../account/read-account.ts";
import { kindsInOrder } from "../evidence/kind-place.ts";
import { KindSet } from "../evidence/kind-set.ts";
import { use } from "../evidence/piece-use.ts";
import { byTime, inOrderOfTime, type Seen } from "../evidence/seen.ts";
import { dayMs } from "../instant.ts";
import { workKinds } from "../person/read-effort.ts";
import type { Standpoint } from "../standpoint.ts";

/** The pieces of an account that triage looks at, each list oldest first; buyer pieces are of grade 2 or better. */
export interface TriagePieces {
  readonly reading: AccountReading;
  /** Our attempts to reach the buyer within the pursuit window, each source record once. */
  readonly attempts: readonly Seen[];
  /** What takes hours, of either side, within the painful window; a record stands once for each deal. */
  readonly work: readonly Seen[];
  readonly deferrals: readonly Seen[];
  readonly oneSidedAsks: readonly Seen[];
  readonly blockers: readonly Seen[];
  readonly costlyActs: readonly Seen[];
  readonly benefits: readonly Seen[];
  /** Promises of ours made, and what the client said about them. */
  readonly promises: readonly Seen[];
  /** Learning on either side, enjoyment, and thanks. */
  readonly bonds: readonly Seen[];
  /** Complaints and re-openings within the painful window. */
  readonly friction: readonly Seen[];
  /** Needs, referrals and backings: asked and answered. */
  readonly asks: readonly Seen[];
}

type List = Exclude<keyof TriagePieces, "reading" | "work">;
type Lists = Record<List, Seen[]>;
type Kind = Seen["evidence"]["kind"];

const none: readonly Seen[] = Object.freeze([]);

/** Where our own acts go. */
const sellerLists: ReadonlyMap<Kind, List> = new Map<Kind, List>([
  ["seller-email", "attempts"],
  ["seller-call", "attempts"],
  ["call-not-connected", "attempts"],
  ["deadline-message", "attempts"],
  ["promise-made", "promises"],
  ["collaboration-enjoyed", "bonds"],
  ["learned-from-client", "bonds"],
  ["customer-backed", "asks"],
  ["referral-asked", "asks"],
  ["next-year-need-asked", "asks"],
]);

/** Where the buyer's acts go, so far as they count. */
const buyerLists: ReadonlyMap<Kind, List> = new Map<Kind, List>([
  ["deal-deferred", "deferrals"],
  ["one-sided-ask", "oneSidedAsks"],
  ["blocker-documented", "blockers"],
  ["benefit-confirmed", "benefits"],
  ["promise-kept-confirmed", "promises"],
  ["broken-promise-confirmed", "promises"],
  ["broken-promise-made-good", "promises"],
  ["client-learned", "bonds"],
  ["personal-thanks", "bonds"],
  ["complaint", "friction"],
  ["buying-job-reopened", "friction"],
  ["backing-acknowledged", "asks"],
  ["referral-given", "asks"],
  ["next-year-need-stated", "asks"],
]);

const attemptKinds = sellerKinds((list) => list === "attempts");
const otherActs = sellerKinds((list) => list !== "attempts");

function sellerKinds(test: (list: List) => boolean): KindSet {
  return new KindSet([...sellerLists].flatMap(([kind, list]) => (test(list) ? [kind] : [])));
}

const sellerListAt = kindsInOrder.map((kind) => sellerLists.get(kind));
const buyerListAt = kindsInOrder.map((kind) => buyerLists.get(kind));

/** Sorts an account's evidence into what triage looks at, in one pass over each side. */
export function readTriage(reading: AccountReading, from: Standpoint): TriagePieces {
  const lists = emptyLists();
  const pursuitMs = from.asOfMs - from.policy.triage.pursuit.windowDays * dayMs;
  const painfulMs = from.asOfMs - from.policy.triage.painful.windowDays * dayMs;
  const ours = [...reading.own.ofKinds(attemptKinds, pursuitMs), ...reading.own.ofKinds(otherActs)];
  for (const piece of ours) {
    const list = piece.uses & use.ours ? sellerListAt[piece.kindPlace] : undefined;
    if (list !== undefined) lists[list].push(piece);
  }
  for (const piece of reading.counting) {
    const list = buyerListAt[piece.kindPlace];
    if (list !== undefined && (list !== "friction" || piece.atMs > painfulMs)) lists[list].push(piece);
    if (piece.uses & use.costly) lists.costlyActs.push(piece);
  }
  return pieces(reading, lists, inOrderOfTime(reading.own.ofKinds(workKinds, painfulMs)));
}

function emptyLists(): Lists {
  return {
    attempts: [],
    deferrals: [],
    oneSidedAsks: [],
    blockers: [],
    costlyActs: [],
    benefits: [],
    promises: [],
    bonds: [],
    friction: [],
    asks: [],
  };
}

/** The counting side comes in order already; what our side is part of has to be put into it. */
function pieces(reading: AccountReading, lists: Lists, work: readonly Seen[]): TriagePieces {
  return {
    ...lists,
    reading,
    attempts: inOrder(lists.attempts),
    work,
    promises: inOrder(lists.promises),
    bonds: inOrder(lists.bonds),
    asks: inOrder(lists.asks),
  };
}

function inOrder(seen: Seen[]): readonly Seen[] {
  return seen.length === 0 ? none : oncePerRecord(seen.sort(byTime));
}

/** Of pieces that one source record gave for several deals at one instant, the first. `seen` comes oldest first. */
function oncePerRecord(seen: readonly Seen[]): readonly Seen[] {
  if (seen.length < 2) return seen;
  return seen.filter((piece, index) => {
    for (let at = index - 1; at >= 0; at -= 1) {
      const former = seen[at];
      if (former === undefined || former.atMs !== piece.atMs) return true;
      if (isSameRecord(former, piece)) return false;
    }
    return true;
  });
}

function isSameRecord({ evidence: left }: Seen, { evidence: right }: Seen): boolean {
  return (
    left.kind === right.kind &&
    left.topic === right.topic &&
    left.source.id === right.source.id &&
    left.source.object === right.source.object &&
    left.source.crm === right.source.crm
  );
}
