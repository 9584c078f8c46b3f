import type { Evidence } from "../evidence/evidence.ts";
import { IdNumbers } from "../evidence/id-numbers.ts";

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
 * whoever reads them sees which one stands. Pieces are numbered by their ids: a mark at its number says that a piece
 * was found already, where a set of a thousand pieces would have to look at each.
 */
export function evidenceIndex(): EvidenceIndex {
  const numbers = new IdNumbers();
  const versions: (readonly Evidence[])[] = [];
  const byName = new Map<Name, number[]>();
  const marks: number[] = [];
  let mark = 0;
  return {
    add(piece) {
      const number = numbers.add(piece.id);
      const former = versions[number] ?? [];
      versions[number] = [...former, piece];
      if (former.length === 0) marks[number] = 0;
      const known = new Set(former.flatMap(namesIn));
      const names = new Set([...known, ...namesIn(piece)]);
      for (const name of names) {
        if (known.has(name)) continue;
        const list = byName.get(name);
        if (list) list.push(number);
        else byName.set(name, [number]);
      }
      return names;
    },
    about(names) {
      mark += 1;
      const found: Evidence[] = [];
      for (const name of names) {
        for (const number of byName.get(name) ?? []) {
          if (marks[number] === mark) continue;
          marks[number] = mark;
          for (const piece of versions[number] ?? []) found.push(piece);
        }
      }
      return found;
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
