import type { CrmRecord } from "@headway/crm";
import type { Journal, JournalRows, RowKind } from "../journal.ts";
import { bodyOf } from "./columns.ts";
import type { Database } from "./database.ts";
import { eraseRows, rewriteTables } from "./erase-rows.ts";
import { enterRows, removeRows } from "./journal-rows.ts";
import { toWritten } from "./written-rows.ts";

const pointingSql = `SELECT r.body FROM @link l
  JOIN @record r ON r.crm = l.crm AND r.object = l.object AND r.id = l.id
  WHERE l.crm = $1 AND l.to_object = $2 AND l.to_id = $3 ORDER BY l.object, l.id`;

const sizeSql = `SELECT coalesce(sum(pg_total_relation_size(oid)), 0) AS n FROM pg_class
  WHERE relnamespace = to_regnamespace($1) AND relkind = 'r'`;

/** How things came about: runs, conflicts, notices, tombstones, and what was written. */
export function journalPart(database: Database): Journal {
  return {
    putRows: (crm, kind, rows) => database.write(crm, (session) => enterRows(session, crm, kind, rows, true)),
    rows: async <Kind extends RowKind>(crm: string, kind: Kind, after: string | null, limit: number) => {
      const sql = "SELECT body FROM @journal WHERE crm = $1 AND kind = $2 AND id > $3 ORDER BY id LIMIT $4";
      const rows = await database.rows(sql, crm, kind, after ?? "", limit);
      return rows.map((row) => bodyOf<JournalRows[Kind]>(row));
    },
    removeRows: (crm, names) => database.write(crm, (session) => removeRows(session, crm, names)),
    writtenNamed: async (crm, object, ids) => {
      const sql = "SELECT * FROM @written WHERE crm = $1 AND object = $2 AND id = ANY ($3)";
      const rows = (await database.rows(sql, crm, object, ids)).map(toWritten);
      return new Map(rows.map((row) => [row.ref.id, row]));
    },
    allWritten: async (crm, object, after, limit) => {
      const sql = "SELECT * FROM @written WHERE crm = $1 AND object = $2 AND id > $3 ORDER BY id LIMIT $4";
      return (await database.rows(sql, crm, object, after ?? "", limit)).map(toWritten);
    },
    mergedInto: async (crm, { object, id }) => {
      const sql = "SELECT into_id FROM @alias WHERE crm = $1 AND object = $2 AND id = $3";
      const [row] = await database.rows(sql, crm, object, id);
      return row === undefined ? null : { object, id: String(row.into_id) };
    },
    pointingAt: async (crm, { object, id }) =>
      (await database.rows(pointingSql, crm, object, id)).map((row) => bodyOf<CrmRecord>(row)),
    erase: async (crm, erasure) => {
      await database.write(crm, (session) => eraseRows(session, crm, erasure));
      await rewriteTables(database);
    },
    sizeBytes: async () => {
      const [row] = await database.rows(sizeSql, database.schema);
      return Number(row?.n ?? 0);
    },
  };
}
