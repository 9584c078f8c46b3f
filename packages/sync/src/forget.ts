import type { RecordRef } from "@headway/crm";
import { planErasure } from "./erasure-plan.ts";
import { forgetInMirrors } from "./forget-in-mirrors.ts";
import type { MirrorStore } from "./mirror/mirror-store.ts";
import type { OpenStore } from "./open-store.ts";
import { holdStore, type Worker } from "./run-lease.ts";
import type { Store } from "./store.ts";
import { SyncError } from "./sync-error.ts";
import { makeTombstoneKey } from "./tombstones.ts";

/** What forgetting a person came to, in counts: names of what went would not be forgetting. */
export interface ForgetReport {
  readonly crm: string;
  /** False where nothing of the person was stored; the tombstone is set all the same. */
  readonly wasStored: boolean;
  /** Calls, meetings, e-mails, notes and tasks that were linked to the person, erased with their evidence. */
  readonly activities: number;
  /** Deals, accounts and sellers whose assessments are made anew by the next run. */
  readonly assessedAnew: number;
  /** Intents, conflicts and notices erased, rows of mirrors too, and runs whose words were. */
  readonly journal: number;
}

/** Who forgets, for the store's leases. */
export interface ForgetOptions {
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly worker: Worker;
}

/**
 * Forgets a person (`invariant:P1`): the record, every activity linked to it, what was derived from them, what
 * waits to be written and every trace in the journal, in one transaction after which no byte of it stays in
 * the store's files. A tombstone, a keyed hash, keeps the person from coming back unnoticed. Twice is once.
 * The CRM is left as it is. Throws `SyncError` `run-going-on` while a run works on this CRM, and
 * `invalid-options` for a record that is no contact.
 */
export async function forget(
  store: Store | OpenStore,
  crm: string,
  person: RecordRef,
  { clock, worker }: ForgetOptions,
): Promise<ForgetReport> {
  if (person.object !== "contact") {
    throw new SyncError(
      "invalid-options",
      `\`${person.object}/${person.id}\` is no person: only contacts can be forgotten. Nothing was erased`,
    );
  }
  const held = await holdStore(store, { crm, worker, leaseMs: 600_000, clock });
  const mirrors = mirrorsOf(store);
  try {
    return await eraseFromStore(held.store, crm, [person], { at: new Date(clock()).toISOString(), mirrors });
  } finally {
    await held.release();
  }
}

/** What {@link eraseFromStore} is told besides who is to be forgotten. */
export interface ErasingOptions {
  readonly at: string;
  /** What mirrors keep in the same store; `null` where it keeps nothing of mirrors. */
  readonly mirrors: MirrorStore | null;
}

/** What mirrors keep in a store. */
export function mirrorsOf(store: Store | OpenStore): MirrorStore | null {
  return "mirrors" in store ? store.mirrors : null;
}

/** The same for several, by a caller that holds the store. */
export async function eraseFromStore(
  store: Store,
  crm: string,
  people: readonly RecordRef[],
  { at, mirrors }: ErasingOptions,
): Promise<ForgetReport> {
  const { tombstoneKey } = await store.state(crm);
  const key = tombstoneKey ?? (await makeTombstoneKey());
  if (tombstoneKey === null) await store.saveState(crm, { tombstoneKey: key });
  const { erasure, wasStored, words } = await planErasure(store, crm, people, { key, at });
  // First, so that the files are written anew after all of it is gone.
  const mirrored = mirrors === null ? 0 : await forgetInMirrors(mirrors, words, at);
  await store.erase(crm, erasure);
  return {
    crm,
    wasStored,
    activities: erasure.refs.length - people.length,
    assessedAnew: erasure.subjects.length,
    journal: erasure.targets.length + erasure.rows.length + erasure.runs.length + mirrored,
  };
}
