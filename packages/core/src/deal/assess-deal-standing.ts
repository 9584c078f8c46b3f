import type { WaitCurves } from "../cohort/wait-curves.ts";
import type { Evidence } from "../evidence/evidence.ts";
import { fewPieces } from "../evidence/few-pieces.ts";
import { instantOf, readInstant } from "../instant.ts";
import { assessMomentum } from "../momentum/assess-momentum.ts";
import { latestBy } from "../notebook/entries-as-of.ts";
import type { Notebook } from "../notebook/notebook.ts";
import type { DealPolicy } from "../policy/deal-policy.ts";
import { lastLive } from "../stall/assess-wait.ts";
import { type DealStandpoint, standingAt } from "../standpoint.ts";
import { assessStall } from "./assess-stall.ts";
import type { BuyerCommitment, DealStanding, NextAsk } from "./deal-assessment.ts";
import type { DealFacts } from "./deal-facts.ts";
import { dealReasons } from "./deal-reasons.ts";
import { countBySituation, explainAdvances } from "./explain-advances.ts";
import { explainBuyingProgress, explainPreference, latestMovement } from "./explain-axes.ts";
import { judgeCalls } from "./judge-calls.ts";
import { judgeMeetings } from "./judge-meetings.ts";
import { nextAsk } from "./next-ask.ts";
import type { CommitmentReading } from "./read-commitments.ts";
import { readStanding, type StandingReading } from "./read-standing.ts";

/** What the standing of a deal is read from. Evidence of other deals is passed over. */
export interface DealStandingInput {
  readonly deal: DealFacts;
  readonly evidence: Iterable<Evidence>;
  /** A whole policy, or the part of one that such a standing is judged by. */
  readonly policy: DealPolicy;
  readonly asOf: string;
  /** What people wrote down: which waits were put off on purpose. */
  readonly notebook?: Pick<Notebook, "snoozes"> | undefined;
  /** See {@link waitCurves}. Without them `stall` is unknown: one deal alone says nothing about how long waits usually take. */
  readonly curves?: WaitCurves | undefined;
}

/**
 * The part of {@link assessDeal} that is written back to a CRM, with the same numbers, and without what only reviews
 * show: a function with little room carries this alone.
 */
export function assessDealStanding(input: DealStandingInput): DealStanding {
  const { deal, policy, curves, notebook } = input;
  const asOf = readInstant(input.asOf);
  const snoozes = latestBy(notebook?.snoozes ?? [], asOf);
  const from = standingAt(asOf, { policy, notebook: { snoozes } });
  const own = fewPieces(input.evidence, deal.id, from);
  return dealStanding(readStanding(deal, own, own.logged, from), from, curves);
}

/** The standing of a deal that is read already. @param held What becomes of the next ask where somebody holds it back. */
export function dealStanding(
  reading: StandingReading,
  from: DealStandpoint,
  curves: WaitCurves | undefined,
  held: (ask: NextAsk | null) => NextAsk | null = (ask) => ask,
): DealStanding {
  const { deal, ledger, axes, logged, conversations } = reading;
  const meetingVerdicts = judgeMeetings(conversations, from.policy);
  const stall = assessStall(reading, from, curves);
  const ask = held(nextAsk(reading, meetingVerdicts, from));
  const commitments = reading.commitments.map(commitmentOf);
  const observedSinceMs = logged ? reading.createdMs : undefined;
  return {
    dealId: deal.id,
    asOf: from.asOf,
    policyVersion: from.policy.version,
    status: reading.status,
    advances: {
      forward: explainAdvances(ledger, "forward", logged, from),
      qualifiedOut: explainAdvances(ledger, "qualified-out", logged, from),
      bySituation: countBySituation(ledger),
      ledger: ledger.map(({ advance }) => advance),
    },
    buyingProgress: explainBuyingProgress(reading, from),
    jobs: { done: [...axes.done].sort(), reopened: [...axes.reopened].sort() },
    preference: explainPreference(reading, from),
    movement: latestMovement(axes),
    lastAdvance: lastAdvance(reading),
    commitments,
    commitmentsAhead: commitments.filter(({ status }) => status === "ahead"),
    lapsed: commitments.filter(({ status }) => status === "lapsed"),
    nextAsk: ask,
    stall,
    momentum: assessMomentum({ ledger, observedSinceMs }, from),
    meetingVerdicts,
    callVerdicts: judgeCalls(conversations, from.policy),
    reasons: dealReasons(reading, stall, ask, from),
  };
}

function lastAdvance({ ledger }: StandingReading): DealStanding["lastAdvance"] {
  const last = lastLive(ledger)?.advance;
  return last ? { at: last.at, evidenceId: last.evidenceId, kind: last.kind } : null;
}

function commitmentOf({ seen, what, dueMs, status }: CommitmentReading): BuyerCommitment {
  const dueAt = dueMs === undefined ? null : instantOf(dueMs);
  return { evidenceId: seen.evidence.id, what, madeAt: seen.evidence.occurredAt, dueAt, status };
}
