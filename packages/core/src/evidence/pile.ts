import type { Policy } from "../policy/policy.ts";
import { counts } from "./counting.ts";
import type { Evidence } from "./evidence.ts";
import { evidenceKinds } from "./kind.ts";
import { KindSet } from "./kind-set.ts";
import { byTime, type Seen } from "./seen.ts";

/** Pieces about one deal or account, sorted out as they come in, in any order. */
export class Pile {
  readonly own: Seen[] = [];
  /** Those that may move something. */
  readonly counting: Seen[] = [];
  /** Those among them that say something about a buying job or our place with the buyer. */
  readonly claims: Seen[] = [];
  /** Those among them that hold a promise, an order or an agreed no. */
  readonly spoken: Seen[] = [];
  /** Those about meetings and calls. */
  readonly conversations: Seen[] = [];
  readonly kinds: KindSet = new KindSet();
  /** The first of them, ties by id. */
  earliest: Seen | undefined;

  /** Puts a piece in; `isCounting` as {@link counts} says. */
  put(seen: Seen, isCounting: boolean): void {
    const { evidence, atMs } = seen;
    this.own.push(seen);
    if (isCounting) {
      this.counting.push(seen);
      if (isClaim(evidence)) this.claims.push(seen);
      if (isSpoken(evidence)) this.spoken.push(seen);
    }
    if (evidence.meetingId !== undefined || evidence.callId !== undefined) this.conversations.push(seen);
    this.kinds.add(evidence.kind);
    const { earliest } = this;
    if (
      earliest === undefined ||
      atMs < earliest.atMs ||
      (atMs === earliest.atMs && byTime(seen, earliest) < 0)
    ) {
      this.earliest = seen;
    }
  }
}

function isClaim({ kind, job, preference }: Evidence): boolean {
  if (job !== undefined || preference !== undefined) return true;
  const facts = evidenceKinds[kind];
  return facts.job !== undefined || facts.preference !== undefined;
}

function isSpoken({ commitment, verdict, kind }: Evidence): boolean {
  return commitment !== undefined || verdict !== undefined || kind === "qualified-out";
}

/** A pile of some pieces. */
export function pileOf(seen: Iterable<Seen>, policy: Policy): Pile {
  const pile = new Pile();
  for (const piece of seen) pile.put(piece, counts(piece.evidence, policy));
  return pile;
}

/** A seller's pieces, in any order. */
export class PersonPile {
  readonly own: Seen[] = [];
  /** Those about the seller's own development. */
  readonly development: Seen[] = [];
  /** When the first of them occurred. */
  earliestMs: number | undefined;

  put(seen: Seen): void {
    this.own.push(seen);
    if (seen.evidence.situation === "development") this.development.push(seen);
    if (this.earliestMs === undefined || seen.atMs < this.earliestMs) this.earliestMs = seen.atMs;
  }
}
