import type { Evidence } from "../evidence/evidence.ts";

/** The three things a piece of evidence can be about. */
export type Name = `${"deal" | "account" | "person"}:${string}`;

/** Evidence by what it names, growing. Every version of a piece is kept, since `asOf` decides which one counts. */
export interface EvidenceIndex {
  /** Files a piece, and gives what any of its versions names. */
  add(piece: Evidence): ReadonlySet<Name>;
  /** Every piece that one of the names has to do with, each once. */
  about(names: Iterable<Name>): Evidence[];
}

/**
 * An empty index. A piece that a later version moves elsewhere is found under the names of all its versions, so that
 * whoever reads them sees which one stands.
 */
export function evidenceIndex(): EvidenceIndex {
  const byName = new Map<Name, Evidence[]>();
  const versions = new Map<string, readonly Evidence[]>();
  return {
    add(piece) {
      const all = [...(versions.get(piece.id) ?? []), piece];
      versions.set(piece.id, all);
      const names = new Set(all.flatMap(namesIn));
      for (const name of names) {
        const list = byName.get(name);
        if (list) list.push(...all);
        else byName.set(name, [...all]);
      }
      return names;
    },
    about(names) {
      const found = new Set<Evidence>();
      for (const name of names) for (const piece of byName.get(name) ?? []) found.add(piece);
      return [...found];
    },
  };
}

function namesIn({ dealId, accountId, personId }: Evidence): Name[] {
  const names: Name[] = [];
  if (dealId !== undefined) names.push(`deal:${dealId}`);
  if (accountId !== undefined) names.push(`account:${accountId}`);
  if (personId !== undefined) names.push(`person:${personId}`);
  return names;
}
