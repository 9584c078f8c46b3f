import type { Clock, Spell } from "./spell.ts";

const roots: Readonly<Record<Clock, string>> = { deal: "opportunity", account: "account", person: "person" };

/** What places a spell in its cohorts. */
export type CohortPlace = Pick<Spell, "clock" | "band" | "segment">;

/** The cohorts a spell belongs to, the widest first; each is the parent of the next. */
export function cohortKeys({
  clock,
  band,
  segment,
}: CohortPlace): readonly { readonly key: string; readonly parent: string | null }[] {
  const root = roots[clock];
  const whole = { key: root, parent: null };
  if (clock !== "deal") return [whole];
  const middle = { key: `${root}/${band}`, parent: root };
  return segment === ""
    ? [whole, middle]
    : [whole, middle, { key: `${middle.key}/${segment}`, parent: middle.key }];
}
