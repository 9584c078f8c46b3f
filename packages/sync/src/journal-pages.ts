/** Reads a listing to its end, a page at a time. */
export async function everyPage<Row>(
  read: (after: string | null) => Promise<readonly Row[]>,
  idOf: (row: Row) => string,
): Promise<Row[]> {
  const all: Row[] = [];
  let after: string | null = null;
  for (;;) {
    const page: readonly Row[] = await read(after);
    const last = page.at(-1);
    if (last === undefined) return all;
    all.push(...page);
    after = idOf(last);
  }
}
