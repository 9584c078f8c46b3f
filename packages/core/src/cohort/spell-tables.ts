import { cohortKeys } from "./cohort-key.ts";
import type { Spell } from "./spell.ts";
import { addSpell, emptyTable, type SpellTable } from "./spell-table.ts";

/** One table for each cohort, by its key. */
export type SpellTables = Map<string, SpellTable>;

/** Spells counted by cohort: all of them, and by the quarter each began in. */
export interface CountedSpells {
  readonly spells: number;
  readonly all: SpellTables;
  readonly byQuarter: ReadonlyMap<string, SpellTables>;
}

/** Counts spells in one pass, in any order; those that began after `asOf` are passed over. */
export function countSpells(spells: Iterable<Spell>, weeks: number, asOfMs: number): CountedSpells {
  const all: SpellTables = new Map();
  const byQuarter = new Map<string, SpellTables>();
  let counted = 0;
  for (const spell of spells) {
    const startMs = Date.parse(spell.startAt);
    if (startMs > asOfMs) continue;
    counted += 1;
    const quarter = quarterTables(byQuarter, startMs);
    for (const { key, parent } of cohortKeys(spell)) {
      addSpell(tableFor(all, key, parent, weeks), spell);
      addSpell(tableFor(quarter, key, parent, weeks), spell);
    }
  }
  return { spells: counted, all, byQuarter };
}

/** Calendar quarters in UTC: any even cut of time will do to leave one out. */
function quarterTables(byQuarter: Map<string, SpellTables>, startMs: number): SpellTables {
  const start = new Date(startMs);
  const name = `${start.getUTCFullYear()}-${Math.floor(start.getUTCMonth() / 3)}`;
  const former = byQuarter.get(name);
  if (former) return former;
  const tables: SpellTables = new Map();
  byQuarter.set(name, tables);
  return tables;
}

function tableFor(tables: SpellTables, key: string, parent: string | null, weeks: number): SpellTable {
  const former = tables.get(key);
  if (former) return former;
  const table = emptyTable(parent, weeks);
  tables.set(key, table);
  return table;
}
