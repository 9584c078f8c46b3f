import type { CohortSnapshot } from "../cohort/cohort-snapshot.ts";
import { type WaitCurves, waitCurves } from "../cohort/wait-curves.ts";
import type { DealFacts } from "../deal/deal-facts.ts";
import { dealsNamedIn } from "../deal/deals-named-in.ts";
import type { LedgerEntry } from "../deal/read-advances.ts";
import type { DealReading } from "../deal/read-deal.ts";
import type { Evidence } from "../evidence/evidence.ts";
import { contribution, explain } from "../explain/explain.ts";
import type { Explained } from "../explain/explained.ts";
import { formula } from "../explain/rule-version.ts";
import { dayMs } from "../instant.ts";
import { assessMomentum } from "../momentum/assess-momentum.ts";
import type { Notebook } from "../notebook/notebook.ts";
import type { Policy } from "../policy/policy.ts";
import { readPortfolio } from "../portfolio/read-portfolio.ts";
import { assessRelationship } from "../relationship/assess-relationship.ts";
import { medalsOf } from "../relationship/medal.ts";
import { readRelationship } from "../relationship/read-relationship.ts";
import { type Standpoint, standpoint } from "../standpoint.ts";
import type { AccountTriage } from "../triage/account-triage.ts";
import type { AccountAssessment } from "./account-assessment.ts";
import type { AccountFacts } from "./account-facts.ts";
import { accountSignals, signalKinds } from "./account-signals.ts";
import { assessAccountStall } from "./assess-account-stall.ts";
import { assessElation } from "./assess-elation.ts";
import { type AccountReading, isAccountAdvance } from "./read-account.ts";

/** What an account is assessed from. Evidence counts when its own `accountId`, or else its deal's, is this account. */
export interface AssessAccountInput {
  readonly account: AccountFacts;
  readonly deals?: readonly DealFacts[] | undefined;
  readonly evidence: Iterable<Evidence>;
  readonly policy: Policy;
  readonly asOf: string;
  /** Without it `stall` is unknown. */
  readonly cohorts?: CohortSnapshot | undefined;
  /** What people wrote down; see {@link Notebook}. */
  readonly notebook?: Notebook | undefined;
}

/** Assesses one account. Without `deals` the advances of the deals that its evidence names enter its momentum. */
export function assessAccount(input: AssessAccountInput): AccountAssessment {
  const { account, policy, asOf } = input;
  const from = standpoint(policy, asOf, input.notebook);
  const evidence = [...input.evidence];
  const own = (input.deals ?? dealsNamedIn(evidence)).filter((deal) => deal.accountId === account.id);
  const reading = readPortfolio({ deals: own, accounts: [account], people: [] }, evidence, from);
  const [read] = reading.accounts;
  if (read === undefined) throw new RangeError(`The account ${account.id} was not read`);
  const curves = input.cohorts && waitCurves(input.cohorts);
  const deals = reading.dealsOf(account.id);
  return accountAssessment(read, deals, reading.ledgerOf(read), from, curves, reading.triage.of(read));
}

/** The assessment of an account that is read already; `ledger` holds its advances and those of its deals. */
export function accountAssessment(
  reading: AccountReading,
  deals: readonly DealReading[],
  ledger: readonly LedgerEntry[],
  from: Standpoint,
  curves: WaitCurves | undefined,
  triage: AccountTriage,
): AccountAssessment {
  const signals = accountSignals(reading.counting, from.policy, from.shared(signalKinds));
  const relationship = readRelationship(reading, signals, deals);
  const latest = latestOfEachKind(reading, from);
  return {
    accountId: reading.account.id,
    asOf: from.asOf,
    policyVersion: from.policy.version,
    accountAdvances: explainKinds(latest, reading, from),
    advanceKinds: latest.map(({ advance }) => advance.kind).sort(),
    elation: assessElation(signals, from),
    momentum: assessMomentum({ ledger, observedSinceMs: reading.observedSinceMs }, from),
    stall: assessAccountStall({ reading, deals, ledger }, from, curves),
    ledger: ledger.map(({ advance }) => advance),
    relationship: assessRelationship(relationship, from),
    medals: medalsOf(relationship, from),
    triage,
  };
}

/** A set, not a stage: of each kind the latest live one within the window (domain:V6). */
function latestOfEachKind({ ledger }: AccountReading, { policy, asOfMs }: Standpoint): LedgerEntry[] {
  const sinceMs = asOfMs - policy.account.windowDays * dayMs;
  const latest = new Map<string, LedgerEntry>();
  for (const entry of ledger) {
    if (!entry.lapsed && entry.atMs > sinceMs && isAccountAdvance(entry.advance.kind)) {
      latest.set(entry.advance.kind, entry);
    }
  }
  return [...latest.values()];
}

function explainKinds(
  latest: readonly LedgerEntry[],
  { observedSinceMs }: AccountReading,
  { asOf }: Standpoint,
): Explained {
  const isKnown = observedSinceMs !== undefined;
  return explain({
    value: isKnown ? latest.length : null,
    unit: "kinds of account advance, of four",
    valueFrom: "count",
    basis: latest.length,
    n: latest.length,
    asOf,
    rule: formula("V6"),
    contributions: () =>
      latest.map(({ seen: piece, advance }) => contribution(piece.evidence, 1, advance.kind)),
    missing: isKnown ? [] : ["anything recorded about this account"],
  });
}
