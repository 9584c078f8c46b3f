import type { LinkState } from "./link-state.ts";
import type { ConflictRow, IntentRow } from "./mirror-rows.ts";
import type { MirrorCommit, MirrorPut } from "./mirror-store.ts";
import { commit, type MirrorWork } from "./mirror-work.ts";
import { cancelIntent } from "./refuse-intent.ts";

/** Stores what settles an intent; where its link has changed meanwhile, only the intent goes. */
export async function storeSettled(
  work: MirrorWork,
  { link, writings }: LinkState,
  put: MirrorPut[],
  remove: NonNullable<MirrorCommit["remove"]>,
  conflicts: readonly ConflictRow[],
): Promise<boolean> {
  const expect = [{ kind: "link" as const, id: link.id, mark: link.mark }];
  const rows = conflicts.map((row): MirrorPut => ({ kind: "conflict", row }));
  const oldest = new Date(work.config.clock() - 2 * 86_400_000).toISOString();
  const old = writings.filter((row) => row.at < oldest).map(({ id }) => ({ kind: "writing" as const, id }));
  const done = await commit(work, { expect, remove: [...remove, ...old], put: [...put, ...rows] });
  if (done) work.tally.conflicts.push(...conflicts);
  else await commit(work, { remove: remove.filter(({ kind }) => kind === "intent"), put: rows });
  return done;
}

/** Takes an overtaken intent away; its link is looked at again. */
export async function cancelStored(work: MirrorWork, intent: IntentRow): Promise<void> {
  const rows = await work.store.rows(work.config.name, "conflict", { ids: intent.conflictIds });
  await commit(work, cancelIntent(work, intent, rows));
}

/** Nothing left: the intent waits as if it had not been taken up. Where its link ended meanwhile it stays gone. */
export async function takeBack(work: MirrorWork, { link }: LinkState, intent: IntentRow): Promise<void> {
  await commit(work, {
    expect: [{ kind: "link", id: link.id, mark: link.mark }],
    put: [{ kind: "intent", row: { ...intent, state: "pending", attempts: intent.attempts - 1 } }],
  });
}
