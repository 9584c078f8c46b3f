import { accountSignals, type Signal } from "../account/account-signals.ts";
import { windowBalance } from "../account/elation-balance.ts";
import type { AccountReading } from "../account/read-account.ts";
import { isReadyAt, readArticulation } from "../articulation/read-articulation.ts";
import { segmentOf } from "../cohort/collect-spells.ts";
import type { LedgerEntry } from "../deal/read-advances.ts";
import type { DealReading } from "../deal/read-deal.ts";
import { counts } from "../evidence/counting.ts";
import type { Evidence } from "../evidence/evidence.ts";
import { byTime, compareTexts, type Seen } from "../evidence/seen.ts";
import { dayMs, instantOf } from "../instant.ts";
import type { Notebook } from "../notebook/notebook.ts";
import { discountOf } from "../obligation/check-profit.ts";
import type { Policy } from "../policy/policy.ts";
import type { Portfolio } from "../portfolio/portfolio.ts";
import { readPortfolio } from "../portfolio/read-portfolio.ts";
import { type Standpoint, standpoint } from "../standpoint.ts";
import type { Close, ClosePeriod } from "./close.ts";
import { closePeriods } from "./close-periods.ts";

/** What closes are read from: every deal of the team, and the evidence around them. */
export interface ReadClosesInput {
  readonly portfolio: Portfolio;
  readonly evidence: Iterable<Evidence>;
  readonly policy: Policy;
  readonly asOf: string;
  readonly notebook?: Notebook | undefined;
}

interface Around {
  readonly from: Standpoint;
  readonly periodAt: (ms: number) => ClosePeriod;
  /** Somebody records cancellations here; otherwise none on record means nothing. */
  readonly recordsCancellations: boolean;
  readonly accounts: ReadonlyMap<string, AccountReading>;
}

/** Every deal won by `asOf`, oldest close first (domain:O11). */
export function readCloses(input: ReadClosesInput): Close[] {
  const from = standpoint(input.policy, input.asOf, input.notebook);
  const { deals, accounts } = readPortfolio(input.portfolio, input.evidence, from);
  const around: Around = {
    from,
    periodAt: closePeriods(input.policy),
    recordsCancellations: accounts.some(({ counting }) => counting.some(isCancellation)),
    accounts: new Map(accounts.map((reading) => [reading.account.id, reading])),
  };
  const closes: Close[] = [];
  for (const deal of deals) {
    if (deal.status === "won" && deal.closedMs !== undefined) {
      closes.push(readClose(deal, deal.closedMs, around));
    }
  }
  return closes.sort(
    (left, right) => left.closedMs - right.closedMs || compareTexts(left.dealId, right.dealId),
  );
}

function readClose(deal: DealReading, closedMs: number, around: Around): Close {
  const { policy } = around.from;
  const period = around.periodAt(closedMs);
  const attempts = deal.own
    .all()
    .filter((seen) => isAttempt(seen, closedMs, policy))
    .sort(byTime);
  const advances = advancesBefore(deal.ledger, closedMs);
  const recentMs = closedMs - policy.harvest.advanceDays * dayMs;
  const articulation = readArticulation(deal, around.from);
  const account = around.accounts.get(deal.deal.accountId ?? "");
  return {
    dealId: deal.deal.id,
    personId: deal.deal.ownerId,
    segment: segmentOf(deal.deal),
    closedAt: instantOf(closedMs),
    closedMs,
    period,
    isLate: closedMs >= period.lateFromMs,
    isEarly: closedMs < period.earlyUntilMs,
    isGrown: isGrown(advances, deal.createdMs, closedMs, policy),
    cycleDays: (closedMs - deal.createdMs) / dayMs,
    discount: discountOf(deal.deal.price) ?? null,
    attempts: deal.logged ? attempts.length : null,
    advances: deal.logged ? advances.filter(({ atMs }) => atMs >= recentMs).length : null,
    articulated: articulation ? isReadyAt(articulation.said, closedMs, policy) : null,
    cancelled: cancelledAfter(deal, closedMs, account, around),
    elationChange: account ? elationChange(account, closedMs, around.from) : null,
    evidenceIds: [...attempts, ...advances.map(({ seen }) => seen)].map(({ evidence }) => evidence.id),
  };
}

const attemptKinds: ReadonlySet<string> = new Set([
  "seller-email",
  "seller-call",
  "call-not-connected",
  "deadline-message",
]);

function isAttempt({ evidence, atMs }: Seen, closedMs: number, { harvest }: Policy): boolean {
  if (!attemptKinds.has(evidence.kind) || evidence.actorSide !== "seller") return false;
  return atMs <= closedMs && atMs > closedMs - harvest.burst.days * dayMs;
}

/** Live advances up to the close; the signature and the order are the close itself. */
function advancesBefore(ledger: readonly LedgerEntry[], closedMs: number): LedgerEntry[] {
  return ledger.filter(({ atMs, lapsed, advance }) => {
    const isClose = advance.kind === "contract-signed" || advance.step === "order";
    return !lapsed && !isClose && advance.direction === "forward" && atMs <= closedMs;
  });
}

/** Enough advances, with no long gap from the deal's creation to its close. */
function isGrown(advances: readonly LedgerEntry[], createdMs: number, closedMs: number, { harvest }: Policy) {
  const { minimumAdvances, longestGap } = harvest.grown;
  const life = closedMs - createdMs;
  if (advances.length < minimumAdvances || life <= 0) return false;
  const instants = [createdMs, ...advances.map(({ atMs }) => atMs), closedMs];
  const gaps = instants.slice(1).map((atMs, index) => atMs - (instants[index] ?? atMs));
  return Math.max(...gaps) <= longestGap * life;
}

function isCancellation({ evidence }: Seen): boolean {
  return evidence.kind === "contract-cancelled";
}

/** Unknown until the days are over, and where nobody records cancellations. */
function cancelledAfter(
  { deal }: DealReading,
  closedMs: number,
  account: AccountReading | undefined,
  { from, recordsCancellations }: Around,
): boolean | null {
  const untilMs = closedMs + from.policy.harvest.after.cancellationDays * dayMs;
  if (account === undefined || !recordsCancellations || untilMs > from.asOfMs) return null;
  return account.counting.some((seen) => {
    const isOurs = seen.evidence.dealId === undefined || seen.evidence.dealId === deal.id;
    const isAfter = seen.atMs > closedMs && seen.atMs <= untilMs;
    return isCancellation(seen) && counts(seen.evidence, from.policy) && isOurs && isAfter;
  });
}

/** After minus before, each over the policy's days; unknown while one of them is too thin, or not over. */
function elationChange({ counting }: AccountReading, closedMs: number, { policy, asOfMs }: Standpoint) {
  const span = policy.harvest.after.elationDays * dayMs;
  if (closedMs + span > asOfMs) return null;
  const { signals } = accountSignals(counting, policy);
  const between = (sinceMs: number, untilMs: number) =>
    signals.filter(({ seen }) => seen.atMs > sinceMs && seen.atMs <= untilMs);
  const before = balanceShare(between(closedMs - span, closedMs), policy);
  const after = balanceShare(between(closedMs, closedMs + span), policy);
  return before === null || after === null ? null : after - before;
}

function balanceShare(signals: readonly Signal[], policy: Policy): number | null {
  const { forUs, against, points } = windowBalance(signals, policy);
  return points < policy.elation.minimumPoints ? null : forUs / (forUs + against);
}
