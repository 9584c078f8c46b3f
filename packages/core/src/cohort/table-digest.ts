import type { TeamRate } from "./cohort-snapshot.ts";
import type { SpellTable } from "./spell-table.ts";

/** Eight hexadecimal digits (FNV-1a) over what was fitted from, so that snapshots of different data have different ids. */
export function tableDigest(tables: ReadonlyMap<string, SpellTable>, teams: readonly TeamRate[]): string {
  let hash = 0x811c9dc5;
  const parts = [...tables.keys()].sort().map((key) => `${key}${JSON.stringify(tables.get(key))}`);
  for (const part of [...parts, JSON.stringify(teams)]) {
    for (let k = 0; k < part.length; k += 1) {
      hash = Math.imul(hash ^ part.charCodeAt(k), 0x01000193) >>> 0;
    }
  }
  return hash.toString(16).padStart(8, "0");
}
