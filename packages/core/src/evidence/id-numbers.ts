/**
 * Numbers ids from 0 in the order they come; it only grows. Looking up ids that were just read from JSON, a million of
 * them, takes a third of the time and memory of a `Map`.
 */
export class IdNumbers {
  readonly #ids: string[] = [];
  #hashes: Int32Array;
  /** Numbers, from 1, at the slot of their hash or the next free one; 0 is free. */
  #slots: Int32Array;

  /** `expected`: about how many there will be, so that room for them need not grow step by step. */
  constructor(expected = 0) {
    const room = 2 ** Math.ceil(Math.log2(Math.max(16, expected)) + 1e-9);
    this.#hashes = new Int32Array(room);
    this.#slots = new Int32Array(room * 2);
  }

  /** How many ids there are. */
  get size(): number {
    return this.#ids.length;
  }

  /** The number of an id; a new one gets the next, which was the {@link size} before. */
  add(id: string): number {
    if (this.#ids.length * 2 >= this.#slots.length) this.#grow();
    const hash = textHash(id);
    const slot = this.#slotOf(id, hash);
    const number = this.#slots[slot] ?? 0;
    if (number !== 0) return number - 1;
    this.#hashes[this.#ids.length] = hash;
    this.#slots[slot] = this.#ids.push(id);
    return this.#ids.length - 1;
  }

  /** The number of an id; -1 for an unknown one. */
  find(id: string): number {
    return (this.#slots[this.#slotOf(id, textHash(id))] ?? 0) - 1;
  }

  /** The slot that holds an id, or the free one where it belongs. */
  #slotOf(id: string, hash: number): number {
    const slots = this.#slots;
    const mask = slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const number = slots[slot] ?? 0;
      if (number === 0 || (this.#hashes[number - 1] === hash && this.#ids[number - 1] === id)) return slot;
    }
  }

  #grow(): void {
    const slots = new Int32Array(this.#slots.length * 2);
    const mask = slots.length - 1;
    for (let index = 0; index < this.#ids.length; index += 1) {
      let slot = (this.#hashes[index] ?? 0) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = index + 1;
    }
    const hashes = new Int32Array(slots.length / 2);
    hashes.set(this.#hashes);
    this.#hashes = hashes;
    this.#slots = slots;
  }
}

/** A number of 32 bits over every letter, so that texts that differ anywhere spread (FNV-1a). */
export function textHash(text: string): number {
  let hash = 0x811c9dc5;
  for (let k = 0; k < text.length; k += 1) hash = Math.imul(hash ^ text.charCodeAt(k), 0x01000193);
  return hash ^ (hash >>> 15);
}
