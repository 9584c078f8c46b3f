import { type RecordRef, refKey } from "@headway/crm";
import { fieldsToRead } from "./fields-to-read.ts";
import { type ErasingOptions, eraseFromStore } from "./forget.ts";
import type { NudgeRow } from "./journal.ts";
import { everyPage } from "./journal-pages.ts";
import { commitPage, isObjectOnly } from "./pull-stage.ts";
import { progress, type RunContext } from "./run-context.ts";
import type { Store } from "./store.ts";

const chunkSize = 500;

/**
 * Forgets whom the CRM was asked to forget, before anything is read, and gives how many. Contacts alone are people;
 * what else a notice wants forgotten is left to the reading of changes.
 */
export async function forgetNudged(store: Store, crm: string, options: ErasingOptions): Promise<number> {
  const rows = await everyPage(
    (after) => store.rows(crm, "nudge", after, chunkSize),
    ({ id }) => id,
  );
  const asked = rows.filter((row) => row.forget === true);
  if (asked.length === 0) return 0;
  const people = asked.filter(({ ref }) => ref.object === "contact");
  const refs = new Map(people.map(({ ref }) => [refKey(ref), ref]));
  if (refs.size > 0) await eraseFromStore(store, crm, [...refs.values()], options);
  await store.removeRows(
    crm,
    asked.map(({ id }) => ({ kind: "nudge" as const, id })),
  );
  return refs.size;
}

/**
 * Reads what notices named, by name, before anything else is read. A notice goes once what it named is stored; a later notice of the same record stays
 * (`invariant:H4`). What cannot be read by name is left to the reading of changes.
 */
export async function readNudged(context: RunContext): Promise<void> {
  const { store, crm } = context;
  for (;;) {
    const rows = await store.rows(crm.crm, "nudge", null, chunkSize);
    if (rows.length === 0) return;
    progress(context, { phase: "pull", object: null, done: 0, expected: rows.length });
    // A dry run forgets nobody.
    const toRead = rows.filter((row) => row.forget !== true);
    await readNamed(context, toRead);
    await store.removeRows(
      crm.crm,
      toRead.map(({ id }) => ({ kind: "nudge" as const, id })),
    );
    await context.beat("pull named");
    if (toRead.length < rows.length) return;
  }
}

async function readNamed(context: RunContext, rows: readonly NudgeRow[]): Promise<void> {
  const { crm, policy } = context;
  const refs = new Map<string, RecordRef>();
  for (const { ref } of rows) if (crm.capabilities.objects.includes(ref.object)) refs.set(refKey(ref), ref);
  if (refs.size === 0) return;
  // Each object by itself: one that may not be read keeps no other from being read.
  for (const object of new Set([...refs.values()].map((ref) => ref.object))) {
    const named = [...refs.values()].filter((ref) => ref.object === object);
    const fields = { [object]: fieldsToRead(object, policy.evidenceRules) };
    try {
      const request = { type: "records" as const, refs: named, fields };
      for await (const page of crm.pull(request, context.call)) await commitPage(context, page);
    } catch (error) {
      // The reading of changes meets the same refusal for its object and reports it there.
      if (!isObjectOnly(error)) throw error;
    }
  }
}
