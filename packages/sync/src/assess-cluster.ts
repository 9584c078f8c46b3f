import {
  type AccountAssessment,
  assessAccount,
  assessDeal,
  type CohortSnapshot,
  type DealAssessment,
  type DealFacts,
  type portfolioStreams,
} from "@headway/core";
import { accountFacts } from "./facts.ts";
import type { OwnDeal, ReadCluster } from "./read-clusters.ts";
import type { RunContext } from "./run-context.ts";

/** An account's assessment, and those of some of its deals. */
export interface AssessedCluster {
  readonly account: AccountAssessment;
  readonly deals: readonly AssessedDeal[];
}

/** One deal with its assessment. */
export interface AssessedDeal extends DecidedDeal {
  readonly assessment: DealAssessment;
}

/** A deal whose facts are told. */
export interface DecidedDeal extends OwnDeal {
  readonly deal: DealFacts;
}

/** What clusters are assessed from one after the other. */
export interface ClusterBasis {
  readonly context: Pick<RunContext, "policy" | "notebook" | "asOf">;
  readonly cohorts: CohortSnapshot;
  /** Of the same. */
  readonly streams: ReturnType<typeof portfolioStreams>;
}

/** Assesses an account and the deals of it that are `wanted`: from one reading where it holds all that is about them. */
export function assessCluster(
  { context: { policy, notebook, asOf }, cohorts, streams }: ClusterBasis,
  cluster: ReadCluster,
  wanted: readonly DecidedDeal[],
): AssessedCluster {
  const { evidence } = cluster;
  const account = accountFacts(cluster.record);
  const deals = cluster.deals.filter(({ accountId }) => accountId === account.id);
  const basis = { policy, notebook, asOf, cohorts };
  if (!isOneReading(cluster, deals, wanted)) {
    const whole = assessAccount({ account, deals: cluster.deals, evidence, ...basis });
    return { account: whole, deals: wanted.map((one) => assessOne(one, whole, basis)) };
  }
  const stream = streams({ deals, accounts: [account], people: [] }, evidence);
  const [whole] = stream.accounts;
  if (whole === undefined) throw new RangeError(`The account ${account.id} was not assessed`);
  const read = new Map<string, DealAssessment>();
  for (const assessment of stream.deals) read.set(assessment.dealId, assessment);
  return {
    account: whole,
    deals: wanted.map((one) => {
      const assessment = read.get(one.deal.id);
      return assessment === undefined ? assessOne(one, whole, basis) : { ...one, assessment };
    }),
  };
}

type Basis = Pick<RunContext, "policy" | "notebook" | "asOf"> & { readonly cohorts: CohortSnapshot };

function assessOne(one: DecidedDeal, { triage }: AccountAssessment, basis: Basis): AssessedDeal {
  const { deal, evidence } = one;
  return { ...one, assessment: assessDeal({ deal, evidence, ...basis, accountTriage: triage }) };
}

/**
 * Whether the evidence of the account is all that there is about each of its deals, as it is: where a record hangs on
 * several deals the account counts it once, and what names no account, or another one, is told to the account as its own.
 */
export function isOneReading(
  { record, evidence }: ReadCluster,
  named: readonly DealFacts[],
  wanted: readonly DecidedDeal[],
): boolean {
  if (named.length > wanted.length) return false;
  const counts = new Map<string, number>();
  for (const { dealId } of evidence)
    if (dealId !== undefined) counts.set(dealId, (counts.get(dealId) ?? 0) + 1);
  return wanted.every(
    (one) =>
      (counts.get(one.deal.id) ?? 0) === one.evidence.length &&
      one.evidence.every(({ accountId }) => accountId === record.id),
  );
}
