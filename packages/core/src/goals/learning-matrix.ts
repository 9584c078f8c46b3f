import type { Seen } from "../evidence/seen.ts";
import { contribution, explain } from "../explain/explain.ts";
import type { Explained } from "../explain/explained.ts";
import { formula } from "../explain/rule-version.ts";
import type { Instant } from "../instant.ts";
import type { PlaceOf } from "../person/read-effort.ts";
import type { Standpoint } from "../standpoint.ts";

/** How often one skill was applied for one customer. */
export interface LearningCell {
  /** The account, or `deal:ID` where the account is not known; `null` where neither is. */
  readonly place: string | null;
  readonly applications: Explained;
}

/** One skill: when it was learned, and for whom it was applied. */
export interface LearningRow {
  readonly skill: string;
  readonly learnedAt: Instant | null;
  readonly applied: readonly LearningCell[];
}

/** What was learnt against where it was applied (domain:R11). */
export interface LearningMatrix {
  /** By name of the skill. */
  readonly skills: readonly LearningRow[];
  readonly neverApplied: readonly string[];
}

const empty: LearningMatrix = Object.freeze({ skills: Object.freeze([]), neverApplied: Object.freeze([]) });

/** Counts the applications of each skill for each customer. `development` holds pieces of that situation only. */
export function learningMatrix(
  development: readonly Seen[],
  placeOf: PlaceOf,
  from: Standpoint,
): LearningMatrix {
  if (development.length === 0) return empty;
  const bySkill = new Map<string, Seen[]>();
  for (const piece of development) {
    const { topic } = piece.evidence;
    if (topic !== undefined) bySkill.set(topic, [...(bySkill.get(topic) ?? []), piece]);
  }
  const skills = [...bySkill]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([skill, pieces]) => learningRow(skill, pieces, placeOf, from));
  const neverApplied = skills.filter(({ learnedAt, applied }) => learnedAt !== null && applied.length === 0);
  return { skills, neverApplied: neverApplied.map(({ skill }) => skill) };
}

function learningRow(
  skill: string,
  pieces: readonly Seen[],
  placeOf: PlaceOf,
  from: Standpoint,
): LearningRow {
  const learned = pieces.filter(({ evidence }) => evidence.kind === "skill-learned");
  const first = learned.sort((left, right) => left.atMs - right.atMs)[0];
  const byPlace = new Map<string | null, Seen[]>();
  for (const piece of pieces) {
    if (piece.evidence.kind !== "skill-applied") continue;
    const place = placeOf(piece.evidence) ?? null;
    byPlace.set(place, [...(byPlace.get(place) ?? []), piece]);
  }
  const applied = [...byPlace]
    .sort(([left], [right]) => ((left ?? "") < (right ?? "") ? -1 : 1))
    .map(([place, uses]) => ({ place, applications: countUses(uses, from) }));
  return { skill, learnedAt: first?.evidence.occurredAt ?? null, applied };
}

function countUses(uses: readonly Seen[], { asOf }: Standpoint): Explained {
  return explain({
    value: uses.length,
    unit: "applications",
    valueFrom: "count",
    basis: uses.length,
    n: uses.length,
    asOf,
    rule: formula("R11"),
    contributions: () => uses.map(({ evidence }) => contribution(evidence, 1)),
  });
}
