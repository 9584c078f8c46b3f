import { assessArticulation } from "../articulation/assess-articulation.ts";
import { type WaitCurves, waitCurves } from "../cohort/wait-curves.ts";
import { assessObligation } from "../obligation/assess-obligation.ts";
import type { Standpoint } from "../standpoint.ts";
import type { AccountTriage } from "../triage/account-triage.ts";
import { holdCadence } from "../triage/hold-cadence.ts";
import { type DealInput, dealStanding, readOneDeal } from "./assess-deal-standing.ts";
import type { DealAssessment } from "./deal-assessment.ts";
import type { DealReading } from "./read-deal.ts";

/** What a deal is assessed from. Evidence of other deals is passed over. */
export interface AssessDealInput extends DealInput {
  /** The triage of the deal's account: while it blocks the cadence, the next ask proposes no chase (domain:T4). */
  readonly accountTriage?: AccountTriage | undefined;
}

/** Assesses one deal. The same input gives the same answer; the order of the evidence does not matter. */
export function assessDeal(input: AssessDealInput): DealAssessment {
  const { reading, from } = readOneDeal(input);
  const { cohorts, accountTriage } = input;
  return dealAssessment(reading, from, cohorts && waitCurves(cohorts), accountTriage);
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
