import { dayMs } from "../instant.ts";
import type { Policy } from "../policy/policy.ts";
import type { Standpoint } from "../standpoint.ts";
import { betaCumulative } from "../stats/beta.ts";
import type { Elation } from "./account-assessment.ts";
import { type AccountSignals, accountSignals, type Signal, signalKinds } from "./account-signals.ts";
import { type ElationBalance, elationBalance } from "./elation-balance.ts";

/**
 * The label (domain 3.5). Elated: probability at the policy's mark, enough kinds of positive evidence, one of them
 * unprompted and well graded, no open complaint; kept until the probability falls under the lower mark.
 */
export function elationState(
  known: AccountSignals,
  balance: ElationBalance,
  { policy, asOfMs }: Standpoint,
): Elation["state"] {
  const { elation } = policy;
  if (balance.points < elation.minimumPointsForLabel) return "unknown";
  if (known.openComplaints.length === 0 && isElated(known, balance, asOfMs, policy)) return "elated";
  const below = betaCumulative(elation.strainedBelow, balance.forUs, balance.against);
  return below >= elation.strainedProbability ? "strained" : "neutral";
}

function isElated(known: AccountSignals, balance: ElationBalance, asOfMs: number, policy: Policy): boolean {
  const { elatedProbability, keptProbability } = policy.elation;
  if (!isWellFounded(known.signals, policy)) return false;
  if (balance.probability >= elatedProbability) return true;
  return balance.probability >= keptProbability && wasGained(known, asOfMs, policy);
}

/** Enough kinds of positive evidence, and one piece that nobody asked for. */
function isWellFounded(signals: readonly Signal[], { elation }: Policy): boolean {
  const positive = signals.filter(({ points }) => points > 0).map(({ seen }) => seen.evidence);
  const kinds = new Set(positive.map(({ kind }) => kind));
  const unasked = positive.some(
    ({ prompted, grade }) => prompted !== true && grade >= elation.unpromptedMinimumGrade,
  );
  return unasked && kinds.size >= elation.minimumPositiveKinds;
}

/**
 * Walks back to the moment the label was gained or could not have been kept. The record is looked at after and
 * before every sign, and at the policy's distance in between, since signs fade at different speeds.
 */
function wasGained({ counting, signals }: AccountSignals, asOfMs: number, policy: Policy): boolean {
  const { elatedProbability, keptProbability, minimumPointsForLabel } = policy.elation;
  const kinds = signalKinds({ policy });
  for (const atMs of moments(signals, asOfMs, policy.elation.labelCheckDays * dayMs)) {
    const known = counting.filter((piece) => piece.atMs <= atMs);
    const then = accountSignals(known, policy, kinds);
    const balance = elationBalance(then.signals, atMs, policy);
    if (balance.probability < keptProbability || then.openComplaints.length > 0) return false;
    const isGained = balance.probability >= elatedProbability && balance.points >= minimumPointsForLabel;
    if (isGained && isWellFounded(then.signals, policy)) return true;
  }
  return false;
}

/** Instants before `asOfMs`, latest first. */
function* moments(signals: readonly Signal[], asOfMs: number, stepMs: number): Generator<number> {
  let untilMs = asOfMs;
  for (const { seen } of signals.toReversed()) {
    const steps = Math.ceil((untilMs - seen.atMs) / stepMs) - 1;
    for (let step = steps; step >= 1; step -= 1) yield seen.atMs + step * stepMs;
    if (seen.atMs < untilMs) yield seen.atMs;
    untilMs = Math.min(untilMs, seen.atMs - 1);
    yield untilMs;
  }
}
