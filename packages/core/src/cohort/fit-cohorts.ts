import { instantMs } from "../instant.ts";
import type { Policy } from "../policy/policy.ts";
import { standpoint } from "../standpoint.ts";
import { shrunkHazard } from "../stats/hazard.ts";
import { cohortKeys } from "./cohort-key.ts";
import type { Cohort, CohortSnapshot } from "./cohort-snapshot.ts";
import type { Spell } from "./spell.ts";
import { addSpell, atRisk, emptyTable, type SpellTable } from "./spell-table.ts";
import { tableDigest } from "./table-digest.ts";

/**
 * Fits weekly hazards from spells in one pass, holding counts only; any iterable will do, and the order does not
 * matter (domain 3.4). A spell that began after `asOf` is passed over. A cohort below the policy's minimum is left
 * out and read from its parent; each one is drawn towards its parent.
 */
export function fitCohorts(spells: Iterable<Spell>, policy: Policy, asOf: string): CohortSnapshot {
  const from = standpoint(policy, asOf);
  const weeks = Math.ceil((policy.stall.horizonDays + policy.stall.severityDays) / 7);
  const tables = new Map<string, SpellTable>();
  let counted = 0;
  for (const spell of spells) {
    if (instantMs(spell.startAt) > from.asOfMs) continue;
    counted += 1;
    for (const { key, parent } of cohortKeys(spell.band, spell.segment)) {
      addSpell(tableFor(tables, key, parent, weeks), spell);
    }
  }
  return {
    id: `cohorts-${policy.version}-${from.asOf}-${tableDigest(tables)}`,
    specVersion: 1,
    asOf: from.asOf,
    policyVersion: policy.version,
    spells: counted,
    cohorts: fitted(tables, policy),
  };
}

function tableFor(
  tables: Map<string, SpellTable>,
  key: string,
  parent: string | null,
  weeks: number,
): SpellTable {
  const former = tables.get(key);
  if (former) return former;
  const table = emptyTable(parent, weeks);
  tables.set(key, table);
  return table;
}

/** Parents first; keys sort that way because a child's key extends its parent's. */
function fitted(tables: ReadonlyMap<string, SpellTable>, policy: Policy): Cohort[] {
  const cohorts = new Map<string, Cohort>();
  for (const key of [...tables.keys()].sort()) {
    const table = tables.get(key);
    if (!table || table.spells < policy.stall.minimumSpells) continue;
    const parent = table.parent === null ? undefined : cohorts.get(table.parent);
    cohorts.set(key, fitCohort(key, table, parent, policy.stall.shrinkage));
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
  };
}
