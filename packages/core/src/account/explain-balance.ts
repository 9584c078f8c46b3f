import { basisOf, explain } from "../explain/explain.ts";
import type { Explained } from "../explain/explained.ts";
import { formula } from "../explain/rule-version.ts";
import type { Policy } from "../policy/policy.ts";
import type { Standpoint } from "../standpoint.ts";
import { betaQuantile } from "../stats/beta.ts";
import type { ElationBalance } from "./elation-balance.ts";
import { signalLines } from "./signal-lines.ts";

/** How a balance is to be shown. */
export interface BalanceView {
  /** Fewer points than this are unknown. */
  readonly minimumPoints: number;
  readonly hasInterval: boolean;
}

/**
 * for / (for + against), with its 80% interval where one is wanted (domain:E2, domain 3.5). Points say how much a
 * sign weighs, not how often it was observed, so the interval is that of as many signs as these weights are worth.
 */
export function explainBalance(
  balance: ElationBalance,
  { minimumPoints, hasInterval }: BalanceView,
  { policy, asOf }: Standpoint,
): Explained {
  const { priorFor, priorAgainst } = policy.elation;
  const { forUs, against, live } = balance;
  const isKnown = balance.points >= minimumPoints;
  const side = (sign: 1 | -1) => () =>
    live.filter((one) => one.live * sign > 0).flatMap((one) => signalLines(one, sign));
  return explain({
    value: isKnown ? forUs / (forUs + against) : null,
    unit: "evidence balance, 0 to 1",
    valueFrom: "beta-mean",
    basis: forUs,
    prior: priorFor,
    contributions: side(1),
    otherBases: [basisOf({ name: "against", prior: priorAgainst, basis: against, contributions: side(-1) })],
    interval: isKnown && hasInterval ? interval(balance, policy) : undefined,
    n: live.length,
    asOf,
    rule: formula("3.5"),
    missing: isKnown
      ? []
      : ["the client's thanks, referral, request for help, confirmed benefit or complaint"],
    alternatives: ["a balance of what was recorded, no probability of anything"],
  });
}

/**
 * The middle 80% of a Beta over the effective number of signs, (sum of weights)² / sum of squared weights (Kish 1965):
 * one referral of three points is one sign. Never without the balance itself.
 */
function interval({ live, points, forUs, against }: ElationBalance, { elation }: Policy): [number, number] {
  const squares = live.reduce((sum, one) => sum + one.live ** 2, 0);
  const perPoint = squares > 0 ? points / squares : 0;
  const signsFor = elation.priorFor + perPoint * (forUs - elation.priorFor);
  const signsAgainst = elation.priorAgainst + perPoint * (against - elation.priorAgainst);
  const balance = forUs / (forUs + against);
  return [
    Math.min(balance, betaQuantile(0.1, signsFor, signsAgainst)),
    Math.max(balance, betaQuantile(0.9, signsFor, signsAgainst)),
  ];
}
