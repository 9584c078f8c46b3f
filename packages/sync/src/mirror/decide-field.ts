import { stageMapFor, type Unmapped } from "./canonical.ts";
import { decideDifference, firstDifference } from "./decide-difference.ts";
import { express } from "./express.ts";
import type { Both, FieldCase, FieldDecision, ParkedDraft, PlannedWrite } from "./field-case.ts";
import { changesSince } from "./field-history.ts";
import { findLateWrites, unseenAcross } from "./late-write.ts";
import { bothSides, type MirrorTerms, otherSide } from "./mirror-context.ts";
import type { BaseRow, Canonical, Side } from "./mirror-rows.ts";
import { trips } from "./oscillation.ts";
import { coarseSide, stagePrefix } from "./stage-map.ts";

/**
 * The three-way merge of one field: what each side holds against what both held when they last agreed.
 * Pure, so that a crash at any point decides the same again.
 */
export function decideField(one: FieldCase): FieldDecision {
  const { left, right } = one.values;
  if (left.status === "unmapped") return { parked: unmappedDraft(left) };
  if (right.status === "unmapped") return { parked: unmappedDraft(right) };
  const values = { left: left.value, right: right.value };
  if (one.wanted !== null) return decideWanted(one, values);
  const late = findLateWrites(one, values);
  if (late !== undefined && (late.writes ?? []).length > 0) return late;
  const decision = guard(one, merge(one, values));
  if (late === undefined) return decision;
  const own = decision.conflicts ?? [];
  const conflicts = [...(late.conflicts ?? []), ...own, ...unseenAcross(one, decision)];
  return { ...decision, looked: true, conflicts };
}

function merge(one: FieldCase, values: Both<Canonical>): FieldDecision {
  if (agree(one, values)) return { agreed: values, ...unpark(one) };
  if (isStillParked(one, values)) return {};
  const base = livingBase(one);
  if (base === null) return { ...unpark(one), ...firstDifference(one, values) };
  const changed = {
    left: values.left !== base.left || wasTouched(one, "left"),
    right: values.right !== base.right || wasTouched(one, "right"),
  };
  if (!changed.left && !changed.right)
    return { agreed: { left: base.left, right: base.right }, ...unpark(one) };
  if (changed.left && changed.right)
    return { ...unpark(one), ...decideDifference(one, values, "both-changed") };
  return { ...unpark(one), ...carry(one, values, changed.left ? "right" : "left") };
}

/** Somebody changed it since both agreed, perhaps back to what it was: that is a decision as well. */
function wasTouched({ base, changes }: FieldCase, side: Side): boolean {
  const seen = side === "left" ? base?.leftSeen : base?.rightSeen;
  return changesSince(changes[side], seen ?? null)?.some((change) => change.byUs !== true) ?? false;
}

/** Carries the other side's value to the target; nothing is written where it holds it already in its own terms. */
export function carry(one: FieldCase, values: Both<Canonical>, target: Side): FieldDecision {
  const source = values[otherSide(target)];
  const expressed = express(one.terms, one.places[target], one.field, source);
  if (expressed.status === "unmapped") return { parked: unmappedDraft(expressed) };
  const expect = values[target];
  if (expressed.value === expect) return { agreed: values };
  const { value, wire } = expressed;
  return { writes: [{ side: target, value, wire, expect, source, settles: true }] };
}

/** Equal, or one is how its side says what the other holds: another currency, a fallback for an owner. */
function agree(one: FieldCase, values: Both<Canonical>): boolean {
  if (values.left === values.right) return true;
  if (one.field !== "amount" && one.field !== "ownerId") return false;
  return bothSides.some((side) => {
    const expressed = express(one.terms, one.places[side], one.field, values[otherSide(side)]);
    return expressed.status === "known" && expressed.value === values[side];
  });
}

