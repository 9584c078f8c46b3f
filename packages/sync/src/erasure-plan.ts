import { type CrmRecord, known, type RecordRef, refKey } from "@headway/crm";
import type { Erasure } from "./journal.ts";
import { intentsAbout, rowsAbout, targetsOf, type Words, wordsOf } from "./mentions.ts";
import type { Store, Subject } from "./store.ts";
import { isActivity, tombstoneId } from "./tombstones.ts";
import { linksOf, touchedSubjects } from "./touched-subjects.ts";
import { ownFields } from "./write-back.ts";

/** What {@link planErasure} is told besides who is to be forgotten. */
export interface ErasureOptions {
  /** What tombstones are hashed with. */
  readonly key: string;
  readonly at: string;
}

/** Finds everything that has to go with some people. Reads only. */
export async function planErasure(
  store: Store,
  crm: string,
  people: readonly RecordRef[],
  { key, at }: ErasureOptions,
): Promise<{ erasure: Erasure; wasStored: boolean; words: Words }> {
  const gone = await recordsGone(store, crm, people);
  const refs = uniqueRefs([...people, ...gone.map(({ object, id }) => ({ object, id }))]);
  const affected = await recordsAffected(store, crm, refs, gone);
  const words = wordsOf(people, gone);
  const intents = await intentsAbout(store, crm, words, [...refs, ...affected]);
  // What is no longer wanted has to be wanted anew, so whoever it was about is looked at again.
  const about = uniqueRefs([...affected, ...intents.flatMap(targetsOf)]);
  const subjects = about.flatMap((ref): Subject[] => touchedSubjects(ref.object, ref.id, []));
  const journal = await rowsAbout(store, crm, words, affected);
  const tombstones = await Promise.all(refs.map(async (ref) => ({ id: await tombstoneId(key, ref), at })));
  return {
    wasStored: gone.length > 0,
    words,
    erasure: {
      refs,
      kept: affected.map((record) => withoutPeople(record, people)),
      subjects,
      targets: intents.map(({ target }) => target),
      written: affected.map(({ object, id }) => ({ object, id })),
      ...journal,
      tombstones,
    },
  };
}

/** The people and the activities linked to them, either way. */
async function recordsGone(store: Store, crm: string, people: readonly RecordRef[]): Promise<CrmRecord[]> {
  const gone = new Map<string, CrmRecord>();
  for (const person of people) {
    const record = await store.record(crm, person);
    if (record !== null) gone.set(refKey(record), record);
    for (const one of await store.pointingAt(crm, person)) if (isActivity(one)) gone.set(refKey(one), one);
    for (const { toObject, toId } of record === null ? [] : linksOf(record).links) {
      const linked = isActivity({ object: toObject, id: toId })
        ? await store.record(crm, { object: toObject, id: toId })
        : null;
      if (linked !== null) gone.set(refKey(linked), linked);
    }
  }
  return [...gone.values()];
}

/** Deals, accounts and users that what goes was linked to, with the accounts of the deals. */
async function recordsAffected(
  store: Store,
  crm: string,
  refs: readonly RecordRef[],
  gone: readonly CrmRecord[],
): Promise<CrmRecord[]> {
  const leaving = new Set(refs.map(refKey));
  const found = new Map<string, CrmRecord>();
  const enter = async (object: RecordRef["object"], id: string): Promise<void> => {
    if (
      isActivity({ object, id }) ||
      leaving.has(refKey({ object, id })) ||
      found.has(refKey({ object, id }))
    )
      return;
    const record = await store.record(crm, { object, id });
    if (record === null) return;
    found.set(refKey(record), record);
    if (object !== "deal" && object !== "contact") return;
    for (const link of linksOf(record).links)
      if (link.toObject === "account") await enter("account", link.toId);
  };
  for (const record of gone)
    for (const { toObject, toId } of linksOf(record).links) await enter(toObject, toId);
  for (const ref of refs)
    for (const { object, id } of await store.pointingAt(crm, ref)) await enter(object, id);
  return [...found.values()];
}

/** Headway's own texts may quote what the person said; without them they are written anew. */
const ownTexts: ReadonlySet<string> = new Set(
  ownFields.filter(({ kind }) => kind.endsWith("text")).map(({ name }) => name),
);

function withoutPeople<R extends CrmRecord>(record: R, people: readonly RecordRef[]): R {
  const leaving = new Set(people.map(({ id }) => id));
  const { contact } = record.links;
  const links =
    contact?.status === "known"
      ? { ...record.links, contact: known(contact.value.filter((id) => !leaving.has(id))) }
      : record.links;
  const fields = Object.fromEntries(Object.entries(record.fields).filter(([name]) => !ownTexts.has(name)));
  return { ...record, links, fields };
}

function uniqueRefs(refs: readonly RecordRef[]): RecordRef[] {
  return [...new Map(refs.map((ref) => [refKey(ref), ref])).values()];
}
