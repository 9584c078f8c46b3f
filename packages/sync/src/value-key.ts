import type { FieldValue } from "@headway/crm";

/**
 * A short name for some values: equal values give equal names, others practically never do (FNV-1a, 64 bits, hex).
 * The two halves are numbers, since a multiplication of big integers for every byte takes thirty times as long.
 */
export function valueKey(values: readonly (FieldValue | undefined)[]): string {
  let high = 0xcbf29ce4;
  let low = 0x84222325;
  const bytes = new TextEncoder().encode(JSON.stringify(values));
  for (let at = 0; at < bytes.length; at += 1) {
    low = (low ^ (bytes[at] ?? 0)) >>> 0;
    // Times 2^40 + 435: the low half moves 40 bits up, and both are multiplied with what carries over.
    const carried = Math.floor((low * 435) / 2 ** 32);
    high = (Math.imul(high, 435) + carried + (low << 8)) >>> 0;
    low = Math.imul(low, 435) >>> 0;
  }
  return hex(high) + hex(low);
}

function hex(half: number): string {
  return half.toString(16).padStart(8, "0");
}
