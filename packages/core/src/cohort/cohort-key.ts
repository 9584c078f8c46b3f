import type { Cohort, CohortSnapshot } from "./cohort-snapshot.ts";
import type { Spell } from "./spell.ts";

const root = "opportunity";

/** The cohorts a spell belongs to, the widest first; each is the parent of the next. */
export function cohortKeys(
  band: Spell["band"],
  segment: string,
): readonly { readonly key: string; readonly parent: string | null }[] {
  const middle = `${root}/${band}`;
  const keys = [
    { key: root, parent: null },
    { key: middle, parent: root },
  ];
  return segment === "" ? keys : [...keys, { key: `${middle}/${segment}`, parent: middle }];
}

/** The narrowest fitted cohort; `undefined` when there were too few spells for any. */
export function findCohort(
  snapshot: CohortSnapshot,
  band: Spell["band"],
  segment: string,
): Cohort | undefined {
  const keys = cohortKeys(band, segment).map(({ key }) => key);
  for (const key of keys.reverse()) {
    const cohort = snapshot.cohorts.find((candidate) => candidate.key === key);
    if (cohort) return cohort;
  }
  return undefined;
}
