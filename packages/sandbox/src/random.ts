/** Numbers that look random and are the same for the same seed. */
export interface Random {
  /** From `low` to `high`, both included; whole numbers. */
  between(low: number, high: number): number;
  /** One of the items; throws a `RangeError` on an empty list. */
  pick<T>(items: readonly T[]): T;
  /** True with probability `share`, 0 to 1. */
  chance(share: number): boolean;
}

/** Mulberry32: 32 bits of state, good enough to tell stories with, of no use for secrets. */
export function random(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const between = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  return {
    between,
    chance: (share) => next() < share,
    pick<T>(items: readonly T[]): T {
      const item = items[between(0, items.length - 1)];
      if (item === undefined) throw new RangeError("Nothing to pick from");
      return item;
    },
  };
}
