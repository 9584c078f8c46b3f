import { type CohortSnapshot, portfolioStreams } from "@headway/core";
import { assessCluster, type ClusterBasis, type DecidedDeal } from "./assess-cluster.ts";
import { type Assessed, dealOf } from "./assessed.ts";
import { fieldIntents } from "./intents.ts";
import { hasLaterNews } from "./later-news.ts";
import { type ReadCluster, readClusters } from "./read-clusters.ts";
import type { RunContext } from "./run-context.ts";
import { sourceOf } from "./subject-batch.ts";
import { summariseAccount } from "./summaries.ts";
import { accountFields } from "./wanted-fields.ts";

/** What is held at once, with all its deals and evidence, is copied whenever memory is tidied up. */
const readAtOnce = 10;

/**
 * Assesses some accounts together with their dirty deals, whose evidence is mostly the same. A dry run leaves the deals
 * to their own turn, since nothing would say that they were assessed already.
 */
export async function assessAccounts(
  context: RunContext,
  cohorts: CohortSnapshot,
  ids: readonly string[],
): Promise<Assessed[]> {
  const { dryRun } = context;
  const { policy, notebook, asOf } = context;
  const basis = { context, cohorts, streams: portfolioStreams({ policy, notebook, asOf, cohorts }) };
  const assessed: Assessed[] = [];
  for (let at = 0; at < ids.length; at += readAtOnce) {
    for (const cluster of await readClusters(sourceOf(context), ids.slice(at, at + readAtOnce), "all")) {
      const wanted = dryRun ? [] : cluster.own.flatMap(decided);
      assessed.push(...(await assessOne(context, basis, cluster, wanted)));
    }
  }
  return assessed;
}

/** A deal that cannot be decided stays dirty, and is reported in its own turn. */
function decided(one: ReadCluster["own"][number]): DecidedDeal[] {
  const { deal, isDirty } = one;
  return isDirty && deal !== undefined ? [{ ...one, deal }] : [];
}

async function assessOne(
  context: RunContext,
  basis: ClusterBasis,
  cluster: ReadCluster,
  wanted: readonly DecidedDeal[],
): Promise<Assessed[]> {
  const { account, deals } = assessCluster(basis, cluster, wanted);
  const assessed: Assessed[] = [
    {
      assessment: summariseAccount(cluster.record, account),
      intents: fieldIntents(context, cluster.record, accountFields(account)),
      staysDirty: hasLaterNews(cluster.record, cluster.evidence, context.asOf),
    },
  ];
  for (const one of deals) assessed.push(await dealOf(context, one, one.assessment));
  return assessed;
}
