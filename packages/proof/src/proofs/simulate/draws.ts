import { seeded } from "../cramming/seeded.ts";

/** Draws of one stream: the same for the same seed and the same order of asking. */
export interface Draws {
  /** A number in [0, 1). */
  next(): number;
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number;
  /** One of the items; throws a `RangeError` on an empty list. */
  pick<Item>(items: readonly Item[]): Item;
  /** True with probability `share`. */
  chance(share: number): boolean;
}

/** A stream of its own for each seed and purpose, so that drawing more for one changes nothing in another. */
export function draws(seed: number, purpose: string): Draws {
  const next = seeded(fold(`${seed} ${purpose}`));
  const between = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  return {
    next,
    between,
    chance: (share) => next() < share,
    pick<Item>(items: readonly Item[]): Item {
      const item = items[between(0, items.length - 1)];
      if (item === undefined) throw new RangeError("nothing to pick from");
      return item;
    },
  };
}

/** FNV-1a over UTF-16 units, continued from `from`. */
export function fold(text: string, from = 0x811c9dc5): number {
  let mixed = from;
  for (let at = 0; at < text.length; at += 1) mixed = Math.imul(mixed ^ text.charCodeAt(at), 0x01000193);
  return mixed >>> 0;
}
