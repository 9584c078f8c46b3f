import type { Policy } from "../policy/policy.ts";
import type { CohortSnapshot } from "./cohort-snapshot.ts";
import type { Spell } from "./spell.ts";

/** Fits the curves from spells, one pass, holding counts only; any iterable will do. */
export function fitCohorts(_spells: Iterable<Spell>, _policy: Policy, _asOf: string): CohortSnapshot {
  throw new Error("Not built yet");
}
