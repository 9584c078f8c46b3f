import { type ChangePage, type CrmRecord, type RecordRef, refKey } from "@headway/crm";
import type { TombstoneRow } from "./journal.ts";
import type { Store } from "./store.ts";

/** Who was forgotten, as far as a keyed hash tells. */
export interface Forgotten {
  /** False when nobody ever was, so that nothing has to be hashed. */
  readonly any: boolean;
  has(ref: RecordRef): Promise<boolean>;
}

const pageSize = 1_000;

/** Reads the tombstones of one CRM. */
export async function readForgotten(store: Store, crm: string): Promise<Forgotten> {
  const ids = new Set<string>();
  let after: string | null = null;
  for (;;) {
    const page: TombstoneRow[] = await store.rows(crm, "tombstone", after, pageSize);
    if (page.length === 0) break;
    for (const { id } of page) ids.add(id);
    after = page.at(-1)?.id ?? null;
  }
  const { tombstoneKey } = await store.state(crm);
  if (ids.size === 0 || tombstoneKey === null) return { any: false, has: async () => false };
  return { any: true, has: async (ref) => ids.has(await tombstoneId(tombstoneKey, ref)) };
}

/** A key for tombstones, from the machine's own source of randomness, in base64. */
export async function makeTombstoneKey(): Promise<string> {
  const key = await crypto.subtle.generateKey({ name: "HMAC", hash: "SHA-256" }, true, ["sign"]);
  return toBase64(await crypto.subtle.exportKey("raw", key));
}

/** What a tombstone says of a record: nothing without the key. */
export async function tombstoneId(key: string, ref: RecordRef): Promise<string> {
  const bytes = Uint8Array.from(atob(key), (letter) => letter.charCodeAt(0));
  const hmac = { name: "HMAC", hash: "SHA-256" };
  const imported = await crypto.subtle.importKey("raw", bytes, hmac, false, ["sign"]);
  return toBase64(await crypto.subtle.sign("HMAC", imported, new TextEncoder().encode(refKey(ref))));
}

function toBase64(bytes: ArrayBuffer): string {
  return btoa(Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join(""));
}

/** A page without forgotten people and their activities, and how many were left out. */
export async function withoutForgotten(
  page: ChangePage,
  forgotten: Forgotten,
): Promise<{ page: ChangePage; leftOut: number }> {
  if (!forgotten.any) return { page, leftOut: 0 };
  const changes: ChangePage["changes"][number][] = [];
  for (const change of page.changes) {
    if (change.type === "upserted") {
      const record = await withoutPeople(change.record, forgotten);
      if (record !== null) changes.push({ type: "upserted", record });
    } else if (change.type !== "unreadable" || !(await isForgottenId(change, forgotten)))
      changes.push(change);
  }
  return { page: { ...page, changes }, leftOut: page.changes.length - changes.length };
}

async function isForgottenId(
  { object, id }: { readonly object: RecordRef["object"]; readonly id: string | null },
  forgotten: Forgotten,
): Promise<boolean> {
  return id !== null && (await forgotten.has({ object, id }));
}

/** `null` for a forgotten person, and for an activity that is about one; other records stay, without the link. */
async function withoutPeople<R extends CrmRecord>(record: R, forgotten: Forgotten): Promise<R | null> {
  if (await forgotten.has(record)) return null;
  const { contact } = record.links;
  if (contact?.status !== "known") return record;
  const kept: string[] = [];
  for (const id of contact.value) if (!(await forgotten.has({ object: "contact", id }))) kept.push(id);
  if (kept.length === contact.value.length) return record;
  if (isActivity(record)) return null;
  return { ...record, links: { ...record.links, contact: { ...contact, value: kept } } };
}

/** Calls, meetings, e-mails, notes and tasks hold what was said by or about the people they are linked to. */
export function isActivity({ object }: RecordRef): boolean {
  return ["call", "meeting", "email", "note", "task"].includes(object);
}
