import { dayMs, instantMs } from "../instant.ts";
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
  const known = new Map<string, SpellTable[]>();
  let counted = 0;
  for (const spell of spells) {
    const startMs = instantMs(spell.startAt);
    if (startMs > asOfMs) continue;
    counted += 1;
    const quarter = String(Math.floor(startMs / quarterMs));
    const place = `${quarter}/${spell.clock}/${spell.band}/${spell.segment}`;
    const tables = known.get(place) ?? tablesFor(spell, quarter, { all, byQuarter, weeks });
    known.set(place, tables);
    for (const table of tables) addSpell(table, spell);
  }
  return { spells: counted, all, byQuarter };
}

/** Thirteen weeks: any even cut of time will do to leave one out. */
const quarterMs = 91 * dayMs;

interface Counting {
  readonly all: SpellTables;
  readonly byQuarter: Map<string, SpellTables>;
  readonly weeks: number;
}

/** Every table that a spell of one place and quarter is counted in. */
function tablesFor(spell: Spell, quarter: string, { all, byQuarter, weeks }: Counting): SpellTable[] {
  const ofQuarter: SpellTables = byQuarter.get(quarter) ?? new Map();
  byQuarter.set(quarter, ofQuarter);
  return cohortKeys(spell).flatMap(({ key, parent }) => [
    tableFor(all, key, parent, weeks),
    tableFor(ofQuarter, key, parent, weeks),
  ]);
}

function tableFor(tables: SpellTables, key: string, parent: string | null, weeks: number): SpellTable {
  const former = tables.get(key);
  if (former) return former;
  const table = emptyTable(parent, weeks);
  tables.set(key, table);
  return table;
}
