import type { FieldChange, FieldValue } from "@headway/crm";
import { canonicalOf } from "./canonical.ts";
import type { Both, ConflictDraft, FieldCase, FieldDecision, PlannedWrite } from "./field-case.ts";
import { changesSince } from "./field-history.ts";
import { bothSides, otherSide } from "./mirror-context.ts";
import type { Canonical, ConflictSide, Side } from "./mirror-rows.ts";

/**
 * Writes of ours that arrived after they were given up: the history names us for them, and nothing in the
 * journal still waits for them. A person's value that one replaced is a conflict, and is put back where
 * nobody has changed the field since. `undefined` where there are none.
 */
export function findLateWrites(one: FieldCase, values: Both<Canonical>): FieldDecision | undefined {
  const found = bothSides.flatMap((side) => lateWritesOf(one, side).map((late) => ({ side, ...late })));
  if (found.length === 0) return undefined;
  const conflicts = found.flatMap(({ conflict }) => conflict ?? []);
  const writes = found.flatMap(({ side, last, held }): PlannedWrite[] => {
    const before = canonicalOf(one.terms, one.places[side], one.field, held);
    const mayRestore = last && before.status === "known" && held !== null && before.value !== values[side];
    return mayRestore
      ? [
          {
            side,
            value: before.value,
            wire: held,
            expect: values[side],
            source: values[otherSide(side)],
            settles: false,
          },
        ]
      : [];
  });
  return { conflicts, writes, looked: true };
}

interface LateWrite {
  /** What the side held before this one, and before others that came late right before it. */
  readonly held: FieldValue;
  /** Nobody has changed the field since. */
  readonly last: boolean;
  readonly conflict?: ConflictDraft;
}

function lateWritesOf(one: FieldCase, side: Side): LateWrite[] {
  const all = one.changes[side] ?? [];
  const seen = side === "left" ? one.base?.leftSeen : one.base?.rightSeen;
  const fresh = changesSince(all, seen ?? null) ?? [];
  const late = fresh.filter((change) => change.byUs === true && wasSent(one, side, change));
  return late.map((change): LateWrite => {
    const at = all.indexOf(change);
    const before = all[at - 1];
    const first = all.findLastIndex((each, index) => index < at && !late.includes(each)) + 1;
    const found = { held: all[first]?.from ?? null, last: all.at(-1) === change };
    return before?.byUs === true ? found : { ...found, conflict: lateConflict(one, side, change, before) };
  });
}

/** What the same credentials wrote and the mirror never sent is somebody else's program, and counts as a person. */
function wasSent(one: FieldCase, side: Side, change: FieldChange): boolean {
  const sent = canonicalOf(one.terms, one.places[side], one.field, change.to);
  return (
    sent.status === "known" && one.writings.some((write) => write.side === side && write.value === sent.value)
  );
}

function lateConflict(
  one: FieldCase,
  side: Side,
  change: FieldChange,
  before: FieldChange | undefined,
): ConflictDraft {
  const sideOf = (raw: FieldChange["to"], by: FieldChange | undefined): ConflictSide => {
    const value = canonicalOf(one.terms, one.places[side], one.field, raw);
    const canonical = value.status === "known" ? value.value : null;
    return { side, value: canonical, raw, byId: by?.byId ?? null, at: by?.at ?? null };
  };
  return {
    cause: "late-write",
    status: "decided",
    policy: "put back",
    base: side === "left" ? (one.base?.left ?? null) : (one.base?.right ?? null),
    kept: sideOf(change.from, before),
    lost: sideOf(change.to, change),
    evidence: before === undefined ? [change] : [before, change],
  };
}
