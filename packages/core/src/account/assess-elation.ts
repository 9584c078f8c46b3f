import type { EvidenceKind } from "../evidence/kind.ts";
import { kindOf } from "../evidence/kind-place.ts";
import type { Standpoint } from "../standpoint.ts";
import type { Elation } from "./account-assessment.ts";
import type { AccountSignals } from "./account-signals.ts";
import { elationBalance, type LiveSignal } from "./elation-balance.ts";
import { elationState } from "./elation-state.ts";
import { explainBalance } from "./explain-balance.ts";

/** How the client's own signs balance (domain:E2). Wins are no input. */
export function assessElation(signals: AccountSignals, from: Standpoint): Elation {
  const { minimumPoints } = from.policy.elation;
  const balance = elationBalance(signals.signals, from.asOfMs, from.policy);
  return {
    state: elationState(signals, balance, from),
    balance: explainBalance(balance, { minimumPoints, hasInterval: true }, from),
    effectiveSampleSize: balance.points,
    probability: balance.probability,
    kinds: kindsOf(balance.live),
    openComplaints: signals.openComplaints.map((piece) => piece.evidence.id),
  };
}

function kindsOf(live: readonly LiveSignal[]): Elation["kinds"] {
  const kinds = new Map<EvidenceKind, { points: number; n: number }>();
  for (const { signal, live: points } of live) {
    const kind = kindOf(signal.seen);
    const former = kinds.get(kind) ?? { points: 0, n: 0 };
    kinds.set(kind, { points: former.points + points, n: former.n + 1 });
  }
  return [...kinds]
    .map(([kind, sums]) => ({ kind, ...sums }))
    .sort((left, right) => (left.kind < right.kind ? -1 : 1));
}
