import type { Evidence } from "@headway/core";

/**
 * One act counts once for an account. A record that hangs on several deals gives one piece of
 * evidence per deal; here the first of those that say the same is kept.
 */
export function uniqueEvidence(evidence: readonly Evidence[]): Evidence[] {
  const first = new Map<string, Evidence>();
  for (const piece of evidence) {
    const { object, id, field, version } = piece.source;
    const key = `${object}\n${id}\n${field}\n${version}\n${piece.rule.id}\n${piece.kind}`;
    if (!first.has(key)) first.set(key, piece);
  }
  return [...first.values()];
}
