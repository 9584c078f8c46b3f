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
