import { parse } from "csv-parse/sync";

/** A record of a file: where it stands, and its cells, or why it cannot be told apart into cells. */
export interface CsvRow {
  /** The first of its lines, counted from 1. */
  readonly line: number;
  /** How many lines it takes: more than one where a cell holds line breaks. */
  readonly lines: number;
  readonly cells: readonly string[];
  readonly fault?: string;
}

interface Taken {
  readonly line: number;
  readonly texts: readonly string[];
}

/** Records that csv-parse is given at a time. */
const batchSize = 500;
/** A quote that is not closed within so many lines was never meant to open a cell. */
const mostLines = 500;

/**
 * The records of a text that comes in pieces, blank lines among them. A line is taken to end a record when the
 * quotes up to there are paired, so that a record that cannot be read never takes those after it along.
 */
export async function* csvRows(text: AsyncIterable<string>, separator: string): AsyncGenerator<CsvRow> {
  let batch: Taken[] = [];
  for await (const taken of records(text)) {
    batch.push(taken);
    if (batch.length < batchSize) continue;
    yield* parseBatch(batch, separator);
    batch = [];
  }
  yield* parseBatch(batch, separator);
}

/** Lines put together to records. */
async function* records(text: AsyncIterable<string>): AsyncGenerator<Taken> {
  let open: string[] = [];
  let openLine = 1;
  let isPaired = true;
  for await (const line of linesOf(text)) {
    open.push(line);
    if (hasOddQuotes(line)) isPaired = !isPaired;
    if (isPaired) {
      yield { line: openLine, texts: open };
      openLine += open.length;
      open = [];
    } else if (open.length > mostLines) {
      const all = open;
      open = [];
      yield* closed(all, openLine);
      openLine += all.length;
      isPaired = true;
    }
  }
  yield* closed(open, openLine);
}

/** Lines after a quote that is never closed: the first is a record by itself, the others are looked at anew. */
function* closed(lines: readonly string[], line: number): Generator<Taken> {
  let rest = [...lines];
  let at = line;
  while (rest.length > 0) {
    const end = endOfRecord(rest);
    yield { line: at, texts: rest.slice(0, end) };
    at += end;
    rest = rest.slice(end);
  }
}

function endOfRecord(lines: readonly string[]): number {
  let isPaired = true;
  for (const [index, line] of lines.entries()) {
    if (hasOddQuotes(line)) isPaired = !isPaired;
    if (isPaired) return index + 1;
  }
  return 1;
}

function hasOddQuotes(line: string): boolean {
  let count = 0;
  for (let at = line.indexOf('"'); at >= 0; at = line.indexOf('"', at + 1)) count += 1;
  return count % 2 === 1;
}

/** Lines without their ends, which may be of any kind. */
async function* linesOf(text: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = "";
  for await (const piece of text) {
    const whole = rest + piece;
    // A carriage return at the very end may be half of an end of line.
    const kept = whole.endsWith("\r") ? whole.slice(0, -1) : whole;
    const lines = kept.split(/\r\n|\n|\r/);
    rest = (lines.pop() ?? "") + whole.slice(kept.length);
    yield* lines;
  }
  if (rest.endsWith("\r")) yield rest.slice(0, -1);
  else if (rest !== "") yield rest;
}

function* parseBatch(batch: readonly Taken[], separator: string): Generator<CsvRow> {
  const texts = batch.map((taken) => taken.texts.join("\n"));
  const parsed = parseTexts(texts.join("\n"), separator);
  const isWhole = typeof parsed !== "string" && parsed.length === batch.length;
  for (const [index, { line, texts: own }] of batch.entries()) {
    const cells = isWhole ? (parsed[index] ?? []) : parseOne(texts[index] ?? "", separator);
    if (typeof cells !== "string") yield { line, lines: own.length, cells };
    else {
      // One stray quote must not take the lines along up to the next one: they are looked at anew.
      yield { line, lines: 1, cells: [], fault: cells };
      yield* parseBatch([...closed(own.slice(1), line + 1)], separator);
    }
  }
}

function parseOne(text: string, separator: string): readonly string[] | string {
  if (text === "") return [""];
  const parsed = parseTexts(text, separator);
  if (typeof parsed === "string") return parsed;
  return parsed.length === 1 ? (parsed[0] ?? []) : "its quotes do not pair up";
}

function parseTexts(text: string, separator: string): string[][] | string {
  try {
    return parse(text, {
      delimiter: separator,
      record_delimiter: "\n",
      relax_column_count: true,
    }) as string[][];
  } catch {
    return "a quote stands where none may: one inside a cell is written twice";
  }
}
