import { assessArticulation } from "../articulation/assess-articulation.ts";
import type { CohortSnapshot } from "../cohort/cohort-snapshot.ts";
import { type WaitCurves, waitCurves } from "../cohort/wait-curves.ts";
import type { Evidence } from "../evidence/evidence.ts";
import { piecesWhere } from "../evidence/pieces.ts";
import { seeEvidence } from "../evidence/seen.ts";
import type { Notebook } from "../notebook/notebook.ts";
import { assessObligation } from "../obligation/assess-obligation.ts";
import type { Policy } from "../policy/policy.ts";
import { type Standpoint, standpoint } from "../standpoint.ts";
import type { AccountTriage } from "../triage/account-triage.ts";
import { holdCadence } from "../triage/hold-cadence.ts";
import { dealStanding } from "./assess-deal-standing.ts";
import type { DealAssessment } from "./deal-assessment.ts";
import type { DealFacts } from "./deal-facts.ts";
import { type DealReading, readDeal } from "./read-deal.ts";

/** What a deal is assessed from. Evidence of other deals is passed over. */
export interface AssessDealInput {
  readonly deal: DealFacts;
  readonly evidence: Iterable<Evidence>;
  readonly policy: Policy;
  readonly asOf: string;
  /** What people wrote down; see {@link Notebook}. */
  readonly notebook?: Notebook | undefined;
  /** Without it `stall` is unknown: one deal alone says nothing about how long waits usually take. */
  readonly cohorts?: CohortSnapshot | undefined;
  /** The triage of the deal's account: while it blocks the cadence, the next ask proposes no chase (domain:T4). */
  readonly accountTriage?: AccountTriage | undefined;
}

/** Assesses one deal. The same input gives the same answer; the order of the evidence does not matter. */
export function assessDeal(input: AssessDealInput): DealAssessment {
  const { deal, evidence, policy, cohorts, accountTriage } = input;
  const from = standpoint(policy, input.asOf, input.notebook);
  const own = piecesWhere(seeEvidence(evidence, from).table, ({ dealId }) => dealId === deal.id);
  return dealAssessment(readDeal(deal, own, from), from, cohorts && waitCurves(cohorts), accountTriage);
}

/** The assessment of a deal that is read already. */
export function dealAssessment(
  reading: DealReading,
  from: Standpoint,
  curves: WaitCurves | undefined,
  triage: AccountTriage | undefined,
): DealAssessment {
  return {
    ...dealStanding(reading, from, curves, (ask) => holdCadence(ask, reading.deal.id, triage, from)),
    articulation: assessArticulation(reading, from),
    obligation: assessObligation(reading, from),
  };
}
