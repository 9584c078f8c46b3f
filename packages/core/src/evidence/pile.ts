import type { Policy } from "../policy/policy.ts";
import { counts } from "./counting.ts";
import { KindSet } from "./kind-set.ts";
import type { Seen } from "./seen.ts";

/** Pieces about one deal or account, sorted out as they come in, in any order. */
export class Pile {
  readonly own: Seen[] = [];
  /** Those that may move something. */
  readonly counting: Seen[] = [];
  /** Those about meetings and calls. */
  readonly conversations: Seen[] = [];
  readonly kinds: KindSet = new KindSet();
  /** When the first of them occurred. */
  earliestMs: number | undefined;

  /** Puts a piece in; `isCounting` as {@link counts} says. */
  put(seen: Seen, isCounting: boolean): void {
    const { evidence, atMs } = seen;
    this.own.push(seen);
    if (isCounting) this.counting.push(seen);
    if (evidence.meetingId !== undefined || evidence.callId !== undefined) this.conversations.push(seen);
    this.kinds.add(evidence.kind);
    if (this.earliestMs === undefined || atMs < this.earliestMs) this.earliestMs = atMs;
  }
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
