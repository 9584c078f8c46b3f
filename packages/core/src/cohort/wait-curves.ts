import { cohortKeys } from "./cohort-key.ts";
import type { CohortSnapshot } from "./cohort-snapshot.ts";
import type { Spell } from "./spell.ts";
import { type WaitCurve, waitCurve } from "./wait-curve.ts";

/** The curves of a snapshot, each drawn once, when first asked for. */
export interface WaitCurves {
  readonly snapshotId: string;
  /** That of the narrowest fitted cohort; `undefined` when there were too few spells for any. */
  find(band: Spell["band"], segment: string): WaitCurve | undefined;
}

/** Opens a snapshot for reading. */
export function waitCurves(snapshot: CohortSnapshot): WaitCurves {
  const cohorts = new Map(snapshot.cohorts.map((cohort) => [cohort.key, cohort]));
  const drawn = new Map<string, WaitCurve>();
  const draw = (key: string): WaitCurve | undefined => {
    const cohort = cohorts.get(key);
    const curve = drawn.get(key) ?? (cohort && waitCurve(cohort));
    if (curve) drawn.set(key, curve);
    return curve;
  };
  return {
    snapshotId: snapshot.id,
    find(band, segment) {
      const narrowest = cohortKeys(band, segment).findLast(({ key }) => cohorts.has(key));
      return narrowest && draw(narrowest.key);
    },
  };
}
