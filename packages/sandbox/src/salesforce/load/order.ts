/** Vendor ids by the portfolio's, as they come into being. */
export type Ids = ReadonlyMap<string, string>;

/** Milliseconds of an instant or date of a portfolio; throws for a text that is neither. */
export function instantOf(text: string): number {
  const at = Date.parse(text);
  if (Number.isNaN(at)) throw new Error(`\`${text}\` is no instant`);
  return at;
}

/** The records in order of an instant, so that ids grow with creation. */
export function inOrder<Item>(items: readonly Item[], at: (item: Item) => string): Item[] {
  return [...items].sort((left, right) => instantOf(at(left)) - instantOf(at(right)));
}
