import type { AccountFacts } from "../account/account-facts.ts";
import type { DealFacts } from "../deal/deal-facts.ts";
import { dealsNamedIn } from "../deal/deals-named-in.ts";
import { explainAdvances } from "../deal/explain-advances.ts";
import type { LedgerEntry } from "../deal/read-advances.ts";
import type { Evidence } from "../evidence/evidence.ts";
import { byTime, earliestMs } from "../evidence/seen.ts";
import { dayMs } from "../instant.ts";
import { assessMomentum } from "../momentum/assess-momentum.ts";
import type { Notebook } from "../notebook/notebook.ts";
import type { Policy } from "../policy/policy.ts";
import { readPortfolio } from "../portfolio/read-portfolio.ts";
import { type Standpoint, standpoint } from "../standpoint.ts";
import { assessBusy, type Stretch } from "./assess-busy.ts";
import { assessEffort } from "./assess-effort.ts";
import { developmentLadder } from "./development-ladder.ts";
import type { PersonAssessment } from "./person-assessment.ts";
import type { PersonFacts } from "./person-facts.ts";
import type { PersonReading } from "./person-reading.ts";
import { type Effort, readEffort } from "./read-effort.ts";

/**
 * What a seller is assessed from: all evidence of the deals and accounts worked on, also by others. An advance is
 * credited to the owner of its deal or account, or without one to the person its evidence names (domain 3.11).
 * Without `deals` every deal that the evidence names is read, and credited as if it had no owner.
 */
export interface AssessPersonInput {
  readonly person: PersonFacts;
  readonly deals?: readonly DealFacts[] | undefined;
  readonly accounts?: readonly AccountFacts[] | undefined;
  readonly evidence: Iterable<Evidence>;
  readonly policy: Policy;
  readonly asOf: string;
  /** What people wrote down; see {@link Notebook}. */
  readonly notebook?: Notebook | undefined;
}

/** Assesses one seller, against nobody else (domain:R13). */
export function assessPerson(input: AssessPersonInput): PersonAssessment {
  const { person, accounts = [], policy, asOf } = input;
  const evidence = [...input.evidence];
  const deals = input.deals ?? dealsNamedIn(evidence);
  const from = standpoint(policy, asOf, input.notebook);
  const reading = readPortfolio({ deals, accounts, people: [person] }, evidence, from);
  return personAssessment(reading.personReading(person), from);
}

/** The assessment of a seller who is read already. */
export function personAssessment(reading: PersonReading, from: Standpoint): PersonAssessment {
  const { person, ledger, contacts, placeOf } = reading;
  const { windowDays, earlierDays } = from.policy.busy;
  const startMs = from.asOfMs - windowDays * dayMs;
  const earlierMs = startMs - earlierDays * dayMs;
  const recent = reading.seen.filter(({ atMs }) => atMs > earlierMs).sort(byTime);
  const efforts = readEffort(recent, placeOf, from.policy);
  const now = stretch(efforts, ledger, startMs, from.asOfMs);
  const earlier = stretch(efforts, ledger, earlierMs, startMs);
  return {
    personId: person.id,
    asOf: from.asOf,
    policyVersion: from.policy.version,
    busy: assessBusy({ person, now, earlier }, from),
    effort: assessEffort(now.efforts, contacts, from),
    advancesInWindow: explainAdvances(now.advances, "forward", reading.seen.length > 0, from),
    momentum: assessMomentum({ ledger, observedSinceMs: earliestMs(reading.seen) }, from),
    development: developmentLadder(reading.seen, from),
    ledger: ledger.map(({ advance }) => advance),
  };
}

/** Work and live advances after `fromMs`, up to `toMs`. */
function stretch(
  efforts: readonly Effort[],
  ledger: readonly LedgerEntry[],
  fromMs: number,
  toMs: number,
): Stretch {
  const within = ({ atMs }: { atMs: number }) => atMs > fromMs && atMs <= toMs;
  const worked = efforts.filter(within);
  const hours = worked.reduce((sum, effort) => sum + effort.hours, 0);
  return { efforts: worked, advances: ledger.filter((entry) => !entry.lapsed && within(entry)), hours };
}
