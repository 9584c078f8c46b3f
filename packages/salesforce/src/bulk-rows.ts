import { CrmError } from "@headway/crm";
import { csvRows } from "./csv.ts";
import type { RowPlan } from "./row-plan.ts";
import type { Row } from "./vendor-answers.ts";

/** Columns whose text stands for something else; every other is text. */
export type CellKinds = ReadonlyMap<string, "number" | "boolean">;

const numberTypes = new Set(["double", "currency", "percent", "int", "long"]);

/** Columns that hold numbers or checkboxes. */
export function cellKinds({ columns, types }: Pick<RowPlan, "columns" | "types">): CellKinds {
  const kinds = new Map<string, "number" | "boolean">();
  for (const name of columns) {
    const type = types.get(name) ?? "";
    if (type === "boolean") kinds.set(name, "boolean");
    else if (numberTypes.has(type)) kinds.set(name, "number");
  }
  return kinds;
}

/**
 * The rows of one page of bulk results, as a query by REST would give them: an empty cell is `null`,
 * since Salesforce keeps no empty text. Throws `malformed-response` for a row that does not fit the header.
 */
export function bulkRows(csv: string, kinds: CellKinds): Row[] {
  const lines = csvRows(csv);
  const header = lines.next();
  if (header.done === true) return [];
  const columns = header.value.map((name) => ({ name, kind: kinds.get(name) }));
  const rows: Row[] = [];
  for (const cells of lines) {
    if (cells.length !== columns.length) throw misfit(columns.length, cells.length);
    const row: Record<string, unknown> = {};
    for (let index = 0; index < columns.length; index += 1) {
      const column = columns[index];
      if (column !== undefined) row[column.name] = cellValue(cells[index] ?? "", column.kind);
    }
    rows.push(row);
  }
  return rows;
}

/** A number that is none stays text, so that the row is named as unreadable where it is mapped. */
function cellValue(text: string, kind: "number" | "boolean" | undefined): unknown {
  if (text === "") return null;
  if (kind === "boolean") return text === "true";
  if (kind !== "number") return text;
  const value = Number(text);
  return Number.isFinite(value) ? value : text;
}

function misfit(expected: number, found: number): CrmError {
  return new CrmError("malformed-response", {
    crm: "salesforce",
    message: `a row of a bulk query has ${found} cells where the header names ${expected}`,
    remedy: "report it with the time of the request if it happens again",
  });
}
