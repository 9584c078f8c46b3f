import type { Seen } from "../evidence/seen.ts";
import { basisOf, contribution, explain } from "../explain/explain.ts";
import type { Basis, Contribution, Explained } from "../explain/explained.ts";
import { formula } from "../explain/rule-version.ts";
import { dayMs, instantMs } from "../instant.ts";
import type { Standpoint } from "../standpoint.ts";
import { intervalTable } from "../stats/interval-table.ts";
import type { RelationshipReading } from "./read-relationship.ts";

/** How regularly the client turns to us for help, unasked (domain:E7). */
export interface TurnToMe {
  /** Requests a month, with the 80% interval of a Gamma. */
  readonly rate: Explained;
  /** This window's rate over that of the equal window before it; 1 is no change. */
  readonly change: Explained;
  /** `rising` or `falling` only where the whole interval of the change lies on that side of 1. */
  readonly trend: "rising" | "falling" | "unclear" | "unknown";
}

/** The requests of one window, and how much of it is on record. */
interface Window {
  readonly requests: readonly Seen[];
  readonly shape: number;
  readonly exposure: number;
  readonly observedDays: number;
  /** The piece with which the record begins, where no earlier date of the account is known. */
  readonly beginning: Seen | undefined;
}

/** Reads the rate and its change from unprompted requests for help; a month here is the policy's `perDays`. */
export function turnToMe(reading: RelationshipReading, from: Standpoint): TurnToMe {
  const { windowDays } = from.policy.relationship.turnToMe;
  const middleMs = from.asOfMs - windowDays * dayMs;
  const now = windowOf(reading, middleMs, from.asOfMs, from);
  const earlier = windowOf(reading, middleMs - windowDays * dayMs, middleMs, from);
  const change = explainChange(now, earlier, from);
  return { rate: explainRate(now, from), change, trend: trendOf(change) };
}

function windowOf(
  reading: RelationshipReading,
  sinceMs: number,
  untilMs: number,
  { policy }: Standpoint,
): Window {
  const { perDays, priorRequests } = policy.relationship.turnToMe;
  const requests = reading
    .piecesOf("help-requested")
    .filter(({ atMs, evidence }) => atMs > sinceMs && atMs <= untilMs && evidence.prompted !== true);
  const { startMs, beginning } = recordStart(reading);
  const observedDays = Math.max(0, untilMs - Math.max(sinceMs, startMs)) / dayMs;
  const shape = priorRequests + requests.length;
  return { requests, shape, exposure: observedDays / perDays, observedDays, beginning };
}

/** The account's creation, or its first piece of evidence where that is earlier. */
function recordStart({ account, earliest }: RelationshipReading) {
  const { createdAt } = account.account;
  const createdMs = createdAt === undefined ? Number.POSITIVE_INFINITY : instantMs(createdAt);
  const firstMs = earliest?.atMs ?? Number.POSITIVE_INFINITY;
  return firstMs < createdMs
    ? { startMs: firstMs, beginning: earliest }
    : { startMs: createdMs, beginning: undefined };
}

function explainRate(window: Window, from: Standpoint): Explained {
  const { minimumDays, perDays, priorRequests } = from.policy.relationship.turnToMe;
  const { shape, exposure, requests } = window;
  const isKnown = window.observedDays >= minimumDays;
  const [low, high] = from.shared(intervalTable).gamma(shape);
  return explain({
    value: isKnown ? shape / exposure : null,
    unit: `requests for help in ${perDays} days`,
    valueFrom: "ratio",
    basis: shape,
    prior: priorRequests,
    contributions: () => requestLines(window),
    otherBases: [exposureOf(window, "time on record")],
    interval: isKnown ? [low / exposure, high / exposure] : undefined,
    n: requests.length,
    asOf: from.asOf,
    rule: formula("E7"),
    missing: isKnown ? [] : [`${minimumDays} days of record`],
  });
}

/** The ratio of two Gammas is that of a Beta to its rest, so its interval is exact. */
function explainChange(now: Window, earlier: Window, from: Standpoint): Explained {
  const missing = missingForChange(now, earlier, from);
  const ratio = (odds: number) => (odds * earlier.exposure) / now.exposure;
  const end = (share: number) => ratio(share / (1 - share));
  const isKnown = missing.length === 0;
  const shares = isKnown ? from.shared(intervalTable).beta(now.shape, earlier.shape) : undefined;
  const { priorRequests } = from.policy.relationship.turnToMe;
  return explain({
    value: isKnown ? ratio(now.shape / earlier.shape) : null,
    unit: "times the rate of the window before",
    valueFrom: "ratio-of-ratios",
    basis: now.shape,
    prior: priorRequests,
    contributions: () => requestLines(now),
    otherBases: [
      exposureOf(now, "time on record"),
      basisOf({
        name: "requests before",
        prior: priorRequests,
        basis: earlier.shape,
        contributions: () => requestLines(earlier),
      }),
      exposureOf(earlier, "time on record before"),
    ],
    interval: shares && [end(shares[0]), end(shares[1])],
    n: now.requests.length + earlier.requests.length,
    asOf: from.asOf,
    rule: formula("E7"),
    missing,
  });
}

function missingForChange(now: Window, earlier: Window, { policy }: Standpoint): string[] {
  const { minimumDays, windowDays } = policy.relationship.turnToMe;
  if (Math.min(now.observedDays, earlier.observedDays) < minimumDays)
    return [`${windowDays + minimumDays} days of record`];
  return now.requests.length + earlier.requests.length === 0 ? ["any request for help"] : [];
}

function trendOf({ interval }: Explained): TurnToMe["trend"] {
  if (interval === undefined) return "unknown";
  if (interval[0] > 1) return "rising";
  return interval[1] < 1 ? "falling" : "unclear";
}

function requestLines({ requests }: Window): Contribution[] {
  return requests.map(({ evidence }) => contribution(evidence, 1));
}

function exposureOf({ exposure, beginning }: Window, name: string): Basis {
  const lines = () =>
    beginning ? [contribution(beginning.evidence, exposure, "the record begins here")] : [];
  return basisOf({ name, prior: beginning ? 0 : exposure, basis: exposure, contributions: lines });
}
