import type { Evidence } from "./evidence.ts";
import type { Seen } from "./seen.ts";

/** Pieces that share a name. */
export type NamedGroup = readonly [name: string, pieces: readonly Seen[]];

/** Up to so many groups, looking through them is quicker than a map. */
const fewGroups = 12;

/** Pieces by a key of theirs, in the order given; a piece without the key is left out. */
export function groupBy(
  seen: readonly Seen[],
  key: (evidence: Evidence) => string | undefined,
): readonly NamedGroup[] {
  const groups: [string, Seen[]][] = [];
  let places: Map<string, number> | undefined;
  for (const piece of seen) {
    const name = key(piece.evidence);
    if (name === undefined) continue;
    const at = places ? places.get(name) : placeIn(groups, name);
    const group = at === undefined ? undefined : groups[at];
    if (group) group[1].push(piece);
    else {
      places?.set(name, groups.length);
      groups.push([name, [piece]]);
      if (groups.length === fewGroups) places = new Map(groups.map(([other], index) => [other, index]));
    }
  }
  return groups;
}

function placeIn(groups: readonly NamedGroup[], name: string): number | undefined {
  for (let at = 0; at < groups.length; at += 1) if (groups[at]?.[0] === name) return at;
  return undefined;
}
