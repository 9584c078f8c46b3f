import type { ReadDealFacts } from "./facts.ts";

/** Facts of deals that were read, so that whoever names them later need not read them again. */
export interface KnownFacts {
  /** `undefined` where they are not remembered. */
  get(dealId: string): ReadDealFacts | undefined;
  /** Remembers them as far as there is room; a deal that is known stays as it is. */
  put(deal: ReadDealFacts): void;
}

/** Slots of the table; half of them are used at most, so that a free one is near. */
const slots = 65_536;
const mostKnown = slots / 2;
const blockBytes = 65_536;
const mostBlocks = 64;
const numbersPerSlot = 3;

/**
 * Nothing known yet. Holds facts as bytes outside the heap, a quarter of what they take as objects: four megabytes
 * at most, and nothing that is gone through whenever memory is tidied up.
 */
export function knownFacts(): KnownFacts {
  // Of each slot the hash of the id, where the bytes begin, and how many there are; none where it is free.
  const table = new Int32Array(slots * numbersPerSlot);
  const texts = textBlocks();
  const packing = packedFacts();
  let size = 0;
  /** The slot of an id, or the free one where it belongs. Two ids of one hash are taken for one; see `get`. */
  const slotOf = (hash: number): number => {
    let slot = hash & (slots - 1);
    while (lengthAt(slot) !== 0 && table[slot * numbersPerSlot] !== hash) slot = (slot + 1) & (slots - 1);
    return slot;
  };
  const lengthAt = (slot: number): number => table[slot * numbersPerSlot + 2] ?? 0;
  return {
    get(dealId) {
      const slot = slotOf(hashOf(dealId));
      const length = lengthAt(slot);
      if (length === 0) return undefined;
      const facts = packing.unpack(texts.read(table[slot * numbersPerSlot + 1] ?? 0, length));
      return facts.id === dealId ? facts : undefined;
    },
    put(deal) {
      const hash = hashOf(deal.id);
      const slot = slotOf(hash);
      if (size >= mostKnown || lengthAt(slot) !== 0) return;
      const place = texts.add(packing.pack(deal));
      if (place === undefined) return;
      table.set([hash, place.at, place.length], slot * numbersPerSlot);
      size += 1;
    },
  };
}

function hashOf(id: string): number {
  let hash = 0;
  for (let at = 0; at < id.length; at += 1) hash = Math.imul(hash ^ id.charCodeAt(at), 0x9e3779b1);
  return hash ^ (hash >>> 15);
}

interface TextBlocks {
  /** `undefined` where there is no room. */
  add(text: string): { readonly at: number; readonly length: number } | undefined;
  read(at: number, length: number): string;
}

/** Texts one after the other in blocks of bytes; none goes over the end of its block. */
function textBlocks(): TextBlocks {
  const blocks: Uint8Array[] = [];
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();
  let used = blockBytes;
  return {
    add(text) {
      // A character takes three bytes at most.
      if (text.length * 3 > blockBytes - used) {
        if (blocks.length >= mostBlocks || text.length * 3 > blockBytes) return undefined;
        blocks.push(new Uint8Array(blockBytes));
        used = 0;
      }
      const block = blocks.length - 1;
      const { written } = encoder.encodeInto(text, blocks[block]?.subarray(used) ?? new Uint8Array());
      const at = block * blockBytes + used;
      used += written;
      return { at, length: written };
    },
    read(at, length) {
      const start = at % blockBytes;
      return decoder.decode(blocks[Math.floor(at / blockBytes)]?.subarray(start, start + length));
    },
  };
}

/** What many deals have in common stands once in a list, and as its place there in each. */
const mostShared = 10_000;

type Shared = string | number | null;
type Packed = readonly [
  id: string,
  name: string | null,
  accountId: string | null,
  ownerId: Shared,
  pipelineId: Shared,
  stageId: Shared,
  status: Shared,
  createdAt: string,
  closedAt: string | null,
  expectedCloseAt: Shared,
  currency: Shared,
  amount: number,
];

function packedFacts(): { pack(deal: ReadDealFacts): string; unpack(text: string): ReadDealFacts } {
  const list: string[] = [];
  const places = new Map<string, number>();
  const share = (text: string | undefined): Shared => {
    if (text === undefined) return null;
    const known = places.get(text);
    if (known !== undefined || list.length >= mostShared) return known ?? text;
    places.set(text, list.push(text) - 1);
    return list.length - 1;
  };
  const shared = (value: Shared): string | undefined =>
    typeof value === "number" ? list[value] : (value ?? undefined);
  return {
    pack: (deal) =>
      JSON.stringify([
        deal.id,
        deal.name ?? null,
        deal.accountId ?? null,
        share(deal.ownerId),
        share(deal.pipelineId),
        share(deal.stageId),
        share(deal.status),
        deal.createdAt,
        deal.closedAt ?? null,
        share(deal.expectedCloseAt),
        share(deal.price?.currency),
        deal.price?.amount ?? 0,
      ] satisfies Packed),
    unpack(text) {
      const packed = JSON.parse(text) as Packed;
      const currency = shared(packed[10]);
      return {
        id: packed[0],
        name: packed[1] ?? undefined,
        accountId: packed[2] ?? undefined,
        ownerId: shared(packed[3]),
        pipelineId: shared(packed[4]),
        stageId: shared(packed[5]),
        status: shared(packed[6]) as ReadDealFacts["status"],
        createdAt: packed[7],
        closedAt: packed[8] ?? undefined,
        expectedCloseAt: shared(packed[9]),
        price: currency === undefined ? undefined : { currency, amount: packed[11] },
      };
    },
  };
}
