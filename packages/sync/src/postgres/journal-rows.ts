import type { JournalRows, RowKind, RowName } from "../journal.ts";
import { bodies, lastOf, lines } from "./columns.ts";
import type { Session } from "./connection.ts";

/** Enters rows inside a transaction that the caller holds; the first of an id stays unless it `replaces`. */
export async function enterRows<Kind extends RowKind>(
  session: Session,
  crm: string,
  kind: Kind,
  rows: readonly JournalRows[Kind][],
  replaces: boolean,
): Promise<void> {
  if (rows.length === 0) return;
  const kept = replaces ? lastOf(rows, ({ id }) => id) : rows;
  const clash = replaces ? "(crm, kind, id) DO UPDATE SET body = excluded.body" : "DO NOTHING";
  const sql = `INSERT INTO @journal SELECT $1, $2, * FROM unnest($3::text[], ${lines(4)}) ON CONFLICT ${clash}`;
  const ids = kept.map(({ id }) => id);
  await session.rows(sql, crm, kind, ids, bodies(kept));
}

/** Takes rows away; what is not there is no matter. */
export async function removeRows(session: Session, crm: string, names: readonly RowName[]): Promise<void> {
  if (names.length === 0) return;
  const sql = `DELETE FROM @journal j USING unnest($2::text[], $3::text[]) AS n(kind, id)
    WHERE j.crm = $1 AND j.kind = n.kind AND j.id = n.id`;
  const kinds = names.map(({ kind }) => kind);
  await session.rows(
    sql,
    crm,
    kinds,
    names.map(({ id }) => id),
  );
}
