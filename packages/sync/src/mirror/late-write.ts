import type { FieldChange, FieldValue } from "@headway/crm";
import { canonicalOf } from "./canonical.ts";
import { conflictSide } from "./decide-difference.ts";
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

/**
 * A value that is carried across although whoever typed it saw a write of ours that had come late, and not what the
 * other side holds: both stay written down (`invariant:S2`). Nothing where the decision itself names the two.
 */
export function unseenAcross(one: FieldCase, { writes, conflicts }: FieldDecision): ConflictDraft[] {
  return (writes ?? []).flatMap((write): ConflictDraft[] => {
    const side = otherSide(write.side);
    const late = lateWritesOf(one, side).at(-1);
    if (late === undefined || late.last || late.shown === write.expect || (conflicts ?? []).length > 0)
      return [];
    return [
      {
        cause: "late-write",
        status: "decided",
        policy: "typed over a write that came late",
        base: one.base?.[side] ?? null,
        kept: conflictSide(one, side),
        lost: conflictSide(one, write.side),
        evidence: (one.changes[side] ?? []).slice(-2),
      },
    ];
  });
}

interface LateWrite {
  /** What the side held before this one, and before others that came late right before it. */
  readonly held: FieldValue;
  /** What the side showed from then on. */
  readonly shown: Canonical;
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
    const last = all.at(-1) === change;
    const shown = canonicalIn(one, side, change.to);
    const found = { held: all[first]?.from ?? null, shown, last };
    if (before?.byUs === true) return found;
    return { ...found, conflict: lateConflict(one, side, { change, before, last }) };
  });
}

/** What the same credentials wrote and the mirror never sent is somebody else's program, and counts as a person. */
function wasSent(one: FieldCase, side: Side, change: FieldChange): boolean {
  const sent = canonicalOf(one.terms, one.places[side], one.field, change.to);
  return (
    sent.status === "known" && one.writings.some((write) => write.side === side && write.value === sent.value)
  );
}

interface Replaced {
  readonly change: FieldChange;
  /** The person's, which it replaced. */
  readonly before: FieldChange | undefined;
  readonly last: boolean;
}

/** What a person typed stays known: it is put back, or somebody has typed over the late write since. */
function lateConflict(one: FieldCase, side: Side, { change, before, last }: Replaced): ConflictDraft {
  const sideOf = (raw: FieldValue, by: FieldChange | undefined): ConflictSide => {
    return { side, value: canonicalIn(one, side, raw), raw, byId: by?.byId ?? null, at: by?.at ?? null };
  };
  const person = sideOf(change.from, before);
  return {
    cause: "late-write",
    status: "decided",
    policy: last ? "put back" : "changed since",
    base: one.base?.[side] ?? null,
    kept: last ? person : conflictSide(one, side),
    lost: last ? sideOf(change.to, change) : person,
    evidence: before === undefined ? [change] : [before, change],
  };
}

function canonicalIn(one: FieldCase, side: Side, raw: FieldValue): Canonical {
  const value = canonicalOf(one.terms, one.places[side], one.field, raw);
  return value.status === "known" ? value.value : null;
}
