import type { EvidenceKind } from "./kind.ts";
import { kindPlace } from "./kind-place.ts";

/** Bits of one word; 30, so that a word is a small integer. */
const wordBits = 30;

/** Some kinds of evidence; asking whether any of several is among them costs next to nothing. */
export class KindSet {
  private first = 0;
  private second = 0;
  private third = 0;

  constructor(kinds: Iterable<EvidenceKind> = []) {
    for (const kind of kinds) this.addPlace(kindPlace(kind));
  }

  /** Adds the kind at a place of the catalogue. */
  addPlace(place: number): void {
    if (place < 0) return;
    if (place < wordBits) this.first |= 1 << place;
    else if (place < 2 * wordBits) this.second |= 1 << (place - wordBits);
    else if (place < 3 * wordBits) this.third |= 1 << (place - 2 * wordBits);
  }

  /** Whether it has the kind at a place of the catalogue. */
  has(place: number): boolean {
    if (place < wordBits) return (this.first & (1 << place)) !== 0;
    if (place < 2 * wordBits) return (this.second & (1 << (place - wordBits))) !== 0;
    return (this.third & (1 << (place - 2 * wordBits))) !== 0;
  }

  /** Whether the two have a kind in common. */
  hasAny(kinds: KindSet): boolean {
    return ((this.first & kinds.first) | (this.second & kinds.second) | (this.third & kinds.third)) !== 0;
  }
}
