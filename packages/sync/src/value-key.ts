import type { FieldValue } from "@headway/crm";

const offsetBasis = 0xcbf29ce484222325n;
const prime = 0x100000001b3n;

/** A short name for some values: equal values give equal names, others practically never do (FNV-1a, 64 bits, hex). */
export function valueKey(values: readonly (FieldValue | undefined)[]): string {
  let hash = offsetBasis;
  for (const byte of new TextEncoder().encode(JSON.stringify(values))) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * prime);
  }
  return hash.toString(16).padStart(16, "0");
}
