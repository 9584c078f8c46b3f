import { type CohortSnapshot, collectSpells, fitCohorts, type Spell } from "@headway/core";
import { dealFacts } from "./facts.ts";
import type { RunContext } from "./run-context.ts";

const pageSize = 500;

/**
 * The curves that stall clocks are read from. Fitted from every stored deal at most once a day,
 * since they move slowly and every number names the snapshot it was read from.
 */
export async function cohortsFor(context: RunContext, isFresh: boolean): Promise<CohortSnapshot> {
  const { store, crm, policy, asOf } = context;
  const stored = (await store.state(crm.crm)).cohorts;
  if (stored !== null && isFresh) return stored;
  const spells: Spell[] = [];
  let after: string | null = null;
  for (;;) {
    const deals = await store.records(crm.crm, "deal", after, pageSize);
    if (deals.length === 0) break;
    for (const deal of deals) {
      if (deal.object !== "deal") continue;
      const facts = dealFacts(deal, context.evidence.pipelines);
      if (facts.status === "unknown") continue;
      const evidence = await store.evidenceOf(crm.crm, { subject: "deal", id: deal.id });
      spells.push(...collectSpells(facts.facts, evidence, policy, asOf));
    }
    after = deals.at(-1)?.id ?? null;
  }
  const cohorts = fitCohorts(spells, policy, asOf);
  if (!context.dryRun) await store.saveState(crm.crm, { cohorts });
  return cohorts;
}
