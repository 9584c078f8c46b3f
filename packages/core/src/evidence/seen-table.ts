import type { Policy } from "../policy/policy.ts";
import type { Evidence } from "./evidence.ts";
import { textHash } from "./id-numbers.ts";
import { kindPlace } from "./kind-place.ts";
import { usesOf } from "./piece-use.ts";
import type { Seen } from "./seen.ts";

/** Evidence in columns, a row for each piece: most questions are answered without going back to the pieces. */
export class SeenTable {
  evidence: Evidence[] = [];
  atMs: Float64Array;
  kindPlaces: Int8Array;
  uses: Uint8Array;
  readonly #policy: Policy;
  #seen: (Seen | undefined)[] = [];
  #recordHashes: Uint16Array;

  /** `expected`: about how many rows there will be, so that room for them need not grow step by step. */
  constructor(policy: Policy, expected = 0) {
    const room = Math.max(16, expected);
    this.#policy = policy;
    this.atMs = new Float64Array(room);
    this.kindPlaces = new Int8Array(room);
    this.uses = new Uint8Array(room);
    this.#recordHashes = new Uint16Array(room);
  }

  /** How many rows there are. */
  get size(): number {
    return this.evidence.length;
  }

  /** Adds a piece that occurred at `atMs`. */
  add(evidence: Evidence, atMs: number): void {
    const row = this.evidence.push(evidence) - 1;
    if (row === this.atMs.length) this.#grow();
    this.#fill(row, evidence, atMs);
  }

  /** Puts another piece in the place of the one in a row. */
  replace(row: number, evidence: Evidence, atMs: number): void {
    this.evidence[row] = evidence;
    this.#fill(row, evidence, atMs);
    if (row < this.#seen.length) this.#seen[row] = undefined;
  }

  /** The same rows in another order: each row of the new table is the one of `rows` that stands there. */
  inOrderOf(rows: Int32Array): SeenTable {
    const other = new SeenTable(this.#policy, rows.length);
    // Copied to have room for all of them at once: an array that grows to a million is copied thirty times.
    other.evidence = this.evidence.slice(0, rows.length);
    for (let to = 0; to < rows.length; to += 1) {
      const row = rows[to] ?? 0;
      const evidence = this.evidence[row];
      if (evidence === undefined) throw new RangeError(`There is no row ${row} of ${this.size}`);
      other.evidence[to] = evidence;
      other.atMs[to] = this.atMs[row] ?? 0;
      other.kindPlaces[to] = this.kindPlaces[row] ?? -1;
      other.uses[to] = this.uses[row] ?? 0;
      other.#recordHashes[to] = this.#recordHashes[row] ?? 0;
    }
    return other;
  }

  /** The piece in a row, each time the same. */
  at(row: number): Seen {
    const former = this.#seen[row];
    if (former) return former;
    const evidence = this.evidence[row];
    if (evidence === undefined) throw new RangeError(`There is no row ${row} of ${this.size}`);
    if (this.#seen.length === 0) this.#seen = new Array<Seen | undefined>(this.evidence.length);
    while (this.#seen.length < this.evidence.length) this.#seen.push(undefined);
    const seen = {
      evidence,
      atMs: this.atMs[row] ?? 0,
      kindPlace: this.kindPlaces[row] ?? -1,
      uses: this.uses[row] ?? 0,
      recordHash: this.#recordHashes[row] ?? 0,
    };
    this.#seen[row] = seen;
    return seen;
  }

  #fill(row: number, evidence: Evidence, atMs: number): void {
    const place = kindPlace(evidence.kind);
    const uses = usesOf(evidence, place, this.#policy);
    this.atMs[row] = atMs;
    this.kindPlaces[row] = place;
    this.uses[row] = uses;
    this.#recordHashes[row] = textHash(evidence.source.id) & 0xffff;
  }

  #grow(): void {
    const length = this.atMs.length * 2;
    const [atMs, kindPlaces] = [new Float64Array(length), new Int8Array(length)];
    const [uses, recordHashes] = [new Uint8Array(length), new Uint16Array(length)];
    atMs.set(this.atMs);
    kindPlaces.set(this.kindPlaces);
    uses.set(this.uses);
    recordHashes.set(this.#recordHashes);
    this.atMs = atMs;
    this.kindPlaces = kindPlaces;
    this.uses = uses;
    this.#recordHashes = recordHashes;
  }
}
