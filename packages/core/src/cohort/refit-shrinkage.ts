import type { Policy } from "../policy/policy.ts";
import { shrunkHazard } from "../stats/hazard.ts";
import { atRisk, type SpellTable } from "./spell-table.ts";
import type { CountedSpells, SpellTables } from "./spell-tables.ts";

/** At risk and advanced, week by week. */
interface Weeks {
  readonly parent: string | null;
  readonly risk: readonly number[];
  readonly events: readonly number[];
}

/**
 * How many pseudo-waits of its parent to draw each cohort by: the candidate under which the weeks of each quarter
 * are least surprising to the curves fitted from the other quarters (leave-one-quarter-out log-loss, domain 3.4).
 * With too few quarters it is the policy's number.
 */
export function refitShrinkage({ all, byQuarter }: CountedSpells, { stall }: Policy): number {
  const { candidates, minimumQuarters, minimumSpells } = stall.refit;
  const quarters = [...byQuarter.values()].filter((tables) => spellsIn(tables) >= minimumSpells);
  if (quarters.length < minimumQuarters) return stall.shrinkage;
  const whole = weeksOf(all);
  const folds = quarters.map((tables) => ({
    held: weeksOf(tables),
    others: without(whole, weeksOf(tables)),
  }));
  let best = { candidate: stall.shrinkage, loss: lossOf(folds, stall.shrinkage) };
  for (const candidate of candidates) {
    const loss = lossOf(folds, candidate);
    if (loss < best.loss - 1e-9) best = { candidate, loss };
  }
  return best.candidate;
}

type WeeksByCohort = ReadonlyMap<string, Weeks>;

interface Fold {
  readonly held: WeeksByCohort;
  readonly others: WeeksByCohort;
}

function spellsIn(tables: SpellTables): number {
  let spells = 0;
  for (const table of tables.values()) if (table.parent === null) spells += table.spells;
  return spells;
}

function weeksOf(tables: SpellTables): WeeksByCohort {
  const weeks = (table: SpellTable): Weeks => ({
    parent: table.parent,
    risk: atRisk(table),
    events: table.advance,
  });
  return new Map(
    [...tables].sort(([left], [right]) => (left < right ? -1 : 1)).map(([key, table]) => [key, weeks(table)]),
  );
}

function without(whole: WeeksByCohort, held: WeeksByCohort): WeeksByCohort {
  const less = (numbers: readonly number[], taken: readonly number[] | undefined) =>
    numbers.map((number, week) => number - (taken?.[week] ?? 0));
  return new Map(
    [...whole].map(([key, { parent, risk, events }]) => {
      const taken = held.get(key);
      return [key, { parent, risk: less(risk, taken?.risk), events: less(events, taken?.events) }];
    }),
  );
}

/** Of the narrow cohorts only: a root is drawn towards nothing. */
function lossOf(folds: readonly Fold[], weight: number): number {
  return folds.reduce((total, { held, others }) => {
    const hazards = new Map<string, readonly number[]>();
    for (const [key, { parent, risk, events }] of others) {
      const above = parent === null ? undefined : hazards.get(parent);
      const drawn = risk.map((n, week) =>
        shrunkHazard({ atRisk: n, events: events[week] ?? 0 }, above?.[week] ?? 0, above ? weight : 0),
      );
      hazards.set(key, drawn);
    }
    return total + surprise(held, hazards);
  }, 0);
}

function surprise(held: WeeksByCohort, hazards: ReadonlyMap<string, readonly number[]>): number {
  let total = 0;
  for (const [key, { parent, risk, events }] of held) {
    if (parent === null) continue;
    for (const [week, n] of risk.entries()) {
      const happened = events[week] ?? 0;
      const hazard = Math.min(1 - 1e-6, Math.max(1e-6, hazards.get(key)?.[week] ?? 0));
      total -= happened * Math.log(hazard) + Math.max(0, n - happened) * Math.log(1 - hazard);
    }
  }
  return total;
}
