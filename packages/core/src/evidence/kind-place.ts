import type { EvidenceKind } from "./kind.ts";
import { kindFacts } from "./kind-table.ts";
import type { Seen } from "./seen.ts";

/** The kinds in the order of the catalogue. */
export const kindsInOrder = Object.keys(kindFacts) as readonly EvidenceKind[];

const slots = 512;

/**
 * Where each kind stands, by a hash of a few of its letters. A kind read from JSON is a text of its own, and looking
 * such a text up in a map or an object costs ten times as much as comparing it with one candidate.
 */
const bySlot: readonly (readonly number[])[] = fill();

/** The place of a kind in the catalogue; -1 for a text that is none. */
export function kindPlace(kind: string): number {
  const candidates = bySlot[slotOf(kind)];
  if (candidates === undefined) return -1;
  for (const place of candidates) if (kindsInOrder[place] === kind) return place;
  return -1;
}

/**
 * The kind of a piece in the catalogue's own text: as the key of an object or a map it is found at once, while a text
 * read from JSON first has to be looked up among all texts.
 */
export function kindOf({ kindPlace, evidence }: Pick<Seen, "kindPlace" | "evidence">): EvidenceKind {
  return kindsInOrder[kindPlace] ?? evidence.kind;
}

function slotOf(kind: string): number {
  const last = kind.length - 1;
  const letters = kind.charCodeAt(0) * 7 + kind.charCodeAt(last) * 31 + kind.charCodeAt(last >> 1) * 131;
  return (letters + kind.length * 17) & (slots - 1);
}

function fill(): number[][] {
  const table = Array.from({ length: slots }, (): number[] => []);
  for (const [place, kind] of kindsInOrder.entries()) table[slotOf(kind)]?.push(place);
  return table;
}
