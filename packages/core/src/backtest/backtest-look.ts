import { assessDeal } from "../deal/assess-deal.ts";
import type { DealFacts } from "../deal/deal-facts.ts";
import type { Evidence } from "../evidence/evidence.ts";
import { dayMs, instantMs, instantOf } from "../instant.ts";
import type { Policy } from "../policy/policy.ts";
import type { BacktestDeal } from "./backtest.ts";

/** One deal at one past date, by what was known then. */
export interface Look {
  /** The place of the deal among those looked at, and of the date. */
  readonly place: number;
  readonly date: number;
  readonly advances: number;
  readonly activity: number;
  /** The stage it stood in; `undefined` where no history says. */
  readonly stageId: string | undefined;
  readonly ageDays: number;
  readonly buyingProgress: number;
  readonly preference: number;
  readonly momentum: number;
  readonly commitmentsAhead: number;
  readonly daysSinceAdvance: number;
}

/** Looks at a deal as of an instant: nothing later is seen, neither facts nor evidence. */
export function lookAt(
  { deal, evidence, stages }: BacktestDeal,
  at: { readonly place: number; readonly date: number; readonly ms: number },
  policy: Policy,
): Look {
  const asOf = instantOf(at.ms);
  const assessment = assessDeal({ deal: asItStood(deal), evidence, policy, asOf });
  const ageDays = (at.ms - instantMs(deal.createdAt)) / dayMs;
  const last = assessment.lastAdvance;
  return {
    place: at.place,
    date: at.date,
    advances: assessment.advances.forward.basis,
    activity: countSeen(evidence, at.ms),
    stageId: stages?.findLast((stage) => instantMs(stage.at) <= at.ms)?.stageId,
    ageDays,
    buyingProgress: assessment.buyingProgress.basis,
    preference: assessment.preference.basis,
    momentum: assessment.momentum.points.basis,
    commitmentsAhead: assessment.commitmentsAhead.length,
    daysSinceAdvance: last === null ? ageDays : (at.ms - instantMs(last.at)) / dayMs,
  };
}

/** The facts that hold at every date of a deal's life; the rest was perhaps written at its end. */
function asItStood({ id, accountId, pipelineId, createdAt, segment }: DealFacts): DealFacts {
  return { id, accountId, pipelineId, createdAt, segment, status: "open" };
}

function countSeen(evidence: readonly Evidence[], ms: number): number {
  let count = 0;
  for (const { kind, occurredAt, recordedAt } of evidence) {
    if (kind === "stage-edited") continue;
    if (instantMs(occurredAt) <= ms && instantMs(recordedAt) <= ms) count += 1;
  }
  return count;
}
