/** The rows of an acceptance table in Markdown, `| R1 | "quote" | ...`, by id; the second cell must quote. */
export function readTable(markdown: string): Map<string, string> {
  const table = new Map<string, string>();
  for (const line of markdown.split("\n")) {
    const [, id, quote] = /^\| ([A-Z]\d+) \| ([^|]*"[^|]*) \| /.exec(line) ?? [];
    if (id !== undefined && quote !== undefined) table.set(id, quote);
  }
  return table;
}

/** What our list of rows and a table say differently: a row that only one has, or a quote the table does not hold. */
export function tableDifferences(
  rows: Readonly<Record<string, string>>,
  table: ReadonlyMap<string, string>,
): string[] {
  const missing = [...table.keys()]
    .filter((id) => !Object.hasOwn(rows, id))
    .map((id) => `${id} is in the table and not in our rows`);
  const other = Object.entries(rows).flatMap(([id, quote]) => {
    const quoted = table.get(id);
    if (quoted === undefined) return [`${id} is in our rows and not in the table`];
    return quoted.includes(quote.replace(/ \.\.\.$/, "")) ? [] : [`${id} is quoted otherwise in the table`];
  });
  return [...missing, ...other];
}
