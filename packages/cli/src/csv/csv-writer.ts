import { closeSync, openSync, writeSync } from "node:fs";
import { stringify } from "csv-stringify/sync";
import { ConfigError } from "../config-error.ts";

/** What a cell may hold. Numbers stay numbers: only texts can be taken for formulas. */
export type Cell = string | number;

/** A CSV file that is being written. */
export interface CsvWriter {
  row(cells: readonly Cell[]): void;
  /** Rows written, the headers left out. */
  readonly count: () => number;
  close(): void;
}

/** Letters by which a spreadsheet takes a cell for a formula, and their full-width look-alikes. */
const formula = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/u;

/** A cell that stays text in a spreadsheet, whatever it begins with: also behind blanks and invisible marks. */
export function inertCell(cell: Cell): Cell {
  if (typeof cell === "number") return cell;
  const bare = cell.replace(/^[\p{White_Space}\p{Cf}\p{Cc}]+/u, "");
  return formula.test(cell) || formula.test(bare) ? `'${cell}` : cell;
}

/** One record as text, inert, with the end of its line. */
export function csvLine(cells: readonly Cell[]): string {
  return stringify([cells.map(inertCell)], { escape_formulas: true, record_delimiter: "windows" });
}

/**
 * Begins a file that only its owner may read, with its headers, in UTF-8 with a byte order mark, which spreadsheets
 * want. Throws `ConfigError` where there is a file already: none is overwritten.
 */
export function csvWriter(path: string, headers: readonly string[]): CsvWriter {
  const file = openNew(path);
  let count = 0;
  writeSync(file, `\ufeff${csvLine(headers)}`);
  return {
    row(cells) {
      count += 1;
      writeSync(file, csvLine(cells));
    },
    count: () => count,
    close: () => closeSync(file),
  };
}

function openNew(path: string): number {
  try {
    return openSync(path, "wx", 0o600);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    if (code === "EEXIST") {
      throw new ConfigError({
        path,
        expected: "expected no file there; none is overwritten",
        remedy: "Move it away, or name another folder with --out",
      });
    }
    throw new ConfigError({ path, expected: `expected a place that can be written to (${code})` });
  }
}
