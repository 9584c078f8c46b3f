import type { Policy } from "../policy/policy.ts";
import type { Evidence } from "./evidence.ts";
import { textHash } from "./id-numbers.ts";
import { kindPlace } from "./kind-place.ts";
import { usesOf } from "./piece-use.ts";
import type { Seen } from "./seen.ts";

/** Evidence in columns, a row for each piece: most questions are answered without going back to the pieces. */
export class SeenTable {
  readonly evidence: Evidence[] = [];
  atMs = new Float64Array(1024);
  kindPlaces = new Int8Array(1024);
  uses = new Uint8Array(1024);
  readonly #policy: Policy;
  readonly #seen: (Seen | undefined)[] = [];
  #recordHashes = new Int32Array(1024);

  constructor(policy: Policy) {
    this.#policy = policy;
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

  /** The piece in a row, each time the same. */
  at(row: number): Seen {
    const former = this.#seen[row];
    if (former) return former;
    const evidence = this.evidence[row];
    if (evidence === undefined) throw new RangeError(`There is no row ${row} of ${this.size}`);
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
    this.#recordHashes[row] = textHash(evidence.source.id) & 0x3fff_ffff;
  }

  #grow(): void {
    const length = this.atMs.length * 2;
    const [atMs, kindPlaces] = [new Float64Array(length), new Int8Array(length)];
    const [uses, recordHashes] = [new Uint8Array(length), new Int32Array(length)];
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
