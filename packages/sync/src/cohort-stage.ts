import {
  type CohortSnapshot,
  collectAccountSpells,
  collectPersonSpells,
  collectSpells,
  fitCohorts,
  type Spell,
  type TeamExposure,
} from "@headway/core";
import type { CrmRecord, ObjectName } from "@headway/crm";
import { dealsNamed } from "./deals-named.ts";
import { accountFacts, dealFacts, personFacts } from "./facts.ts";
import type { RunContext } from "./run-context.ts";

const pageSize = 500;

/**
 * The curves that stall clocks are read from. Fitted from every stored deal, account and seller at most
 * once a day, since they move slowly and every number names the snapshot it was read from.
 */
export async function cohortsFor(context: RunContext, isFresh: boolean): Promise<CohortSnapshot> {
  const { store, crm, policy, asOf } = context;
  const stored = (await store.state(crm.crm)).cohorts;
  if (stored !== null && isFresh) return stored;
  const spells: Spell[] = [];
  const exposures: TeamExposure[] = [];
  for (const object of ["deal", "account", "user"] as const) {
    for await (const record of recordsOf(context, object)) {
      await collectFrom(context, record, spells, exposures);
    }
  }
  const cohorts = fitCohorts(spells, policy, asOf, exposures);
  if (!context.dryRun) await store.saveState(crm.crm, { cohorts });
  return cohorts;
}

async function* recordsOf({ store, crm }: RunContext, object: ObjectName): AsyncGenerator<CrmRecord> {
  let after: string | null = null;
  for (;;) {
    const records: readonly CrmRecord[] = await store.records(crm.crm, object, after, pageSize);
    if (records.length === 0) return;
    yield* records;
    after = records.at(-1)?.id ?? null;
  }
}

async function collectFrom(
  context: RunContext,
  record: CrmRecord,
  spells: Spell[],
  exposures: TeamExposure[],
): Promise<void> {
  const { store, policy, asOf } = context;
  const { crm } = context.crm;
  const { pipelines } = context.evidence;
  switch (record.object) {
    case "deal": {
      const facts = dealFacts(record, pipelines);
      if (facts.status === "unknown") return;
      const evidence = await store.evidenceOf(crm, { subject: "deal", id: record.id });
      spells.push(...collectSpells(facts.facts, evidence, policy, asOf));
      return;
    }
    case "account": {
      const evidence = await store.evidenceOf(crm, { subject: "account", id: record.id });
      const deals = await dealsNamed(store, crm, evidence, pipelines);
      spells.push(...collectAccountSpells({ account: accountFacts(record), deals, evidence, policy, asOf }));
      return;
    }
    case "user": {
      const evidence = await store.evidenceOf(crm, { subject: "person", id: record.id });
      const deals = await dealsNamed(store, crm, evidence, pipelines);
      const one = collectPersonSpells({ person: personFacts(record), deals, evidence, policy, asOf });
      spells.push(...one.spells);
      if (one.exposure !== undefined) exposures.push(one.exposure);
    }
  }
}
