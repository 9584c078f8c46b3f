import { dirtyRow } from "./dirty.ts";
import type { Both } from "./field-case.ts";
import { endId, removeParts, unlinkCommit } from "./link-rows.ts";
import type { LinkState } from "./link-state.ts";
import { bothSides } from "./mirror-context.ts";
import type { ParkedRow, Side } from "./mirror-rows.ts";
import type { MirrorPut } from "./mirror-store.ts";
import { commit, type MirrorWork } from "./mirror-work.ts";
import type { ReadDeal } from "./read-deals.ts";

/** How often in a row a deal may be unreadable before it is parked. */
const mostFailures = 5;

/**
 * Deals that are not simply there: a deleted one ends its link and nothing is deleted across, a merged one
 * hands its link on, one that cannot be read waits (`invariant:D8`, `D9`). False where both are there.
 */
export async function handleLifecycle(
  work: MirrorWork,
  state: LinkState,
  reads: Both<ReadDeal>,
): Promise<boolean> {
  for (const side of bothSides) {
    const read = reads[side];
    if (read.type === "gone")
      await endLink(work, state, side, `the ${side} deal ${state.link[side]} was deleted`);
    else if (read.type === "merged") await moveLink(work, state, side, read.into);
    else if (read.type === "unreadable") await putAside(work, state, side, read.reason);
    else continue;
    return true;
  }
  return false;
}

async function endLink(work: MirrorWork, state: LinkState, side: Side, reason: string): Promise<void> {
  const { link } = state;
  const changes = unlinkCommit(work, link, state, reason);
  const tombstone = { id: endId(side, link[side]), group: link.id, linkId: link.id, reason, at: work.now() };
  if (
    !(await commit(work, {
      ...changes,
      put: [...(changes.put ?? []), { kind: "tombstone", row: tombstone }],
    }))
  )
    return;
  work.tally.unlinked.push({ linkId: link.id, left: link.left, right: link.right, reason });
}

/** The link goes on with the record that lives on, and starts from nothing agreed. */
async function moveLink(work: MirrorWork, state: LinkState, side: Side, into: string): Promise<void> {
  const { link } = state;
  const { store, config, now } = work;
  const alias: MirrorPut = {
    kind: "alias",
    row: { id: endId(side, link[side]), group: link.id, into, at: now() },
  };
  const taken = await store.row(config.name, "end", endId(side, into));
  if (taken !== null && taken.linkId !== link.id) {
    const reason = `the ${side} deal ${link[side]} was merged into ${into}, which is linked as ${taken.linkId}`;
    await endLink(work, state, side, reason);
    await commit(work, { put: [alias] });
    return;
  }
  const text = `the ${side} deal ${link[side]} was merged into ${into}; the link moved with it`;
  const notice = {
    id: `merged/${link.id}/${into}`,
    group: link.id,
    linkId: link.id,
    code: "merged",
    text,
    at: now(),
  } as const;
  const moved = { ...link, [side]: into, failures: 0, mark: config.ids() };
  const done = await commit(work, {
    expect: [{ kind: "link", id: link.id, mark: link.mark }],
    remove: [
      ...removeParts(state),
      { kind: "end", id: endId(side, link[side]) },
      { kind: "candidate", id: endId(side, into) },
      { kind: "key", id: endId(side, into) },
    ],
    put: [
      { kind: "link", row: moved },
      { kind: "end", row: { id: endId(side, into), group: null, linkId: link.id } },
      { kind: "dirty", row: dirtyRow(work, link.id) },
      { kind: "notice", row: notice },
      alias,
    ],
  });
  if (done) work.tally.notes.push(text);
}

/** Tried in the next runs as well; parked after a few, so that it is looked at and stops no other. */
async function putAside(work: MirrorWork, state: LinkState, side: Side, reason: string): Promise<void> {
  const { link } = state;
  const failures = link.failures + 1;
  work.tally.resting.add(link.id);
  const cause = `the ${side} deal ${link[side]} could not be read: ${reason}`;
  const row: ParkedRow = {
    id: `${link.id}/*`,
    group: link.id,
    linkId: link.id,
    field: "*",
    code: "unreadable",
    cause,
    wayOut: `correct it in its CRM, then \`retry ${link.id}\``,
    basis: null,
    at: work.now(),
  };
  if (failures < mostFailures) work.tally.gaps.push(`${link.id}: ${cause}; the next run tries again`);
  await commit(work, {
    expect: [{ kind: "link", id: link.id, mark: link.mark }],
    remove: failures < mostFailures ? [] : [{ kind: "dirty", id: link.id }],
    put: [
      { kind: "link", row: { ...link, failures } },
      ...(failures < mostFailures ? [] : [{ kind: "parked" as const, row }]),
    ],
  });
}
