import type { MirrorKind, MirrorRows } from "../mirror/mirror-rows.ts";
import {
  type Leases,
  type MirrorCommit,
  type MirrorExpectation,
  type MirrorPut,
  type MirrorRemoval,
  type MirrorStore,
  mirrorLease,
  type RowsWanted,
} from "../mirror/mirror-store.ts";
import { bodies, bodyOf, lastOf, lines } from "./columns.ts";
import type { Session, Value } from "./connection.ts";
import { checkFence, type Database } from "./database.ts";

/** What mirrors keep, rows of all kinds in one table. */
export function mirrorPart(database: Database, leases: Leases): MirrorStore {
  return {
    leases,
    names: async () => {
      const rows = await database.rows("SELECT DISTINCT mirror FROM @mirror_row ORDER BY mirror");
      return rows.map(({ mirror }) => String(mirror));
    },
    row: async <Kind extends MirrorKind>(mirror: string, kind: Kind, id: string) => {
      const sql = "SELECT body FROM @mirror_row WHERE mirror = $1 AND kind = $2 AND id = $3";
      const [row] = await database.rows(sql, mirror, kind, id);
      return row === undefined ? null : bodyOf<MirrorRows[Kind]>(row);
    },
    rows: async <Kind extends MirrorKind>(mirror: string, kind: Kind, wanted: RowsWanted) => {
      const [condition, values] = conditionOf(wanted);
      const sql = `SELECT body FROM @mirror_row WHERE mirror = $1 AND kind = $2 AND ${condition}`;
      const rows = await database.rows(sql, mirror, kind, ...values);
      return rows.map((row) => bodyOf<MirrorRows[Kind]>(row));
    },
    count: async (mirror, kind) => {
      const sql = "SELECT count(*) AS n FROM @mirror_row WHERE mirror = $1 AND kind = $2";
      const [row] = await database.rows(sql, mirror, kind);
      return Number(row?.n ?? 0);
    },
    commit: (mirror, fence, changes) =>
      database.write(mirrorLease(mirror), async (session) => {
        if (fence !== null) await checkFence(session, mirrorLease(mirror), fence);
        return await write(session, mirror, changes);
      }),
  };
}

function conditionOf(wanted: RowsWanted): [sql: string, values: Value[]] {
  if ("ids" in wanted) return ["id = ANY ($3) ORDER BY id", [wanted.ids]];
  if ("groups" in wanted) return ["grouped = ANY ($3) ORDER BY id", [wanted.groups]];
  return ["id > $3 ORDER BY id LIMIT $4", [wanted.after ?? "", wanted.limit]];
}

async function write(
  session: Session,
  mirror: string,
  { expect = [], remove = [], put = [] }: MirrorCommit,
): Promise<boolean> {
  if (!(await isAsExpected(session, mirror, expect))) return false;
  await removeRows(session, mirror, remove);
  await putRows(session, mirror, put);
  return true;
}

/** A row without a mark is as unexpected as one with another mark. */
const expectSql = `SELECT FROM unnest($2::text[], $3::text[], $4::text[]) AS e(kind, id, mark)
  LEFT JOIN @mirror_row m ON m.mirror = $1 AND m.kind = e.kind AND m.id = e.id
  WHERE (e.mark IS NULL AND m.id IS NOT NULL) OR (e.mark IS NOT NULL AND e.mark IS DISTINCT FROM m.mark) LIMIT 1`;

async function isAsExpected(
  session: Session,
  mirror: string,
  expect: readonly MirrorExpectation[],
): Promise<boolean> {
  if (expect.length === 0) return true;
  const unexpected = await session.rows(expectSql, mirror, ...nameColumns(expect));
  return unexpected.length === 0;
}

const removeSql = `DELETE FROM @mirror_row m USING unnest($2::text[], $3::text[], $4::text[]) AS r(kind, id, mark)
  WHERE m.mirror = $1 AND m.kind = r.kind AND m.id = r.id AND (r.mark IS NULL OR r.mark = m.mark)`;

async function removeRows(session: Session, mirror: string, remove: readonly MirrorRemoval[]): Promise<void> {
  if (remove.length > 0) await session.rows(removeSql, mirror, ...nameColumns(remove));
}

function nameColumns(
  names: readonly { readonly kind: string; readonly id: string; readonly mark?: string | null }[],
): Value[] {
  const marks = names.map(({ mark }) => mark ?? null);
  return [names.map(({ kind }) => kind), names.map(({ id }) => id), marks];
}

const putSql = `INSERT INTO @mirror_row SELECT $1, *
  FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], ${lines(6)})
  ON CONFLICT (mirror, kind, id) DO UPDATE SET grouped = excluded.grouped, mark = excluded.mark, body = excluded.body`;

async function putRows(session: Session, mirror: string, put: readonly MirrorPut[]): Promise<void> {
  if (put.length === 0) return;
  const last = lastOf(put, ({ kind, row }) => JSON.stringify([kind, row.id]));
  const columns = [
    last.map(({ kind }) => kind),
    last.map(({ row }) => row.id),
    last.map(({ row }) => row.group),
    last.map(({ row }) => row.mark ?? null),
  ];
  await session.rows(putSql, mirror, ...columns, bodies(last.map(({ row }) => row)));
}