/** A base of stages that the maps no longer know is no base (`invariant:S14`). */
function livingBase({ base, field, terms, places }: FieldCase): BaseRow | null {
  if (base === null || field !== "stageId") return base;
  const map = stageMapFor(terms, places.left.pipelines);
  if (map === undefined) return null;
  const prefix = stagePrefix(map);
  const knows = (stage: Canonical): boolean =>
    stage?.startsWith(prefix) === true &&
    map.fromCoarse(coarseSide(map), stage.slice(prefix.length)) !== undefined;
  return knows(base.left) && knows(base.right) ? base : null;
}

/** Writes what a person asked for, to each side that still holds what it held then. */
function decideWanted(one: FieldCase, values: Both<Canonical>): FieldDecision {
  const { wanted } = one;
  if (wanted === null) return {};
  const was = { left: wanted.leftWas, right: wanted.rightWas };
  if (bothSides.every((side) => values[side] === wanted[side])) {
    return { ...unpark(one), ...(agree(one, values) ? { agreed: values } : {}), wanted: "done" };
  }
  if (!bothSides.every((side) => [wanted[side], was[side]].includes(values[side]))) {
    return { ...guard(one, merge({ ...one, wanted: null }, values)), wanted: "overtaken" };
  }
  const writes: PlannedWrite[] = [];
  for (const side of bothSides) {
    if (values[side] === wanted[side]) continue;
    const expressed = express(one.terms, one.places[side], one.field, wanted[side]);
    if (expressed.status === "unmapped") return { parked: unmappedDraft(expressed) };
    const raw = wanted.raw?.side === side ? wanted.raw.value : expressed.wire;
    const source = values[otherSide(side)];
    writes.push({ side, value: expressed.value, wire: raw, expect: values[side], source, settles: false });
  }
  return { ...unpark(one), writes, asked: true };
}

/** What an open question holds for: other values, and it is decided again. */
export function questionBasis(values: Both<Canonical>): string {
  return JSON.stringify([values.left, values.right]);
}

/** What a refusal by one side holds for: other values, terms or another version of that record, and it is tried again (`invariant:W6`). */
export function refusalBasis(
  values: Both<Canonical>,
  terms: MirrorTerms,
  side: Side,
  modifiedAt: string,
): string {
  return JSON.stringify([values.left, values.right, terms.basis, side, modifiedAt]);
}

function isStillParked(one: FieldCase, values: Both<Canonical>): boolean {
  const { parked } = one;
  if (parked === null) return false;
  if (parked.basis === null) return parked.code === "oscillation";
  const refusals = bothSides.map((side) =>
    refusalBasis(values, one.terms, side, one.places[side].deal.modifiedAt),
  );
  return [questionBasis(values), ...refusals].includes(parked.basis);
}

function unpark({ parked }: FieldCase): FieldDecision {
  return parked === null || parked.code === "oscillation" ? {} : { parked: null };
}

/** Stops writes that go round in circles, and writes to fields that cannot be written. */
function guard(one: FieldCase, decision: FieldDecision): FieldDecision {
  for (const write of decision.writes ?? []) {
    const reason = one.terms.notWritable[write.side].get(one.field);
    if (reason !== undefined) {
      const cause = `\`${one.field}\` cannot be written on the ${write.side} side: ${reason}`;
      return {
        parked: {
          code: "not-writable",
          cause,
          wayOut: "give these credentials the right to write it",
          basis: null,
        },
      };
    }
    if (trips(one.writings, write, one.at)) {
      const cause = `\`${one.field}\` keeps changing back: something on the ${write.side} side, such as a workflow, undoes what the mirror writes`;
      const wayOut = `stop what changes it, then \`retry ${one.linkId}\``;
      return { parked: { code: "oscillation", cause, wayOut, basis: null } };
    }
  }
  return decision;
}

function unmappedDraft({ code, cause, wayOut }: Unmapped): ParkedDraft {
  return { code, cause, wayOut, basis: null };
}
