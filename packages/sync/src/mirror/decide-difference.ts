import { decideConflict } from "./conflict-policy.ts";
import { carry, questionBasis } from "./decide-field.ts";
import type { Both, ConflictDraft, FieldCase, FieldDecision, ParkedDraft } from "./field-case.ts";
import { changedAt } from "./field-history.ts";
import { otherSide } from "./mirror-context.ts";
import type { Canonical, ConflictRow, ConflictSide, Side } from "./mirror-rows.ts";
import { stageRank } from "./stage-map.ts";

/**
 * Two deals that were just linked, or whose agreement was lost: an empty field takes the other's value,
 * two different ones are decided by the `initial` policy or wait for a person (`invariant:S13`, `S14`).
 */
export function firstDifference(one: FieldCase, values: Both<Canonical>): FieldDecision {
  if (values.left === null) return carry(one, values, "left");
  if (values.right === null) return carry(one, values, "right");
  return decideDifference(one, values, "first-difference");
}

/** Both sides hold something else than before: the policy decides, and what goes is written down. */
export function decideDifference(
  one: FieldCase,
  values: Both<Canonical>,
  cause: "both-changed" | "first-difference",
): FieldDecision {
  const { config } = one.terms;
  const policy = (cause === "first-difference" ? config.initial : config.policies)[one.field];
  const winner = conflictWinner(one, values, policy);
  const draft = (kept: Side, status: ConflictRow["status"]): ConflictDraft => ({
    cause,
    status,
    policy,
    base: one.base?.left ?? null,
    kept: conflictSide(one, kept),
    lost: conflictSide(one, otherSide(kept)),
    evidence: [...(one.changes.left ?? []).slice(-2), ...(one.changes.right ?? []).slice(-2)],
  });
  if (winner === "manual") return { parked: openQuestion(one, values, draft("left", "open")) };
  const carried = carry(one, values, otherSide(winner));
  return carried.writes === undefined ? carried : { ...carried, conflicts: [draft(winner, "decided")] };
}

/** Whose value stays under a policy. */
export function conflictWinner(
  { terms, changes, field }: Pick<FieldCase, "terms" | "changes" | "field">,
  values: Both<Canonical>,
  policy: Parameters<typeof decideConflict>[0]["policy"],
): Side | "manual" {
  const rankOf = (side: Side) =>
    field === "stageId" ? stageRank(terms.config.stages, terms.pipelines, values[side]) : undefined;
  const left = rankOf("left");
  const right = rankOf("right");
  return decideConflict({
    policy,
    tie: terms.config.tie,
    allowReopen: terms.config.allowReopen,
    ...(left === undefined ? {} : { left }),
    ...(right === undefined ? {} : { right }),
    leftAt: changedAt(changes.left),
    rightAt: changedAt(changes.right),
  });
}

/** What one side holds, with who set it and when as far as its history tells. */
export function conflictSide({ values, changes }: FieldCase, side: Side): ConflictSide {
  const held = values[side];
  const last = changes[side]?.at(-1);
  return {
    side,
    value: held.status === "known" ? held.value : null,
    raw: held.status === "known" ? held.raw : null,
    byId: last?.byId ?? null,
    at: last?.at ?? null,
  };
}

function openQuestion(one: FieldCase, values: Both<Canonical>, opens: ConflictDraft): ParkedDraft {
  const isFirst = opens.cause === "first-difference";
  return {
    code: isFirst ? "first-difference" : "conflict-open",
    cause: isFirst
      ? `\`${one.field}\` was different on both sides when they were linked: ${show(values)}`
      : `\`${one.field}\` was changed on both sides: ${show(values)}`,
    wayOut: "decide with `resolve`, or make both sides equal by hand",
    basis: questionBasis(values),
    opens,
  };
}

function show({ left, right }: Both<Canonical>): string {
  return `\`${left ?? "nothing"}\` on the left, \`${right ?? "nothing"}\` on the right`;
}
