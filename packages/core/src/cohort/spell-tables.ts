import { dayMs } from "../instant.ts";
import { type CohortPlace, cohortKeys } from "./cohort-key.ts";
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

/** Counts spells as they come, in any order; those that began after `asOf` are passed over. */
export class SpellCounter {
  readonly #all: SpellTables = new Map();
  readonly #byQuarter = new Map<string, SpellTables>();
  /** The tables of each place, by clock, band and segment, and by quarter. */
  readonly #places = new Map<string, Map<number, SpellTable[]>>();
  readonly #weeks: number;
  readonly #asOfMs: number;
  #spells = 0;
  #last: { readonly place: CohortPlace; readonly quarters: Map<number, SpellTable[]> } | undefined;

  constructor(weeks: number, asOfMs: number) {
    this.#weeks = weeks;
    this.#asOfMs = asOfMs;
  }

  add(place: CohortPlace, startMs: number, days: number, outcome: Spell["outcome"]): void {
    if (startMs > this.#asOfMs) return;
    this.#spells += 1;
    const quarters = this.#quartersOf(place);
    const quarter = Math.floor(startMs / quarterMs);
    let tables = quarters.get(quarter);
    if (tables === undefined) {
      tables = this.#tablesFor(place, String(quarter));
      quarters.set(quarter, tables);
    }
    for (const table of tables) addSpell(table, days, outcome);
  }

  counted(): CountedSpells {
    return { spells: this.#spells, all: this.#all, byQuarter: this.#byQuarter };
  }

  #quartersOf(place: CohortPlace): Map<number, SpellTable[]> {
    const { clock, band, segment } = place;
    const last = this.#last;
    if (last?.place.segment === segment && last.place.band === band && last.place.clock === clock) {
      return last.quarters;
    }
    const name = `${clock}/${band}/${segment}`;
    const quarters = this.#places.get(name) ?? new Map<number, SpellTable[]>();
    this.#places.set(name, quarters);
    this.#last = { place, quarters };
    return quarters;
  }

  /** Every table that a spell of one place and quarter is counted in. */
  #tablesFor(place: CohortPlace, quarter: string): SpellTable[] {
    const ofQuarter: SpellTables = this.#byQuarter.get(quarter) ?? new Map();
    this.#byQuarter.set(quarter, ofQuarter);
    return cohortKeys(place).flatMap(({ key, parent }) => [
      tableFor(this.#all, key, parent, this.#weeks),
      tableFor(ofQuarter, key, parent, this.#weeks),
    ]);
  }
}

/** Thirteen weeks: any even cut of time will do to leave one out. */
const quarterMs = 91 * dayMs;

function tableFor(tables: SpellTables, key: string, parent: string | null, weeks: number): SpellTable {
  const former = tables.get(key);
  if (former) return former;
  const table = emptyTable(parent, weeks);
  tables.set(key, table);
  return table;
}
