import { dirtyRow } from "./dirty.ts";
import type { ConflictDraft, FieldDecision } from "./field-case.ts";
import { markBehind } from "./field-history.ts";
import { bothSides, type MirrorContext, otherSide } from "./mirror-context.ts";
import type {
  ConflictRow,
  DirtyRow,
  HistoryMark,
  IntentRow,
  MirrorField,
  ParkedRow,
  Side,
} from "./mirror-rows.ts";
import type { MirrorCommit, MirrorPut, MirrorRemoval } from "./mirror-store.ts";
import { type LinkPlan, nextBase, type PlannedField, writesBySide } from "./plan-link.ts";

/** A plan as one commit, with the rows it makes. */
export interface PlanCommit {
  readonly changes: MirrorCommit;
  readonly intents: readonly IntentRow[];
  readonly conflicts: readonly ConflictRow[];
}

type Stamps = Pick<MirrorContext, "config" | "now">;

/**
 * Everything a plan decides, stored together: agreements, conflicts, what is parked, and intents. The base
 * of a field that is about to be written is left alone; it moves when the write is proven.
 */
export function planCommit(stamps: Stamps, plan: LinkPlan, dirty: DirtyRow): PlanCommit {
  const put: MirrorPut[] = [];
  const remove: MirrorRemoval[] = [{ kind: "dirty", id: dirty.id, mark: dirty.mark }];
  const conflicts: ConflictRow[] = [];
  for (const planned of plan.fields) {
    const { one, decision } = planned;
    const base = nextBase(planned);
    if (base !== undefined) put.push({ kind: "base", row: base });
    const decided = (decision.conflicts ?? []).map((draft) =>
      conflictRow(stamps, one.linkId, one.field, draft),
    );
    conflicts.push(...decided, ...parkField(stamps, planned, put, remove));
    if (decision.wanted !== undefined) remove.push({ kind: "wanted", id: `${one.linkId}/${one.field}` });
  }
  const intents = intentsOf(stamps, plan, conflicts);
  put.push(...conflicts.map((row) => ({ kind: "conflict" as const, row })));
  put.push(...intents.map((row) => ({ kind: "intent" as const, row })));
  if (plan.state.link.failures > 0) put.push({ kind: "link", row: { ...plan.state.link, failures: 0 } });
  // Done means another look: what was asked for has made both sides equal only now.
  const again = plan.fields.some(({ decision }) => decision.wanted === "overtaken");
  if (again) put.push({ kind: "dirty", row: dirtyRow(stamps, plan.state.link.id) });
  const { id, mark } = plan.state.link;
  return { changes: { expect: [{ kind: "link", id, mark }], remove, put }, intents, conflicts };
}

/** Stores or clears what is parked; an open question stored with it is returned. */
function parkField(
  stamps: Stamps,
  { one, decision }: PlannedField,
  put: MirrorPut[],
  remove: MirrorRemoval[],
): ConflictRow[] {
  const id = `${one.linkId}/${one.field}`;
  const { parked } = decision;
  if (parked === undefined) return [];
  if (parked === null) {
    remove.push({ kind: "parked", id });
    return [];
  }
  const conflict =
    parked.opens === undefined ? [] : [conflictRow(stamps, one.linkId, one.field, parked.opens)];
  const { code, cause, wayOut, basis } = parked;
  const isSame = one.parked?.code === code && one.parked.cause === cause && one.parked.basis === basis;
  if (isSame && conflict.length === 0) return [];
  const row: ParkedRow = {
    id,
    group: one.linkId,
    linkId: one.linkId,
    field: one.field,
    code,
    cause,
    wayOut,
    basis,
    at: stamps.now(),
    ...(conflict[0] === undefined ? {} : { conflictId: conflict[0].id }),
  };
  put.push({ kind: "parked", row });
  return conflict;
}

/** A conflict with an id that sorts by time. */
export function conflictRow(
  { config, now }: Stamps,
  linkId: string,
  field: MirrorField,
  draft: ConflictDraft,
): ConflictRow {
  const at = now();
  return { id: `${at}/${config.ids()}`, group: linkId, linkId, field, at, ...draft };
}

function intentsOf(stamps: Stamps, plan: LinkPlan, conflicts: readonly ConflictRow[]): IntentRow[] {
  const writes = writesBySide(plan);
  const { link } = plan.state;
  return bothSides.flatMap((side): IntentRow[] => {
    const fields = writes[side].map(({ side: _side, ...item }) => ({
      ...item,
      seen: null,
      sourceSeen: markOf(plan, item.field, otherSide(side)),
    }));
    if (fields.length === 0) return [];
    const names = new Set(fields.map((item) => item.field));
    const decided = conflicts.filter((row) => names.has(row.field) && row.status === "decided");
    return [
      {
        id: `${link.id}/${side}/${stamps.config.ids()}`,
        group: link.id,
        linkId: link.id,
        side,
        recordId: link[side],
        state: "pending",
        fields,
        pipelines: plan.pipelines,
        conflictIds: decided.map((row) => row.id),
        attempts: 0,
        plannedAt: stamps.now(),
        sentAt: null,
        asked: asked(plan, names),
      },
    ];
  });
}

function markOf(plan: LinkPlan, field: MirrorField, side: Side): HistoryMark | null {
  const planned = plan.fields.find(({ one }) => one.field === field);
  return planned === undefined ? null : markBehind(planned.one.changes[side]);
}

function asked(plan: LinkPlan, names: ReadonlySet<MirrorField>): boolean {
  const decisions: FieldDecision[] = plan.fields
    .filter(({ one }) => names.has(one.field))
    .map(({ decision }) => decision);
  return decisions.every((decision) => decision.asked === true || (decision.writes ?? []).length === 0);
}
