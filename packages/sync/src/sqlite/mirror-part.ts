import type { MirrorKind, MirrorRows } from "../mirror/mirror-rows.ts";
import {
  type Leases,
  type MirrorCommit,
  type MirrorExpectation,
  type MirrorStore,
  mirrorLease,
  type RowsWanted,
} from "../mirror/mirror-store.ts";
import type { Database, Row } from "./database.ts";
import { checkFence } from "./lease-part.ts";

/** What mirrors keep, rows of all kinds in one table. */
export function mirrorPart(database: Database, leases: Leases): MirrorStore {
  return {
    leases,
    names: async () =>
      database
        .rows("SELECT DISTINCT mirror FROM mirror_row ORDER BY mirror")
        .map(({ mirror }) => String(mirror)),
    row: async <Kind extends MirrorKind>(mirror: string, kind: Kind, id: string) => {
      const row = database.row(
        "SELECT body FROM mirror_row WHERE mirror = ? AND kind = ? AND id = ?",
        mirror,
        kind,
        id,
      );
      return row === undefined ? null : bodyOf<MirrorRows[Kind]>(row);
    },
    rows: async <Kind extends MirrorKind>(mirror: string, kind: Kind, wanted: RowsWanted) =>
      select(database, mirror, kind, wanted).map((row) => bodyOf<MirrorRows[Kind]>(row)),
    count: async (mirror, kind) => {
      const sql = "SELECT count(*) AS n FROM mirror_row WHERE mirror = ? AND kind = ?";
      return Number(database.row(sql, mirror, kind)?.n ?? 0);
    },
    commit: async (mirror, fence, changes) =>
      database.transaction(() => {
        if (fence !== null) checkFence(database, mirrorLease(mirror), fence);
        return write(database, mirror, changes);
      }),
  };
}

function bodyOf<Item>(row: Row): Item {
  return JSON.parse(String(row.body)) as Item;
}

const read = "SELECT body FROM mirror_row WHERE mirror = ? AND kind = ?";
const among = "IN (SELECT value FROM json_each(?))";

function select(database: Database, mirror: string, kind: MirrorKind, wanted: RowsWanted): Row[] {
  if ("ids" in wanted)
    return database.rows(`${read} AND id ${among} ORDER BY id`, mirror, kind, JSON.stringify(wanted.ids));
  if ("groups" in wanted) {
    const sql = `${read} AND grouped ${among} AND grouped IS NOT NULL ORDER BY +id`;
    return database.rows(sql, mirror, kind, JSON.stringify(wanted.groups));
  }
  return database.rows(
    `${read} AND id > ? ORDER BY id LIMIT ?`,
    mirror,
    kind,
    wanted.after ?? "",
    wanted.limit,
  );
}

function write(
  database: Database,
  mirror: string,
  { expect = [], remove = [], put = [] }: MirrorCommit,
): boolean {
  if (!expect.every((expected) => isAsExpected(database, mirror, expected))) return false;
  for (const { kind, id, mark } of remove) {
    const sql = "DELETE FROM mirror_row WHERE mirror = ? AND kind = ? AND id = ?";
    if (mark === undefined) database.run(sql, mirror, kind, id);
    else database.run(`${sql} AND mark = ?`, mirror, kind, id, mark);
  }
  for (const { kind, row } of put) {
    const sql = "INSERT OR REPLACE INTO mirror_row VALUES (?, ?, ?, ?, ?, ?)";
    database.run(sql, mirror, kind, row.id, row.group, row.mark ?? null, JSON.stringify(row));
  }
  return true;
}

function isAsExpected(database: Database, mirror: string, { kind, id, mark }: MirrorExpectation): boolean {
  const sql = "SELECT mark FROM mirror_row WHERE mirror = ? AND kind = ? AND id = ?";
  const row = database.row(sql, mirror, kind, id);
  return mark === null ? row === undefined : row !== undefined && row.mark === mark;
}
