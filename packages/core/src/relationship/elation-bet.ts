import { compareTexts } from "../evidence/seen.ts";
import { explain, factContribution } from "../explain/explain.ts";
import type { Contribution, Explained } from "../explain/explained.ts";
import { formula } from "../explain/rule-version.ts";
import { dayMs, Instant, instantMs } from "../instant.ts";
import type { Policy } from "../policy/policy.ts";
import { kendallTau } from "../stats/kendall.ts";
import { z80 } from "../stats/normal.ts";

/** One client's elation at an instant, and what came of it later. */
export interface BetPair {
  readonly accountId: string;
  /** When the balance was read; it must have been computed as of then, from nothing known later. */
  readonly elationAt: string;
  /** The evidence balance, 0 to 1; pairs without one (`null`) are set aside. */
  readonly elation: number | null;
  /** When the outcome was measured. */
  readonly outcomeAt: string;
  /** Retained 1 or 0, referrals given, or revenue: one unit for all pairs. `null` where it is not known. */
  readonly outcome: number | null;
}

/** What is tested. */
export interface ElationBetInput {
  readonly outcome: "retention" | "referral" | "revenue";
  readonly pairs: readonly BetPair[];
  readonly policy: Policy;
  readonly asOf: string;
}

/** The tested bet that elation pays later (domain:E15); reported whatever came out. */
export interface ElationBet {
  readonly outcome: ElationBetInput["outcome"];
  /** Kendall's tau-b of elation and outcome, -1 to 1, with its 80% interval. */
  readonly association: Explained;
  /** By the interval: wholly above 0, wholly below, or neither. */
  readonly verdict: "holds" | "fails" | "undecided" | "unknown";
  readonly text: string;
  /** Pairs that could not be used. */
  readonly setAside: {
    readonly unknown: number;
    readonly outsideWindow: number;
    readonly repeatedAccount: number;
  };
}

/**
 * Tests the bet over a list of pairs, one for each client (the earliest counts; clients are independent, readings of
 * one client are not). Pairs whose outcome lies outside the policy's window after the elation, or after `asOf`, are
 * set aside and counted. Unknown under the policy's number of pairs, or where all clients ended alike. An
 * association, never a cause. Throws a `ZodError` when `asOf` is no instant.
 */
export function elationBet({ outcome, pairs, policy, asOf }: ElationBetInput): ElationBet {
  const at = Instant.parse(asOf);
  const { used, setAside } = usable(pairs, policy, instantMs(at));
  const association = explainAssociation(used, policy, at);
  const verdict = verdictOf(association);
  return { outcome, association, verdict, text: textOf(outcome, verdict, association), setAside };
}

interface UsedPair {
  readonly accountId: string;
  readonly elation: number;
  readonly outcome: number;
}

function usable(pairs: readonly BetPair[], { relationship }: Policy, asOfMs: number) {
  const { earliestDays, latestDays } = relationship.bet;
  const setAside = { unknown: 0, outsideWindow: 0, repeatedAccount: 0 };
  const used = new Map<string, UsedPair>();
  const inOrder = pairs.toSorted(
    (left, right) =>
      instantMs(left.elationAt) - instantMs(right.elationAt) ||
      instantMs(left.outcomeAt) - instantMs(right.outcomeAt) ||
      compareTexts(left.accountId, right.accountId),
  );
  for (const { accountId, elation, outcome, elationAt, outcomeAt } of inOrder) {
    const days = (instantMs(outcomeAt) - instantMs(elationAt)) / dayMs;
    const isInside = days >= earliestDays && days <= latestDays && instantMs(outcomeAt) <= asOfMs;
    if (elation === null || outcome === null) setAside.unknown += 1;
    else if (!isInside) setAside.outsideWindow += 1;
    else if (used.has(accountId)) setAside.repeatedAccount += 1;
    else used.set(accountId, { accountId, elation, outcome });
  }
  return { used: [...used.values()], setAside };
}

/** The interval is Fieller, Hartley and Pearson's (1957): Fisher's z with variance .437 / (n - 4). */
function explainAssociation(used: readonly UsedPair[], policy: Policy, asOf: Instant): Explained {
  const { minimumPairs } = policy.relationship.bet;
  const tau = kendallTau(
    used.map(({ elation }) => elation),
    used.map(({ outcome }) => outcome),
  );
  const missing = [
    ...(used.length < minimumPairs ? [`${minimumPairs} clients with elation and a later outcome`] : []),
    ...(tau === undefined ? ["clients that differ in elation and in outcome"] : []),
  ];
  const isKnown = missing.length === 0;
  return explain({
    value: isKnown ? (tau ?? 0) : null,
    unit: "Kendall's tau-b, -1 to 1",
    valueFrom: "sum",
    basis: tau ?? 0,
    n: used.length,
    asOf,
    rule: formula("E15"),
    contributions: () => (tau === undefined ? [] : shares(used)),
    interval: isKnown ? intervalOf(tau ?? 0, used.length) : undefined,
    missing,
    alternatives: ["clients who stay longer leave more signs", "who is asked and logged is no sample"],
  });
}

function intervalOf(tau: number, n: number): [number, number] {
  if (Math.abs(tau) === 1) return [tau, tau];
  const reach = z80 * Math.sqrt(fiellerVariance / (n - 4));
  return [Math.tanh(Math.atanh(tau) - reach), Math.tanh(Math.atanh(tau) + reach)];
}

const fiellerVariance = 0.437;

/** What each client adds: its agreeing less its disagreeing comparisons, by tau-b's scale. Each pair has two ends. */
function shares(used: readonly UsedPair[]): Contribution[] {
  const apart = (value: (pair: UsedPair) => number) =>
    sumOver(used, (one) => sumOver(used, (other) => Math.abs(Math.sign(value(one) - value(other)))));
  const scale = Math.sqrt(apart(({ elation }) => elation) * apart(({ outcome }) => outcome));
  return used.map((one) =>
    factContribution("account", one.accountId, sumOver(used, (other) => agreement(one, other)) / scale),
  );
}

function sumOver(pairs: readonly UsedPair[], amount: (pair: UsedPair) => number): number {
  return pairs.reduce((sum, pair) => sum + amount(pair), 0);
}

function agreement(one: UsedPair, other: UsedPair): number {
  return Math.sign(one.elation - other.elation) * Math.sign(one.outcome - other.outcome);
}

function verdictOf({ interval }: Explained): ElationBet["verdict"] {
  if (interval === undefined) return "unknown";
  if (interval[0] > 0) return "holds";
  return interval[1] < 0 ? "fails" : "undecided";
}

function textOf(
  outcome: string,
  verdict: ElationBet["verdict"],
  { value, interval, n, missing }: Explained,
): string {
  if (value === null || interval === undefined) return `Not tested; missing: ${missing.join("; ")}.`;
  const [low, high] = interval.map((bound) => bound.toFixed(2));
  const found = `tau ${value.toFixed(2)}, 80% interval ${low} to ${high}, ${n} clients`;
  switch (verdict) {
    case "holds":
      return `Clients with more elation had more ${outcome} later (${found}); an association, not a cause.`;
    case "fails":
      return `Clients with more elation had less ${outcome} later (${found}): the bet fails here.`;
    default:
      return `Whether elation goes with later ${outcome} is undecided (${found}).`;
  }
}
