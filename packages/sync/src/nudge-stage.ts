import { type RecordRef, refKey } from "@headway/crm";
import { fieldsToRead } from "./fields-to-read.ts";
import { eraseFromStore } from "./forget.ts";
import type { NudgeRow } from "./journal.ts";
import { commitPage, isObjectOnly } from "./pull-stage.ts";
import { progress, type RunContext } from "./run-context.ts";

const chunkSize = 500;

/**
 * Reads what notices named, by name, before anything else is read, and forgets whom the CRM was asked to
 * forget. A notice goes once what it named is stored; a later notice of the same record stays
 * (`invariant:H4`). What cannot be read by name is left to the reading of changes.
 */
export async function readNudged(context: RunContext): Promise<void> {
  const { store, crm } = context;
  for (;;) {
    const rows = await store.rows(crm.crm, "nudge", null, chunkSize);
    if (rows.length === 0) return;
    progress(context, { phase: "pull", object: null, done: 0, expected: rows.length });
    if (!context.dryRun) await forgetNamed(context, rows);
    await readNamed(
      context,
      rows.filter((row) => row.forget !== true),
    );
    const done = context.dryRun ? rows.filter((row) => row.forget !== true) : rows;
    await store.removeRows(
      crm.crm,
      done.map(({ id }) => ({ kind: "nudge" as const, id })),
    );
    await context.beat("pull named");
    if (done.length < rows.length) return;
  }
}

/** Contacts alone are people to be forgotten; what else a notice names is left to the reading of changes. */
async function forgetNamed(
  { store, crm, asOf, tally }: RunContext,
  rows: readonly NudgeRow[],
): Promise<void> {
  const people = rows.filter((row) => row.forget === true && row.ref.object === "contact");
  if (people.length === 0) return;
  const refs = new Map(people.map(({ ref }) => [refKey(ref), ref]));
  await eraseFromStore(store, crm.crm, [...refs.values()], asOf);
  tally.forgotten += refs.size;
}

async function readNamed(context: RunContext, rows: readonly NudgeRow[]): Promise<void> {
  const { crm, policy } = context;
  const refs = new Map<string, RecordRef>();
  for (const { ref } of rows) if (crm.capabilities.objects.includes(ref.object)) refs.set(refKey(ref), ref);
  if (refs.size === 0) return;
  const objects = new Set([...refs.values()].map(({ object }) => object));
  const fields = Object.fromEntries(
    [...objects].map((object) => [object, fieldsToRead(object, policy.evidenceRules)]),
  );
  try {
    const request = { type: "records" as const, refs: [...refs.values()], fields };
    for await (const page of crm.pull(request, context.call)) await commitPage(context, page);
  } catch (error) {
    // The reading of changes meets the same refusal for its object and reports it there.
    if (!isObjectOnly(error)) throw error;
  }
}
