/**
 * Numbers ids from 0 in the order they come; it only grows. Looking up ids that were just read from JSON, a million of
 * them, takes a fifth of the time and memory of a `Map`.
 */
export class IdNumbers {
  readonly #ids: string[] = [];
  /**
   * Numbers from 1, at the slot that the low bits of an id's hash name or the next free one; number 0 is free. The bits
   * above the number are the hash's own, so that other ids are mostly told apart without being fetched. In one place,
   * since among a million each slot looked at is fetched from memory.
   */
  #slots: Int32Array;

  /** `expected`: about how many there will be, so that room for them need not grow step by step. */
  constructor(expected = 0) {
    const room = 2 ** Math.ceil(Math.log2(Math.max(16, expected)) + 1e-9);
    this.#slots = new Int32Array(room * 2);
  }

  /** How many ids there are. */
  get size(): number {
    return this.#ids.length;
  }

  /** The number of an id; a new one gets the next, which was the {@link size} before. */
  add(id: string, hash: number = textHash(id)): number {
    if (this.#ids.length * 2 >= this.#slots.length) this.#grow();
    const slot = this.#slotOf(id, hash);
    const low = this.#slots.length - 1;
    const number = (this.#slots[slot] ?? 0) & low;
    if (number !== 0) return number - 1;
    this.#slots[slot] = (hash & ~low) | this.#ids.push(id);
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
    const slot = this.#slotOf(id, textHash(id));
    return ((this.#slots[slot] ?? 0) & (this.#slots.length - 1)) - 1;
  }

  /** Where the number of an id stands, or the free slot where it belongs. */
  #slotOf(id: string, hash: number): number {
    const slots = this.#slots;
    const low = slots.length - 1;
    for (let slot = hash & low; ; slot = (slot + 1) & low) {
      const held = slots[slot] ?? 0;
      const number = held & low;
      if (number === 0 || (((held ^ hash) & ~low) === 0 && this.#ids[number - 1] === id)) return slot;
    }
  }

  /** The low bits of the hashes are not kept, so that they are worked out again. */
  #grow(): void {
    const slots = new Int32Array(this.#slots.length * 2);
    const low = slots.length - 1;
    for (let at = 0; at < this.#ids.length; at += 1) {
      const hash = textHash(this.#ids[at] ?? "");
      let slot = hash & low;
      while (((slots[slot] ?? 0) & low) !== 0) slot = (slot + 1) & low;
      slots[slot] = (hash & ~low) | (at + 1);
    }
    this.#slots = slots;
  }
}

/**
 * A number of 32 bits over every letter, so that texts that differ anywhere spread. Four letters at a time, since going
 * letter by letter takes longer than all else that is done with an id; a factor and a shift spread them.
 */
export function textHash(text: string): number {
  const { length } = text;
  let hash = length;
  let at = 0;
  for (; at + 4 <= length; at += 4) {
    const first = text.charCodeAt(at) ^ (text.charCodeAt(at + 1) << 8);
    const second = text.charCodeAt(at + 2) ^ (text.charCodeAt(at + 3) << 8);
    hash = mixed(hash, first ^ (second << 16));
  }
  for (; at < length; at += 1) hash = mixed(hash, text.charCodeAt(at));
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return hash ^ (hash >>> 13);
}

function mixed(hash: number, letters: number): number {
  const spread = Math.imul(hash ^ letters, 0x9e3779b1);
  return spread ^ (spread >>> 15);
}
