import { type Random, random } from "../random.ts";

/** A whole number that is the same for the same words (FNV-1a). */
function hash(words: string): number {
  let mixed = 0x811c9dc5;
  for (const character of words) mixed = Math.imul(mixed ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return mixed >>> 0;
}

/** Randomness that hangs on words alone, so that what else happens changes nothing in it. */
export function wordsRandom(words: string): Random {
  return random(hash(words));
}
