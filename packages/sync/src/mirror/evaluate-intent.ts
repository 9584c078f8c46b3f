import type { DealRecord, FieldChange } from "@headway/crm";
import { canonicalOf, canonicalValue, type ValuePlace } from "./canonical.ts";
import type { FieldChanges } from "./field-history.ts";
import { changesOf, changesSince, markBehind, trustedChanges } from "./field-history.ts";
import type { MirrorTerms } from "./mirror-context.ts";
import type { Canonical, HistoryMark, IntentField, IntentRow, WritingRow } from "./mirror-rows.ts";

/** What is known of a sending: nothing was sent yet, the CRM confirmed it, or nobody knows. */
export type Sending = "not-sent" | "confirmed" | "unknown";

/**
 * What became of one field of an intent. `landed`: the target holds or held our value. `waiting`: it holds
 * what it held before, so the same intent may be sent. `moved`: somebody changed it and our write did not
 * happen. `unproven`: it moved, and nothing tells whether our write happened in between.
 */
export interface FieldOutcome {
  readonly item: IntentField;
  readonly status: "landed" | "waiting" | "moved" | "unproven";
  /** What the target holds now. */
  readonly current: Canonical;
  /** What the target made of our value, where it landed. */
  readonly held: Canonical;
  /** Values of other people that our writes replaced, with what replaced them. */
  readonly overwritten: readonly Overwritten[];
  readonly seen: HistoryMark | null;
}

/** A person's value that a write of ours replaced in the moment between reading and writing. */
export interface Overwritten {
  readonly lost: Canonical;
  readonly change: FieldChange;
  readonly before: FieldChange | undefined;
  /** Nobody has changed the field since. */
  readonly last: boolean;
}

/** Compares an intent with its target as it was just read, field by field. Pure. */
export function evaluateIntent(
  terms: MirrorTerms,
  intent: IntentRow,
  deal: DealRecord,
  sending: Sending,
  writings: readonly WritingRow[],
): FieldOutcome[] {
  const place = { side: intent.side, deal, pipelines: intent.pipelines };
  const outcomes = intent.fields.map((item) => evaluateField({ terms, place, item, sending, writings }));
  const isLeft = outcomes.some(({ item, status }) => status === "waiting" && item.value !== item.expect);
  // A close date that only accompanies a stage is not worth a request of its own.
  return outcomes.map((one) => (one.status === "waiting" && !isLeft ? { ...one, status: "landed" } : one));
}

interface Evaluation {
  readonly terms: MirrorTerms;
  readonly place: ValuePlace;
  readonly item: IntentField;
  readonly sending: Sending;
  readonly writings: readonly WritingRow[];
}

function evaluateField(one: Evaluation): FieldOutcome {
  const { terms, place, item, sending } = one;
  const value = canonicalValue(terms, place.side, place.deal, item.field, place.pipelines);
  const current = value.status === "known" ? value.value : `unmapped:${String(place.deal[item.field])}`;
  const all = historyOf(one, current);
  const base = { item, current, held: item.value, overwritten: [], seen: markBehind(all) };
  if (sending === "not-sent") return { ...base, status: unsentStatus(item, current) };
  const fresh = changesSince(all, item.seen);
  // A value that moved without an entry of its own is not told by this history.
  if (fresh === null || (fresh.length === 0 && current !== item.expect)) {
    return { ...base, seen: null, status: blindStatus(item, current, sending) };
  }
  const ours = ownChanges(one, fresh);
  const written = fresh.filter((change) => change.byUs === true || ours.includes(change));
  const last = ours.at(-1);
  if (last === undefined) {
    const overwritten = overwrittenBy(one, all ?? [], written);
    return { ...base, overwritten, status: movedStatus(item, current, sending) };
  }
  // What came after it, a late write of ours among it, is for the next look to find.
  const until = (all ?? []).slice(0, (all ?? []).indexOf(last) + 1);
  const overwritten = overwrittenBy(
    one,
    all ?? [],
    written.filter((change) => until.includes(change)),
  );
  return { ...base, status: "landed", held: heldBy(one, last), overwritten, seen: markBehind(until) };
}

function historyOf({ terms, place, item }: Evaluation, current: Canonical): FieldChanges {
  return trustedChanges(changesOf(place.deal, item.field), (last) => {
    const value = canonicalOf(terms, place, item.field, last.to);
    return value.status === "known" ? value.value === current : true;
  });
}

function unsentStatus(item: IntentField, current: Canonical): FieldOutcome["status"] {
  if (current === item.expect) return "waiting";
  return current === item.value ? "landed" : "moved";
}

/** Without a history: a confirmed write happened; an unanswered one with a moved target stays open. */
function blindStatus(item: IntentField, current: Canonical, sending: Sending): FieldOutcome["status"] {
  if (current === item.value) return "landed";
  if (current === item.expect) return "waiting";
  return sending === "confirmed" ? "landed" : "unproven";
}

/** With a history that names no write of ours. */
function movedStatus(item: IntentField, current: Canonical, sending: Sending): FieldOutcome["status"] {
  if (current === item.value) return "landed";
  if (current === item.expect) return "waiting";
  return sending === "confirmed" ? "landed" : "moved";
}

/**
 * The changes that are this intent's: of our value and not somebody else's, or of ours by name with a value
 * that this field was never sent, which is what the target made of it (`invariant:S4`).
 */
function ownChanges(one: Evaluation, fresh: readonly FieldChange[]): FieldChange[] {
  return fresh.filter((change) => {
    if (change.byUs === false) return false;
    const held = heldBy(one, change);
    return held === one.item.value || (change.byUs === true && !wasSent(one, held));
  });
}

function wasSent({ item, place, writings }: Evaluation, value: Canonical): boolean {
  return writings.some(
    (write) => write.field === item.field && write.side === place.side && write.value === value,
  );
}

function heldBy({ terms, place, item }: Evaluation, change: FieldChange): Canonical {
  const value = canonicalOf(terms, place, item.field, change.to);
  return value.status === "known" ? value.value : null;
}

function overwrittenBy(
  one: Evaluation,
  all: readonly FieldChange[],
  written: readonly FieldChange[],
): Overwritten[] {
  const { terms, place, item } = one;
  return written.flatMap((change): Overwritten[] => {
    const before = all[all.indexOf(change) - 1];
    const replaced = canonicalOf(terms, place, item.field, change.from);
    const lost = replaced.status === "known" ? replaced.value : String(change.from);
    const isKnown = lost === item.expect || lost === item.value || before?.byUs === true;
    return isKnown ? [] : [{ lost, change, before, last: all.at(-1) === change }];
  });
}
