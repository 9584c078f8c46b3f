import { refKey } from "@headway/crm";
import type { Journal, JournalRows, RowKind, RowName } from "../journal.ts";
import { eraseFrom } from "./erase.ts";
import { pageOf, type Tables } from "./tables.ts";

/** How things came about; see `Journal`. */
export function journalPart(tablesOf: (crm: string) => Tables): Journal {
  return {
    putRows: async (crm, kind, rows) => enterRows(tablesOf(crm), kind, rows, true),
    rows: async <Kind extends RowKind>(crm: string, kind: Kind, after: string | null, limit: number) => {
      const entries = tablesOf(crm).rows.get(kind) ?? [];
      const page = pageOf(entries, ([id]) => id, after, limit);
      return page.map(([, body]) => JSON.parse(body) as JournalRows[Kind]);
    },
    removeRows: async (crm, names) => removeRows(tablesOf(crm), names),
    writtenNamed: async (crm, object, ids) => {
      const { written } = tablesOf(crm);
      const found = ids.map((id) => [id, written.get(refKey({ object, id }))] as const);
      return new Map(found.flatMap(([id, row]) => (row === undefined ? [] : [[id, row] as const])));
    },
    allWritten: async (crm, object, after, limit) => {
      const all = [...tablesOf(crm).written.values()].filter((row) => row.ref.object === object);
      return pageOf(all, (row) => row.ref.id, after, limit);
    },
    mergedInto: async (crm, ref) => {
      const id = tablesOf(crm).aliases.get(refKey(ref));
      return id === undefined ? null : { object: ref.object, id };
    },
    pointingAt: async (crm, ref) => {
      const { records, links } = tablesOf(crm);
      const keys = [...links].filter(([, all]) =>
        all.some((link) => link.toObject === ref.object && link.toId === ref.id),
      );
      return keys.flatMap(([key]) => records.get(key) ?? []).sort(byRef);
    },
    erase: async (crm, erasure) => {
      const tables = tablesOf(crm);
      eraseFrom(tables, erasure);
      removeRows(tables, erasure.rows);
      enterRows(tables, "run", erasure.runs, true);
      enterRows(tables, "tombstone", erasure.tombstones, true);
    },
    sizeBytes: async () => null,
  };
}

function byRef(left: { object: string; id: string }, right: { object: string; id: string }): number {
  return `${left.object}/${left.id}` < `${right.object}/${right.id}` ? -1 : 1;
}

/** Enters rows; the first of an id stays unless it `replaces`. */
export function enterRows<Kind extends RowKind>(
  tables: Tables,
  kind: Kind,
  rows: readonly JournalRows[Kind][],
  replaces: boolean,
): void {
  const held = tables.rows.get(kind) ?? new Map<string, string>();
  tables.rows.set(kind, held);
  for (const row of rows) if (replaces || !held.has(row.id)) held.set(row.id, JSON.stringify(row));
}

function removeRows(tables: Tables, names: readonly RowName[]): void {
  for (const { kind, id } of names) tables.rows.get(kind)?.delete(id);
}
