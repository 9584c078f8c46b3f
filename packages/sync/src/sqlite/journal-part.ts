import type { Erasure, Journal, JournalRows, RowKind } from "../journal.ts";
import type { Database } from "./database.ts";
import { eraseRows } from "./erase-rows.ts";
import { recordsPointingAt } from "./pointing-refs.ts";
import { readAllWritten, readWritten } from "./written-rows.ts";

/** How things came about: runs, conflicts, notices, tombstones, and what was written. */
export function journalPart(database: Database): Journal {
  return {
    putRows: async (crm, kind, rows) =>
      database.transaction(() => enterRows(database, crm, kind, rows, true)),
    rows: async <Kind extends RowKind>(crm: string, kind: Kind, after: string | null, limit: number) => {
      const sql = "SELECT body FROM journal WHERE crm = ? AND kind = ? AND id > ? ORDER BY id LIMIT ?";
      const rows = database.rows(sql, crm, kind, after ?? "", limit);
      return rows.map((row) => JSON.parse(String(row.body)) as JournalRows[Kind]);
    },
    removeRows: async (crm, names) =>
      database.transaction(() => {
        for (const { kind, id } of names) removeRow(database, crm, kind, id);
      }),
    writtenNamed: async (crm, object, ids) => {
      const found = ids.map((id) => [id, readWritten(database, crm, { object, id })] as const);
      return new Map(found.flatMap(([id, row]) => (row === null ? [] : [[id, row] as const])));
    },
    allWritten: async (crm, object, after, limit) => readAllWritten(database, crm, object, after, limit),
    mergedInto: async (crm, { object, id }) => {
      const sql = "SELECT into_id FROM alias WHERE crm = ? AND object = ? AND id = ?";
      const row = database.row(sql, crm, object, id);
      return row === undefined ? null : { object, id: String(row.into_id) };
    },
    pointingAt: async (crm, ref) => recordsPointingAt(database, crm, ref),
    erase: async (crm, erasure: Erasure) => database.erasing(() => eraseRows(database, crm, erasure)),
    sizeBytes: async () => {
      const sql = "SELECT page_count * page_size AS n FROM pragma_page_count(), pragma_page_size()";
      return Number(database.row(sql)?.n ?? 0);
    },
  };
}

/** Enters rows inside a transaction that the caller holds; the first of an id stays unless it `replaces`. */
export function enterRows<Kind extends RowKind>(
  database: Database,
  crm: string,
  kind: Kind,
  rows: readonly JournalRows[Kind][],
  replaces: boolean,
): void {
  const verb = replaces ? "REPLACE" : "IGNORE";
  for (const row of rows) {
    database.run(
      `INSERT OR ${verb} INTO journal VALUES (?, ?, ?, ?)`,
      crm,
      kind,
      row.id,
      JSON.stringify(row),
    );
  }
}

function removeRow(database: Database, crm: string, kind: RowKind, id: string): void {
  database.run("DELETE FROM journal WHERE crm = ? AND kind = ? AND id = ?", crm, kind, id);
}
