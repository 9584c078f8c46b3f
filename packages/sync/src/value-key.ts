import type { FieldValue } from "@headway/crm";

/**
 * A short name for some values: equal values give equal names, others practically never do (FNV-1a, 64 bits, hex).
 * The two halves are numbers, since a multiplication of big integers for every byte takes thirty times as long.
 */
export function valueKey(values: readonly (FieldValue | undefined)[]): string {
  let high = 0xcbf29ce4;
  let low = 0x84222325;
  for (const byte of new TextEncoder().encode(JSON.stringify(values))) {
    low = (low ^ byte) >>> 0;
    // Times 2^40 + 435: the low half moves 40 bits up, and both are multiplied with what carries over.
    const product = low * 435;
    high = (high * 435 + Math.floor(product / 2 ** 32) + low * 256) % 2 ** 32;
    low = product % 2 ** 32;
  }
  return hex(high) + hex(low);
}

function hex(half: number): string {
  return half.toString(16).padStart(8, "0");
}
