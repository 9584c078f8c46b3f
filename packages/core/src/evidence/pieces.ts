import { KindSet } from "./kind-set.ts";
import { byTime, inOrderOfTime, type Seen } from "./seen.ts";
import type { SeenTable } from "./seen-table.ts";

const none: readonly Seen[] = Object.freeze([]);

/** Some rows of a table: the pieces about one thing, in any order, each looked at only when asked for. */
export class Pieces {
  readonly #table: SeenTable;
  readonly #rows: Int32Array;
  readonly #start: number;
  readonly #end: number;

  /** The rows are those from `start` up to `end` in `rows`. */
  constructor(table: SeenTable, rows: Int32Array, start = 0, end = rows.length) {
    this.#table = table;
    this.#rows = rows;
    this.#start = start;
    this.#end = end;
  }

  /** How many there are. */
  get size(): number {
    return this.#end - this.#start;
  }

  /** Which kinds are among them. */
  kinds(): KindSet {
    const { kindPlaces } = this.#table;
    const kinds = new KindSet();
    for (let at = this.#start; at < this.#end; at += 1) kinds.addPlace(kindPlaces[this.#rows[at] ?? 0] ?? -1);
    return kinds;
  }

  /** Every one of them, in any order. */
  all(): Seen[] {
    const found: Seen[] = [];
    for (let at = this.#start; at < this.#end; at += 1) found.push(this.#table.at(this.#rows[at] ?? 0));
    return found;
  }

  /** Those of some kinds that occurred after an instant, in any order. */
  ofKinds(kinds: KindSet, afterMs: number = Number.NEGATIVE_INFINITY): Seen[] {
    const { kindPlaces, atMs } = this.#table;
    const found: Seen[] = [];
    for (let at = this.#start; at < this.#end; at += 1) {
      const row = this.#rows[at] ?? 0;
      if (kinds.has(kindPlaces[row] ?? -1) && (atMs[row] ?? 0) > afterMs) found.push(this.#table.at(row));
    }
    return found;
  }

  /** Those that can be used for one of some things, given as bits of `use`, oldest first. */
  usableFor(bits: number): readonly Seen[] {
    const { uses } = this.#table;
    const found: Seen[] = [];
    for (let at = this.#start; at < this.#end; at += 1) {
      const row = this.#rows[at] ?? 0;
      if ((uses[row] ?? 0) & bits) found.push(this.#table.at(row));
    }
    // A copy has no room to spare, and many of these lists are kept.
    return found.length === 0 ? none : inOrderOfTime(found.slice());
  }

  /** The first of them, ties by id. */
  earliest(): Seen | undefined {
    const { atMs } = this.#table;
    let first = -1;
    for (let at = this.#start; at < this.#end; at += 1) {
      const row = this.#rows[at] ?? 0;
      const apart = first < 0 ? -1 : (atMs[row] ?? 0) - (atMs[first] ?? 0);
      const isBefore = apart < 0 || (apart === 0 && byTime(this.#table.at(row), this.#table.at(first)) < 0);
      if (isBefore) first = row;
    }
    return first < 0 ? undefined : this.#table.at(first);
  }
}

/** The pieces of a table whose evidence passes a test. */
export function piecesWhere(table: SeenTable, test: (evidence: Seen["evidence"]) => boolean): Pieces {
  const rows: number[] = [];
  for (const [row, evidence] of table.evidence.entries()) if (test(evidence)) rows.push(row);
  return new Pieces(table, Int32Array.from(rows));
}
