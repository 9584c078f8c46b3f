import type { EvidenceKind } from "../evidence/kind.ts";
import { basisOf, contribution, explain } from "../explain/explain.ts";
import type { Contribution, Explained } from "../explain/explained.ts";
import { formula } from "../explain/rule-version.ts";
import type { Standpoint } from "../standpoint.ts";
import { betaQuantile } from "../stats/beta.ts";
import type { Elation } from "./account-assessment.ts";
import type { AccountSignals } from "./account-signals.ts";
import { type ElationBalance, elationBalance, type LiveSignal } from "./elation-balance.ts";
import { elationState } from "./elation-state.ts";

/** How the client's own signs balance (domain:E2). Wins are no input. */
export function assessElation(signals: AccountSignals, from: Standpoint): Elation {
  const balance = elationBalance(signals.signals, from.asOfMs, from.policy);
  return {
    state: elationState(signals, balance, from),
    balance: explainBalance(balance, from),
    effectiveSampleSize: balance.points,
    probability: balance.probability,
    kinds: kindsOf(balance.live),
    openComplaints: signals.openComplaints.map((piece) => piece.evidence.id),
  };
}

function explainBalance(balance: ElationBalance, { policy, asOf }: Standpoint): Explained {
  const { elation } = policy;
  const { forUs, against, live } = balance;
  const isKnown = balance.points >= elation.minimumPoints;
  const side = (sign: 1 | -1) => () =>
    live.filter((one) => one.live * sign > 0).flatMap((one) => lines(one, sign));
  return explain({
    value: isKnown ? forUs / (forUs + against) : null,
    unit: "evidence balance, 0 to 1",
    valueFrom: "beta-mean",
    basis: forUs,
    prior: elation.priorFor,
    contributions: side(1),
    otherBases: [
      basisOf({ name: "against", prior: elation.priorAgainst, basis: against, contributions: side(-1) }),
    ],
    interval: isKnown ? [betaQuantile(0.1, forUs, against), betaQuantile(0.9, forUs, against)] : undefined,
    n: live.length,
    asOf,
    rule: formula("3.5"),
    missing: isKnown
      ? []
      : ["the client's thanks, referral, request for help, confirmed benefit or complaint"],
    alternatives: ["a balance of what was recorded, no probability of anything"],
  });
}

/** A settled complaint has two lines: its full weight, and what settling it gave back. */
function lines({ signal, factor, live }: LiveSignal, sign: 1 | -1): Contribution[] {
  const { seen, settled } = signal;
  if (settled === undefined) return [contribution(seen.evidence, live * sign)];
  const back = settled.points * factor * sign;
  return [
    contribution(seen.evidence, live * sign - back),
    contribution(settled.by.evidence, back, `settled ${seen.evidence.id}`),
  ];
}

function kindsOf(live: readonly LiveSignal[]): Elation["kinds"] {
  const kinds = new Map<EvidenceKind, { points: number; n: number }>();
  for (const { signal, live: points } of live) {
    const { kind } = signal.seen.evidence;
    const former = kinds.get(kind) ?? { points: 0, n: 0 };
    kinds.set(kind, { points: former.points + points, n: former.n + 1 });
  }
  return [...kinds]
    .map(([kind, sums]) => ({ kind, ...sums }))
    .sort((left, right) => (left.kind < right.kind ? -1 : 1));
}
