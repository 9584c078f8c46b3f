import {
  type CohortSnapshot,
  collectAccountSpells,
  collectPersonSpells,
  collectSpells,
  fitCohorts,
  type Spell,
  type TeamExposure,
} from "@headway/core";
import { accountFacts, dealFacts, personFacts } from "./facts.ts";
import type { RunContext } from "./run-context.ts";
import type { SubjectName } from "./store.ts";
import { type ReadSubject, readSubjects } from "./subject-batch.ts";

const pageSizes: Readonly<Record<SubjectName, number>> = { deal: 500, account: 100, person: 4 };

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
  for (const subject of ["deal", "account", "person"] as const) {
    for await (const one of subjectsOf(context, subject)) collectFrom(context, one, spells, exposures);
  }
  const cohorts = fitCohorts(spells, policy, asOf, exposures);
  if (!context.dryRun) await store.saveState(crm.crm, { cohorts });
  return cohorts;
}

async function* subjectsOf(context: RunContext, subject: SubjectName): AsyncGenerator<ReadSubject> {
  const { store, crm, evidence } = context;
  const source = { store, crm: crm.crm, pipelines: evidence.pipelines };
  let after: string | null = null;
  for (;;) {
    const ids: readonly string[] = await store.subjects(crm.crm, subject, "all", after, pageSizes[subject]);
    if (ids.length === 0) return;
    yield* await readSubjects(source, subject, ids);
    after = ids.at(-1) ?? null;
  }
}

function collectFrom(
  context: RunContext,
  { record, evidence, deals }: ReadSubject,
  spells: Spell[],
  exposures: TeamExposure[],
): void {
  const { policy, notebook, asOf } = context;
  switch (record.object) {
    case "deal": {
      const facts = dealFacts(record, context.evidence.pipelines);
      if (facts.status === "known") spells.push(...collectSpells(facts.facts, evidence, policy, asOf));
      return;
    }
    case "account":
      spells.push(
        ...collectAccountSpells({ account: accountFacts(record), deals, evidence, policy, notebook, asOf }),
      );
      return;
    case "user": {
      const one = collectPersonSpells({
        person: personFacts(record),
        deals,
        evidence,
        policy,
        notebook,
        asOf,
      });
      spells.push(...one.spells);
      if (one.exposure !== undefined) exposures.push(one.exposure);
    }
  }
}
