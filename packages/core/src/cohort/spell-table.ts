import type { Spell } from "./spell.ts";

/** How many spells ended in each week, by cause; one week beyond the horizon holds those that outlasted it. */
export interface SpellTable {
  readonly parent: string | null;
  spells: number;
  readonly advance: number[];
  readonly won: number[];
  readonly lost: number[];
  readonly censored: number[];
}

/** A table of `weeks` empty weeks, and one beyond. */
export function emptyTable(parent: string | null, weeks: number): SpellTable {
  const zeros = () => new Array<number>(weeks + 1).fill(0);
  return { parent, spells: 0, advance: zeros(), won: zeros(), lost: zeros(), censored: zeros() };
}

/** Counts one spell; beyond the horizon it is censored there. */
export function addSpell(table: SpellTable, days: number, outcome: Spell["outcome"]): void {
  const week = Math.floor(Math.max(0, days) / 7);
  const last = table.advance.length - 1;
  const weeks = week >= last ? table.censored : table[outcome];
  const at = Math.min(week, last);
  weeks[at] = (weeks[at] ?? 0) + 1;
  table.spells += 1;
}

/** How many were at risk in each week; one censored during the week counts half (the actuarial convention). */
export function atRisk(table: SpellTable): number[] {
  let left = table.spells;
  return table.advance.slice(0, -1).map((advance, week) => {
    const censored = table.censored[week] ?? 0;
    const risk = left - censored / 2;
    left -= advance + (table.won[week] ?? 0) + (table.lost[week] ?? 0) + censored;
    return risk;
  });
}
