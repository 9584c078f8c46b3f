import type { AccountReading } from "../account/read-account.ts";
import { byTime, type Seen } from "../evidence/seen.ts";
import { dayMs } from "../instant.ts";
import type { Standpoint } from "../standpoint.ts";

/** The pieces of an account that triage looks at, each list oldest first; buyer pieces are of grade 2 or better. */
export interface TriagePieces {
  readonly reading: AccountReading;
  /** Our attempts to reach the buyer within the pursuit window, each source record once. */
  readonly attempts: readonly Seen[];
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

type List = Exclude<keyof TriagePieces, "reading">;

const none: readonly Seen[] = Object.freeze([]);

/** Sorts an account's evidence into what triage looks at, in one pass over each side. */
export function readTriage(reading: AccountReading, from: Standpoint): TriagePieces {
  const lists = new Map<List, Seen[]>();
  const pursuitMs = from.asOfMs - from.policy.triage.pursuit.windowDays * dayMs;
  const painfulMs = from.asOfMs - from.policy.triage.painful.windowDays * dayMs;
  for (const piece of reading.own) {
    if (piece.evidence.actorSide !== "seller") continue;
    const list = sellerList(piece.evidence.kind);
    if (list !== undefined && (list !== "attempts" || piece.atMs > pursuitMs)) put(lists, list, piece);
  }
  for (const list of lists.values()) if (list.length > 1) list.sort(byTime);
  for (const piece of reading.counting) {
    const { kind, grade } = piece.evidence;
    const list = buyerList(kind);
    if (list !== undefined && (list !== "friction" || piece.atMs > painfulMs)) put(lists, list, piece);
    if (grade === 4) put(lists, "costlyActs", piece);
  }
  return pieces(reading, lists);
}

function put(lists: Map<List, Seen[]>, list: List, piece: Seen): void {
  const former = lists.get(list);
  if (former) former.push(piece);
  else lists.set(list, [piece]);
}

function pieces(reading: AccountReading, lists: ReadonlyMap<List, Seen[]>): TriagePieces {
  const list = (name: List) => lists.get(name) ?? none;
  return {
    reading,
    attempts: oncePerRecord(list("attempts")),
    deferrals: list("deferrals"),
    oneSidedAsks: list("oneSidedAsks"),
    blockers: list("blockers"),
    costlyActs: list("costlyActs"),
    benefits: list("benefits"),
    promises: oncePerRecord([...list("promises")].sort(byTime)),
    bonds: oncePerRecord([...list("bonds")].sort(byTime)),
    friction: list("friction"),
    asks: oncePerRecord([...list("asks")].sort(byTime)),
  };
}

function sellerList(kind: Seen["evidence"]["kind"]): List | undefined {
  switch (kind) {
    case "seller-email":
    case "seller-call":
    case "call-not-connected":
    case "deadline-message":
      return "attempts";
    case "promise-made":
      return "promises";
    case "collaboration-enjoyed":
    case "learned-from-client":
      return "bonds";
    case "customer-backed":
    case "referral-asked":
    case "next-year-need-asked":
      return "asks";
    default:
      return undefined;
  }
}

function buyerList(kind: Seen["evidence"]["kind"]): List | undefined {
  switch (kind) {
    case "deal-deferred":
      return "deferrals";
    case "one-sided-ask":
      return "oneSidedAsks";
    case "blocker-documented":
      return "blockers";
    case "benefit-confirmed":
      return "benefits";
    case "promise-kept-confirmed":
    case "broken-promise-confirmed":
    case "broken-promise-made-good":
      return "promises";
    case "client-learned":
    case "personal-thanks":
      return "bonds";
    case "complaint":
    case "buying-job-reopened":
      return "friction";
    case "backing-acknowledged":
    case "referral-given":
    case "next-year-need-stated":
      return "asks";
    default:
      return undefined;
  }
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
