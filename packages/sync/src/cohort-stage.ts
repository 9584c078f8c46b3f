import {
  type CohortCounter,
  type CohortSnapshot,
  cohortCounter,
  collectAccountSpells,
  collectClusterSpells,
  collectPersonSpells,
  collectSpells,
  type TeamExposure,
} from "@headway/core";
import { isOneReading } from "./assess-cluster.ts";
import { accountFacts, dealFacts, personFacts } from "./facts.ts";
import { linkedIds } from "./linked-ids.ts";
import { personWaits } from "./person-waits.ts";
import { type ReadCluster, readClusters } from "./read-clusters.ts";
import type { RunContext } from "./run-context.ts";
import type { SubjectName } from "./store.ts";
import { type ReadSubject, readSubjects, sourceOf } from "./subject-batch.ts";

const pageSizes: Readonly<Record<SubjectName, number>> = { deal: 500, account: 10, person: 1 };

/**
 * The curves that stall clocks are read from. Fitted from every stored deal, account and seller at most
 * once a day, since they move slowly and every number names the snapshot it was read from.
 */
export async function cohortsFor(context: RunContext, isFresh: boolean): Promise<CohortSnapshot> {
  const { store, crm, policy, asOf } = context;
  const stored = (await store.state(crm.crm)).cohorts;
  if (stored !== null && isFresh) return stored;
  const spells = cohortCounter(policy, asOf);
  const exposures: TeamExposure[] = [];
  let read = 0;
  for await (const ids of pagesOf(context, "account")) {
    for (const cluster of await readClusters(sourceOf(context), ids, "ending-waits")) {
      read += cluster.own.length;
      collectFromAccount(context, cluster, spells);
    }
  }
  // Every deal belongs to one account at most, so counting tells whether some belong to none that is stored.
  if (read < ((await store.counts(crm.crm)).deal ?? 0)) await collectFromOtherDeals(context, spells);
  for await (const ids of pagesOf(context, "person")) {
    for (const one of await readSubjects(sourceOf(context), "person", ids))
      collectFromPerson(context, one, spells, exposures);
  }
  const cohorts = spells.fit(exposures);
  if (!context.dryRun) await store.saveState(crm.crm, { cohorts });
  return cohorts;
}

async function* pagesOf(
  { store, crm, beat }: RunContext,
  subject: SubjectName,
): AsyncGenerator<readonly string[]> {
  let after: string | null = null;
  for (;;) {
    const ids: readonly string[] = await store.subjects(crm.crm, subject, "all", after, pageSizes[subject]);
    if (ids.length === 0) return;
    yield ids;
    await beat("cohorts");
    after = ids.at(-1) ?? null;
  }
}

function collectFromAccount(context: RunContext, cluster: ReadCluster, spells: CohortCounter): void {
  const { policy, notebook, asOf } = context;
  const { record, evidence, own } = cluster;
  const decided = own.flatMap((one) => (one.deal === undefined ? [] : [{ ...one, deal: one.deal }]));
  const deals = decided.map(({ deal }) => deal);
  const input = { account: accountFacts(record), deals, evidence, policy, notebook, asOf };
  const isOne = isOneReading(cluster, deals, decided);
  spells.add(isOne ? collectClusterSpells(input) : collectAccountSpells(input));
  if (isOne) return;
  for (const one of decided) spells.add(collectSpells(one.deal, one.evidence, policy, asOf));
}

/** Deals without an account, or of one that is not stored. */
async function collectFromOtherDeals(context: RunContext, spells: CohortCounter): Promise<void> {
  const {
    store,
    crm,
    policy,
    asOf,
    evidence: { pipelines },
  } = context;
  for await (const ids of pagesOf(context, "deal")) {
    const records = [...(await store.recordsNamed(crm.crm, "deal", ids)).values()];
    const accounts = records.flatMap((record) => linkedIds(record, "account")[0] ?? []);
    const stored = await store.recordsNamed(crm.crm, "account", accounts);
    const others = records.filter((record) => !stored.has(linkedIds(record, "account")[0] ?? ""));
    const named = others.map(({ id }) => id);
    for (const { record, evidence } of await readSubjects(sourceOf(context), "deal", named)) {
      const facts = record.object === "deal" ? dealFacts(record, pipelines) : undefined;
      if (facts?.status === "known") spells.add(collectSpells(facts.facts, evidence, policy, asOf));
    }
  }
}

function collectFromPerson(
  { policy, notebook, asOf }: RunContext,
  { record, evidence, deals }: ReadSubject,
  spells: CohortCounter,
  exposures: TeamExposure[],
): void {
  if (record.object !== "user") return;
  const person = personFacts(record);
  const read = person.teamId === undefined ? personWaits(person.id, evidence, deals) : { evidence, deals };
  const one = collectPersonSpells({ person, ...read, policy, notebook, asOf });
  spells.add(one.spells);
  if (one.exposure !== undefined) exposures.push(one.exposure);
}
