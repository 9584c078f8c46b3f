import type { Signal } from "../account/account-signals.ts";
import { type ElationBalance, windowBalance } from "../account/elation-balance.ts";
import { explainBalance } from "../account/explain-balance.ts";
import type { DealReading } from "../deal/read-deal.ts";
import type { Seen } from "../evidence/seen.ts";
import { basisOf, explain } from "../explain/explain.ts";
import type { Basis, Explained } from "../explain/explained.ts";
import { formula } from "../explain/rule-version.ts";
import { dayMs, type Instant, instantOf } from "../instant.ts";
import type { Standpoint } from "../standpoint.ts";
import { normalCumulative } from "../stats/normal.ts";
import type { RelationshipReading } from "./read-relationship.ts";

/** How the client's signs balanced before and after one sale (domain:E4, domain 3.5). */
export interface SaleEffect {
  readonly dealId: string;
  readonly closedAt: Instant;
  /** `fell-after`: flagged. `no-fall-shown` is no proof that there was none. */
  readonly status: "fell-after" | "no-fall-shown" | "unknown";
  readonly before: Explained;
  readonly after: Explained;
  /** P(the balance fell by more than the policy's mark), 0 to 1. */
  readonly fall: Explained;
  /** The negatives after the sale; several of one day or record stand as one. */
  readonly negativeEvidenceIds: readonly string[];
  readonly saleRegretted: boolean;
  /** Says "fell after", never "because of". */
  readonly text: string;
}

const none: readonly never[] = Object.freeze([]);

/** One effect for each won deal, in order of the close. */
export function saleEffects(reading: RelationshipReading, from: Standpoint): readonly SaleEffect[] {
  const won = reading.deals.filter(({ status, closedMs }) => status === "won" && closedMs !== undefined);
  if (won.length === 0) return none;
  return [...won]
    .sort((left, right) => (left.closedMs ?? 0) - (right.closedMs ?? 0))
    .map((deal) => saleEffect(deal, reading.signals.signals, from));
}

function saleEffect(deal: DealReading, signals: readonly Signal[], from: Standpoint): SaleEffect {
  const { windowDays, minimumPoints, probability, independentNegatives } =
    from.policy.relationship.erodingSale;
  const soldMs = deal.closedMs ?? 0;
  const between = (sinceMs: number, untilMs: number) =>
    signals.filter(({ seen }) => seen.atMs > sinceMs && seen.atMs <= untilMs);
  const later = between(soldMs, soldMs + windowDays * dayMs);
  const before = windowBalance(between(soldMs - windowDays * dayMs, soldMs), from.policy);
  const after = windowBalance(later, from.policy);
  const view = { minimumPoints, hasInterval: false };
  const was = explainBalance(before, view, from);
  const is = explainBalance(after, view, from);
  const fall = explainFall({ before, after, was, is }, from);
  const negatives = independent(later.filter(({ points }) => points < 0).map(({ seen }) => seen));
  const saleRegretted = later.some(({ seen }) => regrets(seen, deal));
  const isFounded = saleRegretted || negatives.length >= independentNegatives;
  const isFallen = (fall.value ?? 0) > probability && isFounded;
  const status = fall.value === null ? "unknown" : isFallen ? "fell-after" : "no-fall-shown";
  return {
    dealId: deal.deal.id,
    closedAt: instantOf(soldMs),
    status,
    before: was,
    after: is,
    fall,
    negativeEvidenceIds: negatives.map(({ evidence }) => evidence.id),
    saleRegretted,
    text: texts[status],
  };
}

const texts: Readonly<Record<SaleEffect["status"], string>> = {
  "fell-after": "The client's elation fell after this sale; what from cannot be told from the dates.",
  "no-fall-shown": "No fall of the client's elation after this sale is shown by what is recorded.",
  unknown: "Too little is recorded before or after this sale to say whether the client's elation fell.",
};

/** The client regrets this sale, or does not say which. */
function regrets({ evidence }: Seen, { deal }: DealReading): boolean {
  const isThisSale = evidence.dealId === undefined || evidence.dealId === deal.id;
  return evidence.kind === "sale-regretted" && isThisSale;
}

/** Keeps one piece a day and a source record. */
function independent(pieces: readonly Seen[]): Seen[] {
  const heard = new Set<string>();
  return pieces.filter(({ evidence: { source }, atMs }) => {
    const keys = [`${source.crm}/${source.object}/${source.id}`, `day ${Math.floor(atMs / dayMs)}`];
    if (keys.some((key) => heard.has(key))) return false;
    for (const key of keys) heard.add(key);
    return true;
  });
}

/** Both balances of a sale, computed and explained. */
interface SaleBalances {
  readonly before: ElationBalance;
  readonly after: ElationBalance;
  readonly was: Explained;
  readonly is: Explained;
}

function explainFall({ before, after, was, is }: SaleBalances, from: Standpoint): Explained {
  const missing = [
    ...(was.value === null ? ["the client's signs before the sale"] : []),
    ...(is.value === null ? ["the client's signs after the sale"] : []),
  ];
  const { fall } = from.policy.relationship.erodingSale;
  return explain({
    value: missing.length === 0 ? fallProbability(before, after, fall) : null,
    unit: "probability of a fall that matters",
    valueFrom: "normal-difference",
    basis: was.basis,
    prior: was.prior,
    contributions: () => was.contributions,
    otherBases: [
      ...was.otherBases.map((basis) => renamed(basis, "against before")),
      renamed(is, "for after"),
      ...is.otherBases.map((basis) => renamed(basis, "against after")),
    ],
    n: was.n + is.n,
    asOf: from.asOf,
    rule: formula("E4"),
    missing,
    alternatives: ["it fell for another reason in the same half-year", "what was asked for changed"],
  });
}

function renamed(sum: Omit<Basis, "name">, name: string): Basis {
  return basisOf({ name, prior: sum.prior, basis: sum.basis, contributions: () => sum.contributions });
}

/** P(before - after > fall) for independent Betas, taken as normal. */
function fallProbability(before: ElationBalance, after: ElationBalance, fall: number): number {
  const was = moments(before);
  const is = moments(after);
  return normalCumulative((was.mean - is.mean - fall) / Math.sqrt(was.variance + is.variance));
}

function moments({ forUs, against }: ElationBalance) {
  const total = forUs + against;
  return { mean: forUs / total, variance: (forUs * against) / (total * total * (total + 1)) };
}
