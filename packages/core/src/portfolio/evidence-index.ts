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
 * whoever reads them sees which one stands. A mark at its number says that a piece was found already; a set would
 * have to look at each of thousands of pieces.
 */
export function evidenceIndex(): EvidenceIndex {
  const pieces: Evidence[] = [];
  const marks: number[] = [];
  const ids = new IdNumbers();
  /** The numbers of all versions of a piece, by the number of its id. */
  const versions: (readonly number[])[] = [];
  const byName = new Map<Name, number[]>();
  let mark = 0;
  return {
    add(piece) {
      const id = ids.add(piece.id);
      const all = [...(versions[id] ?? []), pieces.push(piece) - 1];
      marks.push(0);
      versions[id] = all;
      const names = new Set(all.flatMap((number) => namesIn(pieces[number])));
      for (const name of names) {
        const list = byName.get(name);
        if (list) list.push(...all);
        else byName.set(name, [...all]);
      }
      return names;
    },
    about(names) {
      mark += 1;
      const found: Evidence[] = [];
      for (const name of names) {
        for (const number of byName.get(name) ?? []) {
          const piece = marks[number] === mark ? undefined : pieces[number];
          if (piece === undefined) continue;
          marks[number] = mark;
          found.push(piece);
        }
      }
      return found;
    },
  };
}

function namesIn(piece: Evidence | undefined): Name[] {
  const { dealId, accountId, personId } = piece ?? {};
  const names: Name[] = [];
  if (dealId !== undefined) names.push(`deal:${dealId}`);
  if (accountId !== undefined) names.push(`account:${accountId}`);
  if (personId !== undefined) names.push(`person:${personId}`);
  return names;
}
