import { type ObjectName, type RecordRef, refKey } from "@headway/crm";
import type { FieldConflict } from "./journal.ts";
import { everyPage } from "./journal-pages.ts";
import { findIndeterminate } from "./status.ts";
import type { Intent, Store } from "./store.ts";
import { readForgotten } from "./tombstones.ts";
import { unknownParts } from "./unknown-parts.ts";

/**
 * Where a record is on its way through the engine. `written`: what Headway wants stands in the CRM. `nothing-wanted`:
 * it was read and nothing was to be written. `waiting`, `in-flight`, `indeterminate`, `refused`: see the sentences.
 * `unreadable`, `merged`, `forgotten`, `not-stored`: there is no such record in the store.
 */
export type TrailStatus =
  | "written"
  | "nothing-wanted"
  | "waiting"
  | "in-flight"
  | "indeterminate"
  | "refused"
  | "unreadable"
  | "merged"
  | "forgotten"
  | "not-stored";

/** The answer to "why was this not synced?". */
export interface SyncTrail {
  readonly ref: RecordRef;
  readonly status: TrailStatus;
  /** What is known of its way, in sentences, in the order it goes. */
  readonly sentences: readonly string[];
  /** The write that is outstanding; `null` when none is. */
  readonly write: Pick<Intent, "target" | "state" | "attempts" | "sentAt" | "code" | "reason"> | null;
  /** Changes of others to Headway's fields of this record that were overwritten. */
  readonly conflicts: readonly FieldConflict[];
}

/** Follows one record through the store: read? changed? wanted? refused? in flight? @param now Milliseconds since 1970. */
export async function readTrail(store: Store, crm: string, ref: RecordRef, now: number): Promise<SyncTrail> {
  const record = await store.record(crm, ref);
  const shared = { ref, write: null, conflicts: [] };
  if (record === null) return { ...shared, ...(await whyNotStored(store, crm, ref)) };
  const intent = await store.intentFor(crm, refKey(ref));
  const written = (await store.writtenNamed(crm, ref.object, [ref.id])).get(ref.id);
  const conflicts = await conflictsOf(store, crm, ref);
  const told = intent === null ? null : tellIntent(intent, now);
  return {
    ref,
    status: told?.status ?? (written === undefined ? "nothing-wanted" : "written"),
    sentences: [
      `it was read as the CRM last changed it, ${record.modifiedAt}`,
      await readingOf(store, crm, ref.object),
      ...unknownParts(record).map((reason) => `a part of it could not be read: ${reason}`),
      written === undefined
        ? "no write of Headway's fields was ever confirmed for it"
        : `the CRM confirmed ${Object.keys(written.fields).length} fields of Headway's`,
      ...(told === null ? ["nothing waits to be written"] : [told.sentence]),
      ...(conflicts.length === 0
        ? []
        : [
            `somebody changed ${conflicts.length} of Headway's fields; \`headway conflicts\` has both values`,
          ]),
    ],
    write: intent === null ? null : intent,
    conflicts,
  };
}

type Told = Pick<SyncTrail, "status" | "sentences">;

async function whyNotStored(store: Store, crm: string, ref: RecordRef): Promise<Told> {
  const into = await store.mergedInto(crm, ref);
  if (into !== null) {
    const sentence = `it was merged into ${refKey(into)}, which lives on; ask for that one`;
    return { status: "merged", sentences: [sentence] };
  }
  if (await (await readForgotten(store, crm)).has(ref)) {
    const sentence = "it belongs to a person who was forgotten, and is not stored again";
    return { status: "forgotten", sentences: [sentence] };
  }
  const rows = (await store.unreadable(crm)).filter(
    ({ object, id }) => object === ref.object && id === ref.id,
  );
  if (rows.length > 0) {
    const sentences = rows.map(
      ({ field, reason }) => `the CRM gave it with an unreadable \`${field}\`: ${reason}`,
    );
    return { status: "unreadable", sentences };
  }
  const nudges = await everyPage(
    (after) => store.rows(crm, "nudge", after, 1_000),
    ({ id }) => id,
  );
  const isNamed = nudges.some((row) => refKey(row.ref) === refKey(ref));
  return {
    status: "not-stored",
    sentences: [
      await readingOf(store, crm, ref.object),
      ...(isNamed ? ["a notice has named it; the next run reads it first"] : []),
      "either the CRM has none of that id, it was deleted there, or these credentials cannot see it",
    ],
  };
}

async function readingOf(store: Store, crm: string, object: ObjectName): Promise<string> {
  const at = (await store.state(crm)).caughtUp?.[object];
  if (at !== undefined) return `every ${object} that changed until ${at} was read`;
  return `no run has read every ${object} to the end yet`;
}

async function conflictsOf(store: Store, crm: string, ref: RecordRef): Promise<FieldConflict[]> {
  const first = `${refKey(ref)} `;
  const rows = await store.rows(crm, "conflict", first, 200);
  return rows.filter(({ id }) => id.startsWith(first));
}

function tellIntent(intent: Intent, now: number): { status: TrailStatus; sentence: string } {
  const { state, attempts, sentAt, code, reason } = intent;
  if (state === "parked") {
    return {
      status: "refused",
      sentence: `the CRM refused it (${code ?? "invalid"}): ${reason ?? "no reason given"}. It is not sent again until the record, the want, the schema or the grants change, or \`headway retry\``,
    };
  }
  if (state === "pending") {
    return {
      status: "waiting",
      sentence: `a write waits to be sent by the next run, after ${attempts} attempts`,
    };
  }
  if (findIndeterminate([intent], now).length > 0) {
    return {
      status: "indeterminate",
      sentence: `a write was sent ${sentAt ?? ""} and for more than a day nobody could read back whether it happened; look at the record, then \`headway retry\``,
    };
  }
  return {
    status: "in-flight",
    sentence: `a write was sent ${sentAt ?? ""} and had no answer yet; the next run reads it back`,
  };
}
