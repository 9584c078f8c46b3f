/** How a CSV body is written: what stands between its columns and at the end of its lines. */
export interface CsvFormat {
  readonly delimiter: string;
  readonly lineEnding: string;
}

const delimiters: Readonly<Record<string, string>> = {
  BACKQUOTE: "`",
  CARET: "^",
  COMMA: ",",
  PIPE: "|",
  SEMICOLON: ";",
  TAB: "\t",
};

/** The format that a job names; undefined for words that Salesforce does not know. */
export function csvFormat(columnDelimiter: string, lineEnding: string): CsvFormat | undefined {
  const delimiter = delimiters[columnDelimiter];
  const ending = { LF: "\n", CRLF: "\r\n" }[lineEnding];
  return delimiter && ending ? { delimiter, lineEnding: ending } : undefined;
}

/** A cell in quotes, as all cells of results are. */
export function quoted(value: string): string {
  return value.includes('"') ? `"${value.replaceAll('"', '""')}"` : `"${value}"`;
}

/** Reads the cell that begins at a position; gives where it ends too. */
function readCell(text: string, from: number, delimiter: string): { value: string; end: number } {
  if (text[from] !== '"') {
    let end = from;
    while (end < text.length && text[end] !== delimiter && text[end] !== "\n" && text[end] !== "\r") end += 1;
    return { value: text.slice(from, end), end };
  }
  let value = "";
  let at = from + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return { value: value + text.slice(at), end: text.length };
    value += text.slice(at, quote);
    if (text[quote + 1] !== '"') return { value, end: quote + 1 };
    value += '"';
    at = quote + 2;
  }
}

/** The rows of a CSV body, the header first; empty lines are none. Either line ending is understood. */
export function* csvRows(text: string, delimiter: string): Generator<string[]> {
  let at = 0;
  while (at < text.length) {
    const row: string[] = [];
    for (;;) {
      const { value, end } = readCell(text, at, delimiter);
      row.push(value);
      at = end;
      if (text[at] !== delimiter) break;
      at += 1;
    }
    if (text[at] === "\r") at += 1;
    if (text[at] === "\n") at += 1;
    if (row.length > 1 || row[0] !== "") yield row;
  }
}
