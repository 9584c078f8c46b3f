import { type FieldValue, refKey } from "@headway/crm";
import { fingerprint } from "./fingerprint.ts";
import type { WantedIntent } from "./intents.ts";
import type { FieldConflict } from "./journal.ts";
import { everyPage } from "./journal-pages.ts";
import { sameValue } from "./reconcile.ts";
import type { RunContext } from "./run-context.ts";
import type { Store } from "./store.ts";
import { stampField } from "./wanted-fields.ts";
import { ownFields } from "./write-back.ts";

/**
 * Changes that somebody else made to Headway's fields after they were written, and that these intents
 * are to overwrite. Headway's value is computed, so it is written back and there is nothing to undo; the row says what
 * was there. A reading older than our own write is none: the record has to have changed after it. The id is of the
 * value and of the write it replaced: while the CRM refuses the write-back, later changes of the record add no row.
 */
export async function fieldConflicts(
  context: RunContext,
  intents: readonly WantedIntent[],
): Promise<FieldConflict[]> {
  const { store, crm } = context;
  const conflicts: FieldConflict[] = [];
  for (const object of ["deal", "account"] as const) {
    const updates = intents.flatMap(({ patch }) =>
      patch.type === "update" && patch.ref.object === object ? [patch] : [],
    );
    if (updates.length === 0) continue;
    const ids = updates.map(({ ref }) => ref.id);
    const written = await store.writtenNamed(crm.crm, object, ids);
    const records = await store.recordsNamed(crm.crm, object, [...written.keys()]);
    for (const { ref, fields } of updates) {
      const row = written.get(ref.id);
      const record = records.get(ref.id);
      if (row === undefined || record === undefined || record.modifiedAt <= row.over) continue;
      const theirs = Object.entries(fields).filter(([name]) =>
        isTheirs(object, name, record.fields[name] ?? null, row.fields),
      );
      for (const [field, ours] of theirs) {
        const found = {
          ref,
          field,
          written: row.fields[field] ?? null,
          theirs: record.fields[field] ?? null,
          ours,
          changedBy: record.modifiedAt,
        };
        const id = `${refKey(ref)} ${field} ${(await fingerprint([found.theirs, row.over])).slice(0, 16)}`;
        conflicts.push({ id, ...found, seenAt: context.asOf });
      }
    }
  }
  return conflicts;
}

/** Rows that are kept for one CRM. */
const keptConflicts = 1_000;

/** Takes away what was met longest ago, where there are more rows than are kept. */
export async function trimConflicts(store: Store, crm: string): Promise<void> {
  const rows = await everyPage(
    (after) => store.rows(crm, "conflict", after, keptConflicts),
    ({ id }) => id,
  );
  if (rows.length <= keptConflicts) return;
  const newestFirst = rows.toSorted((one, other) => (one.seenAt < other.seenAt ? 1 : -1));
  const old = newestFirst.slice(keptConflicts);
  await store.removeRows(
    crm,
    old.map(({ id }) => ({ kind: "conflict" as const, id })),
  );
}

/** A field that was never written cannot be overwritten; the stamp says nothing of its own. */
function isTheirs(
  object: "deal" | "account",
  name: string,
  held: FieldValue,
  written: Readonly<Record<string, FieldValue>>,
): boolean {
  const field = ownFields.find((one) => one.object === object && one.name === name);
  if (field === undefined || name === stampField || !(name in written)) return false;
  return !sameValue(field.kind, held, written[name] ?? null);
}
