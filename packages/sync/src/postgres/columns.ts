/**
 * Bodies as one text for `lines`: JSON has no line break outside of its texts and none unescaped within, so nothing
 * has to be quoted on the way and nothing unquoted there.
 */
export function bodies(items: readonly unknown[]): string {
  return items.map((item) => JSON.stringify(item)).join("\n");
}

/** The SQL that turns such a text into an array again. */
export function lines(place: number): string {
  return `string_to_array($${place}, chr(10))`;
}

/** The last item of each key, as one statement cannot write a row twice. */
export function lastOf<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[] {
  return [...new Map(items.map((item) => [keyOf(item), item])).values()];
}

/** What a column of bodies holds. */
export function bodyOf<Item>(row: { readonly body?: unknown }): Item {
  return JSON.parse(String(row.body)) as Item;
}
