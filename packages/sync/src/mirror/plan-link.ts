import type { DealRecord } from "@headway/crm";
import { canonicalOf, canonicalValue, type PairPipelines, type ValuePlace } from "./canonical.ts";
import { decideField } from "./decide-field.ts";
import type { Both, FieldCase, FieldDecision, PlannedWrite } from "./field-case.ts";
import { changesOf, type FieldChanges, markBehind, trustedChanges } from "./field-history.ts";
import type { LinkState } from "./link-state.ts";
import { bothSides, type MirrorTerms } from "./mirror-context.ts";
import type { BaseRow, MirrorField, Side } from "./mirror-rows.ts";
import { stageRank } from "./stage-map.ts";

/** One field with what was found and what is to happen. */
export interface PlannedField {
  readonly one: FieldCase;
  readonly decision: FieldDecision;
}

/** What to do about one link, before anything is stored. */
export interface LinkPlan {
  readonly state: LinkState;
  readonly pipelines: PairPipelines;
  readonly deals: Both<DealRecord>;
  readonly fields: readonly PlannedField[];
}

/** Decides every mirrored field of a link that is not paused. Pure: the same records and rows give the same plan. */
export function planLink(
  terms: MirrorTerms,
  state: LinkState,
  deals: Both<DealRecord>,
  { at, isPaused }: { readonly at: string; readonly isPaused: (field: MirrorField) => boolean },
): LinkPlan {
  const pipelines = { left: deals.left.pipelineId, right: deals.right.pipelineId };
  const places = {
    left: { side: "left", deal: deals.left, pipelines },
    right: { side: "right", deal: deals.right, pipelines },
  } as const;
  const fields = terms.config.fields.filter((field) => !isPaused(field));
  const planned = fields.map((field) => {
    const one = fieldCase(terms, state, places, field, at);
    return { one, decision: decideField(one) };
  });
  return { state, pipelines, deals, fields: planned };
}

function fieldCase(
  terms: MirrorTerms,
  state: LinkState,
  places: Both<ValuePlace>,
  field: MirrorField,
  at: string,
): FieldCase {
  const { link } = state;
  const id = `${link.id}/${field}`;
  const valueAt = (side: Side) =>
    canonicalValue(terms, side, places[side].deal, field, places[side].pipelines);
  return {
    terms,
    linkId: link.id,
    field,
    places,
    values: { left: valueAt("left"), right: valueAt("right") },
    changes: { left: historyOf(terms, places.left, field), right: historyOf(terms, places.right, field) },
    base: state.base.find((row) => row.id === id) ?? null,
    wanted: state.wanted.find((row) => row.id === id) ?? null,
    parked: state.parked.find((row) => row.id === id) ?? null,
    writings: state.writings.filter((row) => row.field === field),
    at,
  };
}

function historyOf(terms: MirrorTerms, place: ValuePlace, field: MirrorField): FieldChanges {
  const now = canonicalValue(terms, place.side, place.deal, field, place.pipelines);
  return trustedChanges(changesOf(place.deal, field), (last) => {
    const then = canonicalOf(terms, place, field, last.to);
    if (now.status !== "known" || then.status !== "known") return now.status === then.status;
    return now.value === then.value;
  });
}

/** The row of the last agreement as it is to be stored, `undefined` where it stays as it is. */
export function nextBase({ one, decision }: PlannedField): BaseRow | undefined {
  const { agreed } = decision;
  const { base, changes } = one;
  const held = agreed ?? (decision.looked === true ? base : null);
  if (held === null) return undefined;
  const row: BaseRow = {
    id: `${one.linkId}/${one.field}`,
    group: one.linkId,
    field: one.field,
    left: held.left,
    right: held.right,
    leftSeen: markBehind(changes.left),
    rightSeen: markBehind(changes.right),
  };
  return base !== null && JSON.stringify(base) === JSON.stringify(row) ? undefined : row;
}

/**
 * The writes of a plan by side. One that closes a deal brings the close date along, since CRMs set it by
 * themselves when they are not told.
 */
export function writesBySide(plan: LinkPlan): Both<(PlannedWrite & { readonly field: MirrorField })[]> {
  const all = plan.fields.flatMap(({ one, decision }) =>
    (decision.writes ?? []).map((write) => ({ ...write, field: one.field })),
  );
  const of = (side: Side) => {
    const writes = all.filter((write) => write.side === side);
    const companion = closing(plan, writes) ? closeDateOf(plan, side) : undefined;
    const isAlone = !writes.some((write) => write.field === "closeDate");
    return companion !== undefined && isAlone ? [...writes, companion] : writes;
  };
  return { left: of("left"), right: of("right") };
}

function closing(plan: LinkPlan, writes: readonly (PlannedWrite & { field: MirrorField })[]): boolean {
  const stage = writes.find((write) => write.field === "stageId");
  const terms = plan.fields[0]?.one.terms;
  if (stage === undefined || terms === undefined) return false;
  const rank = stageRank(terms.config.stages, terms.pipelines, stage.value);
  return rank !== undefined && rank.status !== "open";
}

function closeDateOf(plan: LinkPlan, side: Side): (PlannedWrite & { field: MirrorField }) | undefined {
  const found = plan.fields.find(({ one }) => one.field === "closeDate");
  const values = found?.one.values;
  if (found === undefined || values === undefined) return undefined;
  const [own, other] = bothSides.map((name) => values[name]);
  const isAgreed = found.decision.writes === undefined && found.decision.parked === undefined;
  if (own?.status !== "known" || other?.status !== "known") return undefined;
  if (!isAgreed || own.value === null || own.value !== other.value) return undefined;
  const { value } = own;
  return { field: "closeDate", side, value, wire: value, expect: value, source: value, settles: true };
}
