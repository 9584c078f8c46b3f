/** Splits items so that no key comes twice within a round; going round by round keeps the order of each key's items. */
export function rounds<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[][] {
  const seen = new Map<string, number>();
  const found: Item[][] = [];
  for (const item of items) {
    const key = keyOf(item);
    const round = seen.get(key) ?? 0;
    seen.set(key, round + 1);
    const place = found[round];
    if (place === undefined) found[round] = [item];
    else place.push(item);
  }
  return found;
}
