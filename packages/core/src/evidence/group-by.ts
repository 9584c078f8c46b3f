import type { Evidence } from "./evidence.ts";
import type { Seen } from "./seen.ts";

/** Pieces by a key of theirs, in the order given; a piece without the key is left out. */
export function groupBy(
  seen: Iterable<Seen>,
  key: (evidence: Evidence) => string | undefined,
): Map<string, Seen[]> {
  const groups = new Map<string, Seen[]>();
  for (const piece of seen) {
    const name = key(piece.evidence);
    if (name === undefined) continue;
    const group = groups.get(name);
    if (group) group.push(piece);
    else groups.set(name, [piece]);
  }
  return groups;
}
