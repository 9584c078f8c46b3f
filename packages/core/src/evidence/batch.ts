import type { Evidence } from "./evidence.ts";
import type { IdNumbers } from "./id-numbers.ts";

/** Few enough that their pieces stay at hand until they are taken in, enough to number them in one go. */
const batchSize = 256;

/** Some pieces that are numbered by their ids together, see {@link IdNumbers.addAll}. */
export class Batch {
  readonly #numbers: IdNumbers;
  readonly #pieces: Evidence[] = [];
  readonly #ids: string[] = [];
  readonly #atMs = new Float64Array(batchSize);
  readonly #rows = new Int32Array(batchSize);
  #size = 0;

  constructor(numbers: IdNumbers) {
    this.#numbers = numbers;
  }

  /** Takes a piece that occurred at `atMs`; says whether it is full and has to be emptied. */
  put(piece: Evidence, atMs: number): boolean {
    const at = this.#size;
    this.#pieces[at] = piece;
    this.#ids[at] = piece.id;
    this.#atMs[at] = atMs;
    this.#size = at + 1;
    return this.#size === batchSize;
  }

  /** Gives each piece out in the order they came, with the number of its id. */
  empty(take: (piece: Evidence, atMs: number, number: number) => void): void {
    this.#numbers.addAll(this.#ids, this.#size, this.#rows);
    for (let at = 0; at < this.#size; at += 1) {
      const piece = this.#pieces[at];
      if (piece) take(piece, this.#atMs[at] ?? 0, this.#rows[at] ?? 0);
    }
    this.#size = 0;
  }
}
