import type { EvidenceKind } from "./kind.ts";
import { kindTable } from "./kind-table.ts";

/** Bits of one word; 30, so that a word is a small integer. */
const wordBits = 30;

const placeOf: ReadonlyMap<string, number> = new Map(
  Object.keys(kindTable).map((kind, place) => [kind, place]),
);

/** Some kinds of evidence; asks whether any of several is among them cost next to nothing. */
export class KindSet {
  #first = 0;
  #second = 0;
  #third = 0;

  constructor(kinds: Iterable<EvidenceKind> = []) {
    for (const kind of kinds) this.add(kind);
  }

  add(kind: EvidenceKind): void {
    const place = placeOf.get(kind) ?? 0;
    const bit = 1 << (place % wordBits);
    if (place < wordBits) this.#first |= bit;
    else if (place < 2 * wordBits) this.#second |= bit;
    else this.#third |= bit;
  }

  /** Whether the two have a kind in common. */
  hasAny(kinds: KindSet): boolean {
    return (
      ((this.#first & kinds.#first) | (this.#second & kinds.#second) | (this.#third & kinds.#third)) !== 0
    );
  }
}
