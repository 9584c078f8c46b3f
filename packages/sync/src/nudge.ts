import { type Notice, type RecordRef, refKey } from "@headway/crm";
import type { NudgeRow } from "./journal.ts";
import type { Store } from "./store.ts";
import { SyncError } from "./sync-error.ts";
import { readForgotten } from "./tombstones.ts";

/** What notices came to. */
export interface Nudged {
  /** Records that the next run reads first. */
  readonly toRead: number;
  /** People whom the next run forgets. */
  readonly toForget: number;
}

/** See `Sync.nudge`. Nothing but references is kept: a notice is a hint, never data (`invariant:H5`). */
export async function nudge(store: Store, crm: string, notices: readonly Notice[]): Promise<Nudged> {
  const { accountId } = await store.state(crm);
  const foreign = notices.find((notice) => accountId !== null && notice.accountId !== accountId);
  if (foreign !== undefined) {
    throw new SyncError(
      "account-changed",
      `a notice is of ${crm} account ${foreign.accountId}, the store belongs to account ${accountId}. None of the notices was stored. Send each account's notices to its own store`,
    );
  }
  const rows = new Map<string, NudgeRow>();
  const forgotten = await readForgotten(store, crm);
  for (const { refs, forget = [], occurredAt } of notices) {
    // Who is forgotten already is not to be written down again, not even by reference.
    for (const ref of refs) if (!(await forgotten.has(ref))) enter(rows, ref, occurredAt, false);
    for (const ref of forget) if (!(await forgotten.has(ref))) enter(rows, ref, occurredAt, true);
  }
  const all = [...rows.values()];
  if (all.length > 0) await store.putRows(crm, "nudge", all);
  const toForget = all.filter((row) => row.forget === true).length;
  return { toRead: all.length - toForget, toForget };
}

function enter(rows: Map<string, NudgeRow>, ref: RecordRef, occurredAt: string, forget: boolean): void {
  const id = `${refKey(ref)}@${occurredAt}${forget ? "!" : ""}`;
  rows.set(id, { id, ref, occurredAt, ...(forget ? { forget } : {}) });
}
