import type { Notice } from "@headway/crm";
import { SyncError } from "../sync-error.ts";
import { allRows } from "./all-rows.ts";
import { dirtyRow } from "./dirty.ts";
import { linkCommit, linkIdOf, unlinkCommit } from "./link-rows.ts";
import { linkStates } from "./link-state.ts";
import type { MirrorContext } from "./mirror-context.ts";
import type { ConflictRow, LinkRow, MirrorField, PauseRow, ProposalRow, Side } from "./mirror-rows.ts";
import type { MirrorPut } from "./mirror-store.ts";

/** What is not to be mirrored for now: everything, a field, a link, or a field of a link. */
export interface PauseTarget {
  readonly field?: MirrorField;
  readonly linkId?: string;
}

/** What people and webhooks ask of a mirror between runs. None of it waits for a worker, and none of it talks to a CRM. */
export interface MirrorCommands {
  /** Links two deals. Throws `unknown-subject` where one of them is linked already. Nothing is written until the next run. */
  link(leftId: string, rightId: string, reason?: string): Promise<string>;
  /** Ends a link; both deals stay as they are. Twice is once. */
  unlink(linkId: string, reason?: string): Promise<void>;
  /** Deals that look alike, for a person to accept or refuse. */
  proposals(): Promise<ProposalRow[]>;
  /** Links the two deals of a proposal. */
  acceptProposal(id: string): Promise<string>;
  /** They are not the same; they are not proposed again. */
  refuseProposal(id: string): Promise<void>;
  pause(target?: PauseTarget, reason?: string): Promise<void>;
  /** What changed meanwhile is looked at in the next run. */
  resume(target?: PauseTarget): Promise<void>;
  /** Tries again what was parked, and forgets what the oscillation breaker counted. */
  retry(linkId: string): Promise<void>;
  /** Notices of one side's webhooks: they say where to look and nothing else (`invariant:H4`, `H5`). */
  nudge(side: Side, notices: readonly Notice[]): Promise<void>;
}

/** The commands of one mirror. */
export function mirrorCommands(context: MirrorContext): MirrorCommands {
  const { store, config, now } = context;
  const put = (rows: readonly MirrorPut[]) => store.commit(config.name, null, { put: rows });
  const link = async (left: string, right: string, reason: string): Promise<string> => {
    if (await store.commit(config.name, null, linkCommit(context, { left, right }, reason)))
      return linkIdOf({ left, right });
    throw new SyncError(
      "unknown-subject",
      `\`${left}\` or \`${right}\` is linked already; \`unlink\` it first`,
    );
  };
  return {
    link: (left, right, reason = "a person") => link(left, right, reason),
    unlink: (linkId, reason = "a person unlinked it") => unlink(context, linkId, reason),
    async proposals() {
      const open: ProposalRow[] = [];
      for await (const row of allRows(context, "proposal")) if (row.status === "open") open.push(row);
      return open;
    },
    async acceptProposal(id) {
      const row = await proposal(context, id);
      const linkId = await link(row.left, row.right, `a person: ${row.reason}`);
      await put([{ kind: "proposal", row: { ...row, status: "accepted" } }]);
      return linkId;
    },
    async refuseProposal(id) {
      const row = await proposal(context, id);
      await put([{ kind: "proposal", row: { ...row, status: "refused" } }]);
    },
    async pause(target = {}, reason = "a person") {
      const row: PauseRow = { id: pauseId(target), group: null, reason, at: now() };
      await put([{ kind: "pause", row }]);
    },
    resume: (target = {}) => resume(context, target),
    retry: (linkId) => retry(context, linkId),
    nudge: (side, notices) => nudge(context, side, notices),
  };
}

function pauseId({ field, linkId }: PauseTarget): string {
  if (linkId !== undefined) return field === undefined ? `link/${linkId}` : `link/${linkId}/${field}`;
  return field === undefined ? "mirror" : `field/${field}`;
}

/** The link of that id. Throws `unknown-subject` with the way out. */
export async function requireLink({ store, config }: MirrorContext, linkId: string): Promise<LinkRow> {
  const link = await store.row(config.name, "link", linkId);
  if (link !== null) return link;
  throw new SyncError(
    "unknown-subject",
    `mirror \`${config.name}\` has no link \`${linkId}\`; link ids read \`LEFT~RIGHT\``,
  );
}

