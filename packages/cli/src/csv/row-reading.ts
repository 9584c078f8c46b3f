import type { FieldNames, ObjectName, RecordBase, StageEntry } from "@headway/crm";
import type { DecimalMark } from "./read-cell.ts";
import { readInstant, type TimeReading } from "./read-date.ts";
import type { Cells } from "./source-rows.ts";

/** What reading rows needs besides them. */
export interface RowReading extends TimeReading {
  readonly decimal?: DecimalMark | undefined;
  /** ISO 4217, for amounts without one. */
  readonly currency?: string | undefined;
  /** Headers asked for by name: they come as `fields`. */
  readonly fields?: FieldNames;
  /** When the files were exported; by default when each was written. */
  readonly exportedAt?: string | undefined;
  /** Stages that deals entered, from files of their own. */
  readonly stageHistory: ReadonlyMap<string, readonly StageEntry[]>;
  /** Told of what was read as something less than it says. */
  readonly onNote?: (note: string) => void;
}

/** What a record has before its object is known to the type checker. */
export type RowBase = Omit<RecordBase<ObjectName>, "object"> & { readonly ownerId: string | null };

/** The instant of a column; `null` where the file or the cell has none. */
export function instantOf(
  row: Cells,
  column: "createdAt" | "modifiedAt" | "occurredAt" | "endAt" | "completedAt",
  reading: TimeReading,
): string | null {
  const text = row.text(column);
  return text === null ? null : readInstant(row.header(column), text, reading);
}
