import { handleLifecycle } from "./lifecycle.ts";
import { type DirtyLink, linkStates, type Pauses, readPauses } from "./link-state.ts";
import type { ConflictRow, DirtyRow } from "./mirror-rows.ts";
import type { MirrorPut } from "./mirror-store.ts";
import { commit, type MirrorWork } from "./mirror-work.ts";
import { planCommit } from "./plan-commit.ts";
import { type LinkPlan, planLink } from "./plan-link.ts";
import { type ReadDeal, readDeals } from "./read-deals.ts";

const chunkSize = 100;

/** What a pass over the dirty links came to. */
export interface PlanPass {
  /** Links with new intents. */
  readonly planned: number;
  readonly isDone: boolean;
}

/**
 * Looks at dirty links: reads both deals by id, decides, and stores what was decided. Links with an
 * unfinished intent wait for it. Stops early when `isEnough` says that the breaker has seen enough.
 */
export async function planDirty(work: MirrorWork, isEnough: (planned: number) => boolean): Promise<PlanPass> {
  const { store, config } = work;
  let planned = 0;
  let after: string | null = null;
  for (;;) {
    const marks: DirtyRow[] = await store.rows(config.name, "dirty", { after, limit: chunkSize });
    if (marks.length === 0) return { planned, isDone: true };
    await work.hold.keep();
    // After the marks: a pause that is lifted later marks its links anew, and a new mark outlives this look.
    planned += await planChunk(work, await readPauses(work), marks);
    work.progress({ phase: "plan", side: null, done: work.tally.looked });
    after = marks.at(-1)?.id ?? null;
    if (isEnough(planned)) return { planned, isDone: true };
    if (work.outOfTime()) return { planned, isDone: false };
  }
}

async function planChunk(work: MirrorWork, pauses: Pauses, marks: readonly DirtyRow[]): Promise<number> {
  const links = await dirtyLinks(work, pauses, marks);
  const ids = (side: "left" | "right") => links.map(({ state }) => state.link[side]);
  const left = await readDeals(work, "left", ids("left"));
  const right = await readDeals(work, "right", ids("right"));
  let planned = 0;
  for (const { mark, state } of links) {
    work.tally.looked += 1;
    const reads = {
      left: left.get(state.link.left) ?? nothing,
      right: right.get(state.link.right) ?? nothing,
    };
    if (reads.left.type !== "deal" || reads.right.type !== "deal") {
      if (!work.dryRun) await handleLifecycle(work, state, reads);
      continue;
    }
    const deals = { left: reads.left.deal, right: reads.right.deal };
    const isPaused = (field: string): boolean => pauses.field(state.link.id, field);
    const plan = planLink(work.terms, state, deals, { at: work.now(), isPaused });
    if (await storePlan(work, plan, mark)) planned += 1;
  }
  return planned;
}

const nothing: ReadDeal = { type: "unreadable", reason: "the CRM said nothing about it" };

/** Those of the marked links that can be looked at now. Marks of links that ended are taken away. */
async function dirtyLinks(
  work: MirrorWork,
  pauses: Pauses,
  marks: readonly DirtyRow[],
): Promise<DirtyLink[]> {
  const states = new Map(
    (
      await linkStates(
        work,
        marks.map((mark) => mark.id),
      )
    ).map((state) => [state.link.id, state]),
  );
  const ended = marks.filter((mark) => states.get(mark.id)?.link.status !== "active");
  if (ended.length > 0 && !work.dryRun) {
    await commit(work, { remove: ended.map(({ id, mark }) => ({ kind: "dirty", id, mark })) });
  }
  return marks.flatMap((mark): DirtyLink[] => {
    const state = states.get(mark.id);
    if (state?.link.status !== "active" || pauses.link(mark.id) || work.tally.resting.has(mark.id)) return [];
    return state.intents.length > 0 ? [] : [{ mark, state }];
  });
}

/** True when the plan asks for writes that the breaker counts. */
async function storePlan(work: MirrorWork, plan: LinkPlan, mark: DirtyRow): Promise<boolean> {
  const { changes, intents, conflicts } = planCommit(work, plan, mark);
  const counts = intents.some((intent) => !intent.asked);
  if (work.dryRun) {
    for (const { linkId, side, recordId, fields } of intents) {
      const wires = Object.fromEntries(fields.map((item) => [item.field, item.wire]));
      work.tally.planned.push({ linkId, side, recordId, fields: wires });
    }
    work.tally.conflicts.push(...conflicts);
    return counts;
  }
  const put = [...(changes.put ?? []), ...(await overtaken(work, plan))];
  const remove = [
    ...(changes.remove ?? []),
    ...plan.state.parked
      .filter((row) => row.field === "*")
      .map(({ id }) => ({ kind: "parked" as const, id })),
  ];
  if (!(await commit(work, { ...changes, remove, put }))) return false;
  work.tally.conflicts.push(...conflicts);
  return counts;
}

/** Open questions that nobody needs to answer any more, and wishes that a person's later edit replaced. */
async function overtaken(work: MirrorWork, plan: LinkPlan): Promise<MirrorPut[]> {
  const ids = plan.fields.flatMap(({ one, decision }) => {
    const isAnswered = decision.parked !== undefined && decision.parked?.basis !== one.parked?.basis;
    const question = isAnswered ? one.parked?.conflictId : undefined;
    const wish = decision.wanted === "overtaken" ? one.wanted?.conflictId : undefined;
    return [question, wish].filter((id) => id !== undefined && id !== null);
  });
  if (ids.length === 0) return [];
  const rows: ConflictRow[] = await work.store.rows(work.config.name, "conflict", { ids });
  return rows
    .filter((row) => row.status === "open" || row.status === "undone")
    .map((row) => ({ kind: "conflict", row: { ...row, status: "overtaken" } }));
}
