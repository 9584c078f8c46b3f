import { KindSet } from "./kind-set.ts";
import { use } from "./piece-use.ts";
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

  put(seen: Seen): void {
    this.own.push(seen);
    this.kinds.addPlace(seen.kindPlace);
    if (seen.uses !== 0) this.putUsed(seen, seen.uses);
    const { earliest } = this;
    if (earliest === undefined || seen.atMs < earliest.atMs) this.earliest = seen;
    else if (seen.atMs === earliest.atMs && byTime(seen, earliest) < 0) this.earliest = seen;
  }

  private putUsed(seen: Seen, uses: number): void {
    if (uses & use.conversation) this.conversations.push(seen);
    if (!(uses & use.counting)) return;
    this.counting.push(seen);
    if (uses & use.claim) this.claims.push(seen);
    if (uses & use.spoken) this.spoken.push(seen);
  }
}

/** A pile of some pieces. */
export function pileOf(seen: Iterable<Seen>): Pile {
  const pile = new Pile();
  for (const piece of seen) pile.put(piece);
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
    if (seen.uses & use.development) this.development.push(seen);
    if (this.earliestMs === undefined || seen.atMs < this.earliestMs) this.earliestMs = seen.atMs;
  }
}
