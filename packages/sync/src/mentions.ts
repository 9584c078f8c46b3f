import { type CrmRecord, type RecordRef, refKey } from "@headway/crm";
import type { Erasure, RunRow } from "./journal.ts";
import { everyPage } from "./journal-pages.ts";
import type { Intent, IntentState, Store } from "./store.ts";

/** Words that betray a person: references, names, addresses; in small letters. */
export type Words = readonly string[];

/** Shorter values, such as a title, would be found everywhere. */
const shortest = 4;
const pageSize = 1_000;
const idOf = ({ id }: { readonly id: string }): string => id;
const plainKeys = new Set(["object", "createdAt", "modifiedAt", "url", "ownerId", "title"]);

/** The words of some people: what their contacts hold as text. */
export function wordsOf(people: readonly RecordRef[], records: readonly CrmRecord[]): Words {
  const contacts = records.filter(({ object }) => object === "contact");
  const texts = contacts.flatMap(({ id: _, links: __, fields, ...rest }) => [
    ...Object.values(fields),
    ...Object.entries(rest).flatMap(([name, value]) => (plainKeys.has(name) ? [] : [value])),
  ]);
  const whole = texts.filter((text) => typeof text === "string").map((text) => text.trim().toLowerCase());
  const words = whole.flatMap((text) => [text, ...partsOf(text)]);
  return [...new Set([...people.map(refKey), ...words.filter((word) => word.length >= shortest)])];
}

/** A name is also betrayed by a part of it, an address by what stands before its host. */
function partsOf(text: string): string[] {
  const [before, host] = text.split("@");
  if (host !== undefined) return before === undefined ? [] : [before];
  return text.length > 80 ? [] : text.split(/\s+/);
}

/** Whether data anywhere holds one of the words. */
export function mentions(data: unknown, words: Words): boolean {
  const text = JSON.stringify(data).toLowerCase();
  return words.some((word) => text.includes(JSON.stringify(word).slice(1, -1)));
}

/** Intents that are about some records or hold one of the words. */
export async function intentsAbout(
  store: Store,
  crm: string,
  words: Words,
  refs: readonly RecordRef[],
): Promise<Intent[]> {
  const keys = new Set(refs.map(refKey));
  const states: readonly IntentState[] = ["pending", "inflight", "parked"];
  const found: Intent[] = [];
  for (const state of states) {
    const intents = await everyPage((after) => store.intents(crm, state, after, pageSize), idOf);
    const about = intents.filter((intent) => targetsOf(intent).some((ref) => keys.has(refKey(ref))));
    const quoting = intents.filter(({ patch, reason }) => mentions([patch, reason ?? ""], words));
    found.push(...new Set([...about, ...quoting]));
  }
  return found;
}

/** The records that an intent is about. */
export function targetsOf({ patch }: Intent): readonly RecordRef[] {
  return patch.type === "upsert-task" ? patch.task.links : [patch.ref];
}

/** Rows of the journal that go, and runs that stay without some of their sentences. */
export async function rowsAbout(
  store: Store,
  crm: string,
  words: Words,
  affected: readonly RecordRef[],
): Promise<Pick<Erasure, "rows" | "runs">> {
  const keys = new Set(affected.map(refKey));
  const nudges = await everyPage((after) => store.rows(crm, "nudge", after, pageSize), idOf);
  const conflicts = await everyPage((after) => store.rows(crm, "conflict", after, pageSize), idOf);
  const runs = await everyPage((after) => store.rows(crm, "run", after, pageSize), idOf);
  return {
    rows: [
      ...nudges.filter((row) => mentions(row, words)).map(({ id }) => ({ kind: "nudge" as const, id })),
      ...conflicts
        .filter((row) => keys.has(refKey(row.ref)) || mentions(row, words))
        .map(({ id }) => ({ kind: "conflict" as const, id })),
    ],
    runs: runs.filter((row) => mentions(row, words)).map((row) => wordless(row, words)),
  };
}

const taken = "a sentence that named a forgotten person was taken out";

function wordless(row: RunRow, words: Words): RunRow {
  const { failure } = row;
  return {
    ...row,
    gaps: row.gaps.map((gap) => (mentions(gap, words) ? taken : gap)),
    failure:
      failure !== null && mentions(failure, words)
        ? { ...failure, happened: taken, written: taken }
        : failure,
  };
}
