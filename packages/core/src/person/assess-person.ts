import type { AccountFacts } from "../account/account-facts.ts";
import type { CohortSnapshot } from "../cohort/cohort-snapshot.ts";
import type { TeamExposure } from "../cohort/fit-teams.ts";
import { type WaitCurves, waitCurves } from "../cohort/wait-curves.ts";
import type { DealFacts } from "../deal/deal-facts.ts";
import { dealsNamedIn } from "../deal/deals-named-in.ts";
import { explainAdvances } from "../deal/explain-advances.ts";
import type { LedgerEntry } from "../deal/read-advances.ts";
import type { Evidence } from "../evidence/evidence.ts";
import { inOrderOfTime } from "../evidence/seen.ts";
import { personProgress } from "../goals/person-progress.ts";
import { dayMs } from "../instant.ts";
import { assessMomentum } from "../momentum/assess-momentum.ts";
import type { Notebook } from "../notebook/notebook.ts";
import type { Policy } from "../policy/policy.ts";
import { readPortfolio } from "../portfolio/read-portfolio.ts";
import { type Standpoint, standpoint } from "../standpoint.ts";
import { assessPersonTriage, personTriageSinceMs } from "../triage/assess-person-triage.ts";
import { assessBusy, type Stretch } from "./assess-busy.ts";
import { assessEffort } from "./assess-effort.ts";
import { assessPersonStall } from "./assess-person-stall.ts";
import { developmentLadder } from "./development-ladder.ts";
import type { PersonAssessment } from "./person-assessment.ts";
import type { PersonFacts } from "./person-facts.ts";
import type { PersonReading } from "./person-reading.ts";
import { type Effort, readEffort, workKinds } from "./read-effort.ts";

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
  /** For the stall clock, and for the team’s prior of the busy ratio. */
  readonly cohorts?: CohortSnapshot | undefined;
  /** What people wrote down; see {@link Notebook}. */
  readonly notebook?: Notebook | undefined;
}

/** Assesses one seller, against nobody else (domain:R13). */
export function assessPerson(input: AssessPersonInput): PersonAssessment {
  const { reading, from } = readPerson(input);
  return personAssessment(reading, from, input.cohorts && waitCurves(input.cohorts));
}

/** Reads one seller, with the standpoint that the input asks for. */
export function readPerson(input: AssessPersonInput): {
  readonly reading: PersonReading;
  readonly from: Standpoint;
} {
  const { person, accounts = [], policy, asOf } = input;
  const evidence = [...input.evidence];
  const deals = input.deals ?? dealsNamedIn(evidence);
  const from = standpoint(policy, asOf, input.notebook);
  const reading = readPortfolio({ deals, accounts, people: [person] }, evidence, from);
  return { reading: reading.personReading(person), from };
}

/** The assessment of a seller who is read already. */
export function personAssessment(
  reading: PersonReading,
  from: Standpoint,
  curves: WaitCurves | undefined,
): PersonAssessment {
  const { person, ledger, contacts, placeOf } = reading;
  const { windowDays, earlierDays } = from.policy.busy;
  const startMs = from.asOfMs - windowDays * dayMs;
  const earlierMs = startMs - earlierDays * dayMs;
  const sinceMs = Math.min(earlierMs, personTriageSinceMs(reading, from));
  const recent = inOrderOfTime(reading.seen.ofKinds(workKinds, sinceMs));
  const efforts = readEffort(recent, placeOf, from.policy);
  const now = stretch(efforts, ledger, startMs, from.asOfMs);
  const earlier = stretch(efforts, ledger, earlierMs, startMs);
  return {
    personId: person.id,
    asOf: from.asOf,
    policyVersion: from.policy.version,
    ...(person.teamId === undefined ? {} : { teamId: person.teamId }),
    advancesInWindow: explainAdvances(now.advances, "forward", reading.seen.size + ledger.length > 0, from),
    busy: assessBusy({ person, now, earlier, team: curves?.teamRate(person.teamId) }, from),
    effort: assessEffort(now.efforts, contacts, from),
    momentum: assessMomentum({ ledger, observedSinceMs: reading.earliestMs }, from),
    development: developmentLadder(reading.development, from),
    stall: assessPersonStall(reading, from, curves),
    progress: personProgress(reading, now.efforts, from),
    ledger: ledger.map(({ advance }) => advance),
    triage: assessPersonTriage(reading, efforts, from),
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

/** What a member of a team made of the weeks before the window; `undefined` without a team (domain 3.3). */
export function teamExposure(reading: PersonReading, from: Standpoint): TeamExposure | undefined {
  const { person, ledger, placeOf } = reading;
  if (person.teamId === undefined) return undefined;
  const { windowDays, earlierDays } = from.policy.busy;
  const toMs = from.asOfMs - windowDays * dayMs;
  const fromMs = toMs - earlierDays * dayMs;
  const recent = reading.seen.ofKinds(workKinds, fromMs).filter(({ atMs }) => atMs <= toMs);
  const { advances, hours } = stretch(
    readEffort(inOrderOfTime(recent), placeOf, from.policy),
    ledger,
    fromMs,
    toMs,
  );
  return { teamId: person.teamId, personId: person.id, advances: advances.length, hours };
}
