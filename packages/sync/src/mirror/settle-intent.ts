import type { DealRecord } from "@headway/crm";
import { clobbered } from "./clobbered.ts";
import { questionBasis, refusalBasis } from "./decide-field.ts";
import { dirtyRow } from "./dirty.ts";
import type { FieldOutcome, Sending } from "./evaluate-intent.ts";
import { otherSide } from "./mirror-context.ts";
import type { BaseRow, Canonical, ConflictRow, IntentField, IntentRow, ParkedRow } from "./mirror-rows.ts";
import type { MirrorPut, MirrorRemoval } from "./mirror-store.ts";
import type { MirrorWork } from "./mirror-work.ts";
import { conflictRow } from "./plan-commit.ts";

/** Sendings after which a value that never stays is parked: fewer where the CRM said each time that it took it. */
const mostAttempts = { confirmed: 3, unknown: 5, "not-sent": Number.POSITIVE_INFINITY } as const;

/** What one settled intent changes in the store. */
export interface SettledIntent {
  readonly put: MirrorPut[];
  readonly remove: MirrorRemoval[];
  readonly conflicts: ConflictRow[];
  /** Fields that landed. */
  readonly landed: readonly FieldOutcome[];
  /** It is to be sent, or sent again. */
  readonly waits: boolean;
}

/** Everything that settling needs besides the outcome. */
export interface Settling {
  readonly work: MirrorWork;
  readonly intent: IntentRow;
  readonly deal: DealRecord;
  readonly base: readonly BaseRow[];
  readonly sending: Sending;
}

/**
 * Carries what became of an intent into the store: the base moves for what landed and for nothing else,
 * values of people that our write replaced become conflicts, what moved is looked at again, and what may
 * still be sent keeps its intent and its id.
 */
export function settleIntent(settling: Settling, outcomes: readonly FieldOutcome[]): SettledIntent {
  const { intent, work, sending } = settling;
  const settled: SettledIntent = {
    put: [{ kind: "dirty", row: dirtyRow(work, intent.linkId) }],
    remove: [],
    conflicts: [],
    landed: outcomes.filter((outcome) => outcome.status === "landed"),
    waits: outcomes.some((outcome) => outcome.status === "waiting"),
  };
  for (const outcome of outcomes) settleField(settling, outcome, settled);
  const waiting = outcomes.filter((outcome) => outcome.status === "waiting").map(({ item }) => item);
  const isSpent = intent.attempts >= mostAttempts[sending];
  if (waiting.length > 0 && !isSpent) {
    settled.put.push({ kind: "intent", row: { ...intent, state: "pending", fields: waiting } });
    return settled;
  }
  settled.remove.push({ kind: "intent", id: intent.id });
  for (const item of waiting) settled.put.push({ kind: "parked", row: notStaying(settling, item) });
  return { ...settled, waits: false };
}

function settleField(settling: Settling, outcome: FieldOutcome, settled: SettledIntent): void {
  const { item, status } = outcome;
  if (status === "landed") settled.put.push(...baseAfter(settling, outcome));
  if (status === "unproven") settled.conflicts.push(unproven(settling, outcome));
  for (const overwritten of outcome.overwritten) {
    const { conflict, restore } = clobbered(settling, outcome, overwritten);
    settled.conflicts.push(conflict);
    if (restore !== undefined) settled.put.push({ kind: "intent", row: restore });
  }
  if (status === "landed" && outcome.held !== item.value && item.settles) {
    settled.put.push(normalized(settling, outcome));
  }
}

/** The base after a landed write. One that puts a value back on one side moves no agreement. */
function baseAfter({ intent, base }: Settling, { item, held, seen }: FieldOutcome): MirrorPut[] {
  const id = `${intent.linkId}/${item.field}`;
  const before = base.find((row) => row.id === id);
  const seenNow = intent.side === "left" ? { leftSeen: seen } : { rightSeen: seen };
  if (!item.settles) return before === undefined ? [] : [{ kind: "base", row: { ...before, ...seenNow } }];
  const agreed =
    intent.side === "left" ? { left: held, right: item.source } : { left: item.source, right: held };
  const { sourceSeen } = item;
  const seenThen =
    intent.side === "left"
      ? { leftSeen: seen, rightSeen: sourceSeen }
      : { leftSeen: sourceSeen, rightSeen: seen };
  const row: BaseRow = { id, group: intent.linkId, field: item.field, ...agreed, ...seenThen };
  return [{ kind: "base", row }];
}

/** Nobody can say whether our write happened in between; both values are written down and nothing is assumed. */
function unproven({ work, intent }: Settling, { item, current }: FieldOutcome): ConflictRow {
  return conflictRow(work, intent.linkId, item.field, {
    cause: "unproven",
    status: "decided",
    policy: "keep what is there",
    base: item.expect,
    kept: { side: intent.side, value: current, raw: current, byId: null, at: null },
    lost: { side: otherSide(intent.side), value: item.source, raw: item.wire, byId: null, at: null },
    evidence: [],
  });
}

function normalized({ work, intent }: Settling, { item, held }: FieldOutcome): MirrorPut {
  const { linkId, side } = intent;
  const text = `the ${side} side made \`${held ?? "nothing"}\` of \`${item.value ?? "nothing"}\` in \`${item.field}\`; both count as agreed`;
  const id = `normalized/${linkId}/${item.field}/${side}`;
  return { kind: "notice", row: { id, group: linkId, linkId, code: "normalized", text, at: work.now() } };
}

function notStaying({ work, intent, deal }: Settling, item: IntentField): ParkedRow {
  const cause = `the ${intent.side} side was sent \`${item.field}\` = \`${item.value ?? "nothing"}\` ${intent.attempts} times and does not hold it`;
  const row = parkedField(work, intent, item, deal, {
    code: "not-staying",
    cause,
    wayOut: "find what takes it back there, then `retry`",
  });
  // What takes it back changes the record each time, so its version tells nothing.
  return { ...row, basis: questionBasis(valuesOf(intent, item)) };
}

/** A field that its side does not take as it stands; tried again when a value, the terms or that record change. */
export function parkedField(
  { terms, now }: Pick<MirrorWork, "terms" | "now">,
  intent: IntentRow,
  item: IntentField,
  deal: DealRecord,
  words: Pick<ParkedRow, "code" | "cause" | "wayOut" | "crmCode">,
): ParkedRow {
  const { side, linkId } = intent;
  const basis = refusalBasis(valuesOf(intent, item), terms, side, deal.modifiedAt);
  return {
    id: `${linkId}/${item.field}`,
    group: linkId,
    linkId,
    field: item.field,
    basis,
    at: now(),
    ...words,
  };
}

/** What both sides held when the write was planned. */
function valuesOf({ side }: IntentRow, item: IntentField): { left: Canonical; right: Canonical } {
  return side === "left"
    ? { left: item.expect, right: item.source }
    : { left: item.source, right: item.expect };
}