async function proposal({ store, config }: MirrorContext, id: string): Promise<ProposalRow> {
  const row = await store.row(config.name, "proposal", id);
  if (row?.status === "open") return row;
  throw new SyncError("unknown-subject", `mirror \`${config.name}\` has no open proposal \`${id}\``);
}

async function unlink(context: MirrorContext, linkId: string, reason: string): Promise<void> {
  const { store, config } = context;
  // A worker may be changing it at this moment; the second look sees what it made of it.
  for (let tries = 0; tries < 5; tries += 1) {
    await requireLink(context, linkId);
    const [state] = await linkStates(context, [linkId]);
    if (state === undefined || state.link.status === "unlinked") return;
    if (await store.commit(config.name, null, unlinkCommit(context, state.link, state, reason))) return;
  }
  throw new SyncError("store-locked", `link \`${linkId}\` kept changing; try again`);
}

async function resume(context: MirrorContext, target: PauseTarget): Promise<void> {
  const { store, config } = context;
  const remove = [{ kind: "pause" as const, id: pauseId(target) }];
  if (target.linkId !== undefined) {
    await requireLink(context, target.linkId);
    await store.commit(config.name, null, {
      remove,
      put: [{ kind: "dirty", row: dirtyRow(context, target.linkId) }],
    });
    return;
  }
  // Marked before the pause is lifted, since a crash in between must not forget them, and after it, since a run that
  // still saw the pause takes the first marks away.
  if (target.field !== undefined) await markActive(context);
  await store.commit(config.name, null, { remove });
  if (target.field !== undefined) await markActive(context);
}

async function markActive(context: MirrorContext): Promise<void> {
  const { store, config } = context;
  for await (const link of allRows(context, "link")) {
    if (link.status !== "active") continue;
    await store.commit(config.name, null, { put: [{ kind: "dirty", row: dirtyRow(context, link.id) }] });
  }
}

async function retry(context: MirrorContext, linkId: string): Promise<void> {
  const { store, config } = context;
  const questions = new Set(["conflict-open", "first-difference"]);
  for (let tries = 0; tries < 5; tries += 1) {
    await requireLink(context, linkId);
    const [state] = await linkStates(context, [linkId]);
    if (state === undefined) continue;
    const parked = state.parked.filter((row) => !questions.has(row.code));
    const isDone = await store.commit(config.name, null, {
      expect: [{ kind: "link", id: linkId, mark: state.link.mark }],
      remove: [
        ...parked.map(({ id }) => ({ kind: "parked" as const, id })),
        ...state.writings.map(({ id }) => ({ kind: "writing" as const, id })),
      ],
      put: [
        { kind: "link", row: { ...state.link, failures: 0, mark: config.ids() } },
        { kind: "dirty", row: dirtyRow(context, linkId) },
      ],
    });
    if (isDone) return;
  }
  throw new SyncError("store-locked", `link \`${linkId}\` kept changing; try again`);
}

async function nudge(context: MirrorContext, side: Side, notices: readonly Notice[]): Promise<void> {
  const { store, config } = context;
  const ids = notices.flatMap((notice) =>
    notice.refs.filter((ref) => ref.object === "deal").map((ref) => `${side}/${ref.id}`),
  );
  if (ids.length === 0) return;
  const ends = await store.rows(config.name, "end", { ids });
  const put = ends.map((end): MirrorPut => ({ kind: "dirty", row: dirtyRow(context, end.linkId) }));
  if (put.length > 0) await store.commit(config.name, null, { put });
}

/** Which conflicts; all when nothing is said. */
export interface ConflictFilter {
  readonly status?: ConflictRow["status"];
  readonly linkId?: string;
}

/** Conflicts, oldest first. */
export async function listConflicts(context: MirrorContext, filter: ConflictFilter): Promise<ConflictRow[]> {
  const { store, config } = context;
  const found: ConflictRow[] = [];
  const fits = (row: ConflictRow): boolean => filter.status === undefined || row.status === filter.status;
  if (filter.linkId !== undefined) {
    const rows = await store.rows(config.name, "conflict", { groups: [filter.linkId] });
    return rows.filter(fits);
  }
  for await (const row of allRows(context, "conflict")) if (fits(row)) found.push(row);
  return found;
}
