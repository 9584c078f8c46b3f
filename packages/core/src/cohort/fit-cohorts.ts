import { instantMs } from "../instant.ts";
import type { Policy } from "../policy/policy.ts";
import { type Standpoint, standpoint } from "../standpoint.ts";
import { shrunkHazard } from "../stats/hazard.ts";
import type { Cohort, CohortSnapshot } from "./cohort-snapshot.ts";
import { fitTeams, type TeamExposure } from "./fit-teams.ts";
import { refitShrinkage } from "./refit-shrinkage.ts";
import type { Spell } from "./spell.ts";
import { atRisk, type SpellTable } from "./spell-table.ts";
import { SpellCounter, type SpellTables } from "./spell-tables.ts";
import { tableDigest } from "./table-digest.ts";

/**
 * Fits weekly hazards from spells in one pass, holding counts only; any iterable will do, and the order does not
 * matter (domain 3.4). A spell that began after `asOf` is passed over. A cohort below the policy's minimum is left
 * out and read from its parent; each one is drawn towards its parent. `exposures` say what members of teams made of
 * their hours, for the prior of the busy ratio (domain 3.3).
 */
export function fitCohorts(
  spells: Iterable<Spell>,
  policy: Policy,
  asOf: string,
  exposures: Iterable<TeamExposure> = [],
): CohortSnapshot {
  const counter = cohortCounter(policy, asOf);
  counter.add(spells);
  return counter.fit(exposures);
}

/** Spells of a portfolio that is read a part at a time, for {@link cohortCounter}. */
export interface CohortCounter {
  /** Counts some spells; they need not be kept. One given twice counts twice. */
  add(spells: Iterable<Spell>): void;
  /** What {@link fitCohorts} gives for all spells so far. */
  fit(exposures?: Iterable<TeamExposure>): CohortSnapshot;
}

/** Nothing counted yet. What it holds grows with the cohorts and the quarters, not with the spells. */
export function cohortCounter(policy: Policy, asOf: string): CohortCounter {
  const from = standpoint(policy, asOf);
  const counter = spellCounter(from);
  return {
    add(spells) {
      for (const spell of spells) counter.add(spell, instantMs(spell.startAt), spell.days, spell.outcome);
    },
    fit: (exposures = []) => fitCounted(counter, from, exposures),
  };
}

/** A counter as wide as the policy's horizon. */
export function spellCounter({ policy, asOfMs }: Standpoint): SpellCounter {
  const weeks = Math.ceil((policy.stall.horizonDays + policy.stall.severityDays) / 7);
  return new SpellCounter(weeks, asOfMs);
}

/** {@link fitCohorts} of spells that are counted already. */
export function fitCounted(
  counter: SpellCounter,
  from: Standpoint,
  exposures: Iterable<TeamExposure>,
): CohortSnapshot {
  const { policy } = from;
  const counted = counter.counted();
  const shrinkage = refitShrinkage(counted, policy);
  const teams = fitTeams(exposures, policy);
  return {
    id: `cohorts-${policy.version}-${from.asOf}-${tableDigest(counted.all, teams)}`,
    specVersion: 1,
    asOf: from.asOf,
    policyVersion: policy.version,
    spells: counted.spells,
    shrinkage,
    cohorts: fitted(counted.all, policy.stall.minimumSpells, shrinkage),
    teams,
  };
}

/** Parents first; keys sort that way because a child's key extends its parent's. */
function fitted(tables: SpellTables, minimumSpells: number, shrinkage: number): Cohort[] {
  const cohorts = new Map<string, Cohort>();
  for (const key of [...tables.keys()].sort()) {
    const table = tables.get(key);
    if (!table || table.spells < minimumSpells) continue;
    const parent = table.parent === null ? undefined : cohorts.get(table.parent);
    cohorts.set(key, fitCohort(key, table, parent, shrinkage));
  }
  return [...cohorts.values()];
}

function fitCohort(key: string, table: SpellTable, parent: Cohort | undefined, shrinkage: number): Cohort {
  const weight = parent ? shrinkage : 0;
  const risk = atRisk(table);
  const hazards = (cause: "advance" | "won" | "lost") =>
    risk.map((atRisk, week) => {
      const events = table[cause][week] ?? 0;
      return shrunkHazard({ atRisk, events }, parent?.[cause][week] ?? 0, weight);
    });
  return {
    key,
    parent: table.parent,
    spells: table.spells,
    advance: hazards("advance"),
    won: hazards("won"),
    lost: hazards("lost"),
    atRisk: risk,
    advances: table.advance.slice(0, -1),
  };
}
