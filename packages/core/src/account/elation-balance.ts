import { dayMs } from "../instant.ts";
import type { Policy } from "../policy/policy.ts";
import { betaCumulative } from "../stats/beta.ts";
import type { Signal } from "./account-signals.ts";

/** A sign with what is left of it. */
export interface LiveSignal {
  readonly signal: Signal;
  /** What decay and rank leave of a point. */
  readonly factor: number;
  readonly live: number;
}

/** Both sums of the balance at one instant, and how surely it lies above the mark of elation. */
export interface ElationBalance {
  readonly live: readonly LiveSignal[];
  readonly forUs: number;
  readonly against: number;
  /** Live points on both sides together. */
  readonly points: number;
  readonly probability: number;
}

/**
 * Decays every sign by its age and, within a kind, divides the k-th newest by k, so that ten thanks are not ten
 * times one (domain 3.5). `signals` come oldest first; those after `atMs` must be left out by the caller.
 */
export function elationBalance(signals: readonly Signal[], atMs: number, policy: Policy): ElationBalance {
  const decay = ({ seen, halfLifeDays }: Signal) => 2 ** (-(atMs - seen.atMs) / dayMs / halfLifeDays);
  return balanceOf(signals, decay, policy);
}

/** The balance of one stretch of time: ranked within a kind, not decayed (domain:E4). */
export function windowBalance(signals: readonly Signal[], policy: Policy): ElationBalance {
  return balanceOf(signals, () => 1, policy);
}

function balanceOf(
  signals: readonly Signal[],
  decay: (signal: Signal) => number,
  { elation }: Policy,
): ElationBalance {
  const live = liveSignals(signals, decay);
  let forUs = elation.priorFor;
  let against = elation.priorAgainst;
  for (const signal of live) {
    if (signal.live > 0) forUs += signal.live;
    else against -= signal.live;
  }
  const points = forUs + against - elation.priorFor - elation.priorAgainst;
  const probability = 1 - betaCumulative(elation.elatedAbove, forUs, against);
  return { live, forUs, against, points, probability };
}

function liveSignals(signals: readonly Signal[], decay: (signal: Signal) => number): LiveSignal[] {
  const ranks = new Map<number, number>();
  const live: LiveSignal[] = [];
  for (const signal of signals.toReversed()) {
    const { kindPlace } = signal.seen;
    const rank = (ranks.get(kindPlace) ?? 0) + 1;
    ranks.set(kindPlace, rank);
    const factor = decay(signal) / rank;
    live.push({ signal, factor, live: signal.points * factor });
  }
  return live.reverse();
}
