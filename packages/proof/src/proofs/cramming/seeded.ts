/** Numbers in [0, 1), the same for the same seed (mulberry32). */
export type Random = () => number;

/** A generator of its own for each seed. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** `count` different items, in random order. */
export function pick<Item>(items: readonly Item[], count: number, random: Random): Item[] {
  const left = [...items];
  return Array.from({ length: Math.min(count, left.length) }, () => {
    const [taken] = left.splice(Math.floor(random() * left.length), 1);
    return taken as Item;
  });
}

/** As many items as there are, each drawn from all of them. */
export function resample<Item>(items: readonly Item[], random: Random): Item[] {
  return items.map(() => items[Math.floor(random() * items.length)] as Item);
}
