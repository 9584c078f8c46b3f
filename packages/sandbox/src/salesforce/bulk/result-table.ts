import type { Field } from "../schema/field.ts";
import type { FieldValue, Row } from "../store/row.ts";
import { type CsvFormat, quoted } from "./csv.ts";

/** One column of a result: its name and how to read it off a row. */
export interface Column {
  readonly name: string;
  readonly field: Field;
  readonly read: (row: Row) => FieldValue;
}

/** The rows of a query job as they were when it ran. */
export interface ResultTable {
  readonly rowCount: number;
  /** A page as a stream of CSV with its header, made as it is read. */
  page(from: number, to: number): ReadableStream<Uint8Array>;
}

const rowsToChunk = 500;
const decimalTypes = new Set(["double", "currency", "percent"]);

/** A decimal number as Java writes it: always with a point, and with an exponent from ten million on. */
function decimalText(value: number): string {
  const size = Math.abs(value);
  if (size === 0 || (size >= 1e-3 && size < 1e7)) {
    return Number.isInteger(value) ? `${value}.0` : String(value);
  }
  const [mantissa = "", exponent = ""] = value.toExponential().split("e");
  const whole = mantissa.includes(".") ? mantissa : `${mantissa}.0`;
  return `${whole}E${exponent.replace("+", "")}`;
}

/** How values of a field are written in CSV: instants in UTC with `Z`, null as nothing. */
function cellWriter({ type }: Field): (value: FieldValue) => string {
  if (type === "datetime") return (value) => (value === null ? "" : String(value).replace("+0000", "Z"));
  if (decimalTypes.has(type)) return (value) => (typeof value === "number" ? decimalText(value) : "");
  return (value) => (value === null ? "" : String(value));
}

/** A table over rows that `frozen` shows as they were when the job ran. */
export function resultTable(
  columns: readonly Column[],
  rows: readonly Row[],
  frozen: (row: Row) => Row,
  format: CsvFormat,
): ResultTable {
  const encoder = new TextEncoder();
  const cells = columns.map(({ read, field }) => {
    const write = cellWriter(field);
    return (row: Row) => quoted(write(read(row)));
  });
  const line = (texts: readonly string[]): string => texts.join(format.delimiter) + format.lineEnding;
  const header = line(columns.map(({ name }) => quoted(name)));
  return {
    rowCount: rows.length,
    page(from, to) {
      let at = from;
      const pull = (controller: ReadableStreamDefaultController<Uint8Array>): void => {
        const end = Math.min(to, at + rowsToChunk);
        let text = at === from ? header : "";
        for (; at < end; at += 1) {
          const row = rows[at];
          if (row) text += line(cells.map((cell) => cell(frozen(row))));
        }
        controller.enqueue(encoder.encode(text));
        if (at >= to) controller.close();
      };
      return new ReadableStream({ pull }, { highWaterMark: 1 });
    },
  };
}
