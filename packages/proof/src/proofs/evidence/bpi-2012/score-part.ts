import type { AmountReading } from "./amount-features.ts";
import type { Target } from "./protocol.ts";

/** One logistic score among those that the score of a target is made of. */
export interface ScorePart {
  /** The outcome whose chance it is. */
  readonly outcome: Target;
  /** The target whose signs it is held to. */
  readonly signs: Target;
  readonly amount: AmountReading;
}

/** What a score is made of: its own part first, then those whose chances its own is divided by, if any. */
export type ScoreParts = readonly [ScorePart, ...ScorePart[]];

const alone = (outcome: Target, amount: AmountReading): ScoreParts => [{ outcome, signs: outcome, amount }];

/**
 * Acceptance is told by its chance over the sum of all three chances (decision 0062): whatever speaks for another
 * outcome speaks against it. Declined stands there under the signs of cancelled, so that what may only speak for
 * acceptance cannot speak against it through that part.
 */
const parts: Readonly<Record<Target, ScoreParts>> = {
  accepted: [
    { outcome: "accepted", signs: "accepted", amount: "finer-ramps" },
    { outcome: "cancelled", signs: "cancelled", amount: "finer-ramps" },
    { outcome: "declined", signs: "cancelled", amount: "bands" },
  ],
  declined: alone("declined", "bands"),
  cancelled: alone("cancelled", "ramps"),
  approved: alone("approved", "ramps"),
};

/** The parts of a target's score. */
export function partsOf(target: Target): ScoreParts {
  return parts[target];
}
