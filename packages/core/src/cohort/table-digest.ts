import type { SpellTable } from "./spell-table.ts";

/** Eight hexadecimal digits (FNV-1a) over the counts, so that snapshots of different data have different ids. */
export function tableDigest(tables: ReadonlyMap<string, SpellTable>): string {
  let hash = 0x811c9dc5;
  for (const key of [...tables.keys()].sort()) {
    for (const character of `${key}${JSON.stringify(tables.get(key))}`) {
      hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
    }
  }
  return hash.toString(16).padStart(8, "0");
}
