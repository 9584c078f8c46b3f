import type { AccountAssessment } from "../account/account-assessment.ts";
import { accountAssessment } from "../account/assess-account.ts";
import { accountWaits } from "../account/collect-account-spells.ts";
import type { CohortSnapshot } from "../cohort/cohort-snapshot.ts";
import { dealWaits, type WaitSink } from "../cohort/collect-spells.ts";
import { fitCounted, spellCounter } from "../cohort/fit-cohorts.ts";
import type { TeamExposure } from "../cohort/fit-teams.ts";
import { type WaitCurves, waitCurves } from "../cohort/wait-curves.ts";
import { dealAssessment } from "../deal/assess-deal.ts";
import type { DealAssessment } from "../deal/deal-assessment.ts";
import type { Evidence } from "../evidence/evidence.ts";
import { dayMs, type Instant } from "../instant.ts";
import type { Notebook } from "../notebook/notebook.ts";
import { personAssessment, teamExposure } from "../person/assess-person.ts";
import { personWaits } from "../person/collect-person-spells.ts";
import type { PersonAssessment } from "../person/person-assessment.ts";
import type { PersonReading } from "../person/person-reading.ts";
import type { Policy } from "../policy/policy.ts";
import { type Standpoint, standpoint } from "../standpoint.ts";
import type { Portfolio } from "./portfolio.ts";
import { type OnRead, type PortfolioReading, readPortfolio, type WholeReading } from "./read-portfolio.ts";

/** What a portfolio is assessed from; without `cohorts` they are fitted from it. */
export interface AssessPortfolioInput {
  readonly portfolio: Portfolio;
  readonly evidence: Iterable<Evidence>;
  readonly policy: Policy;
  readonly asOf: string;
  /** What people wrote down; see {@link Notebook}. */
  readonly notebook?: Notebook | undefined;
  readonly cohorts?: CohortSnapshot | undefined;
}

/** Some pieces of evidence that were set aside, with a few to look at. */
export interface SetAside {
  readonly n: number;
  readonly exampleIds: readonly string[];
}

/** Every assessment, in the order of the portfolio, with the curves they were read from. */
export interface PortfolioStream {
  readonly asOf: Instant;
  readonly policyVersion: string;
  readonly cohorts: CohortSnapshot;
  readonly deals: Iterable<DealAssessment>;
  readonly accounts: Iterable<AccountAssessment>;
  readonly people: Iterable<PersonAssessment>;
  /** Visible evidence that names no deal, account or person of the portfolio. */
  readonly unassigned: SetAside;
  /** Evidence whose instants cannot be read. */
  readonly unreadable: SetAside;
}

/** {@link PortfolioStream} with every assessment worked out and at hand. */
export interface PortfolioAssessment extends PortfolioStream {
  readonly deals: readonly DealAssessment[];
  readonly accounts: readonly AccountAssessment[];
  readonly people: readonly PersonAssessment[];
}

/** Assesses everything in one pass over the evidence; nothing is dropped without being counted. */
export function assessPortfolio(input: AssessPortfolioInput): PortfolioAssessment {
  const stream = streamPortfolio(input);
  return {
    ...stream,
    deals: [...stream.deals],
    accounts: [...stream.accounts],
    people: [...stream.people],
  };
}

/**
 * The same answers as {@link assessPortfolio}, each worked out when it is come to and kept by nobody but you: for
 * portfolios whose assessments together would not fit into memory. Every list can be gone through again.
 */
export function streamPortfolio(input: AssessPortfolioInput): PortfolioStream {
  return portfolioStreams(input)(input.portfolio, input.evidence);
}

/** What portfolios are assessed from one after the other, besides what is in each. */
export type PortfolioBasis = Omit<AssessPortfolioInput, "portfolio" | "evidence">;

/**
 * {@link streamPortfolio} for one small portfolio after the other, such as an account with its deals: what is the same
 * for all of them, the curves above all, is worked out once.
 */
export function portfolioStreams(
  basis: PortfolioBasis,
): (portfolio: Portfolio, evidence: Iterable<Evidence>) => PortfolioStream {
  const from = standpoint(basis.policy, basis.asOf, basis.notebook);
  const { cohorts } = basis;
  const given = cohorts === undefined ? undefined : { from, cohorts, curves: waitCurves(cohorts) };
  return (portfolio, evidence) => {
    const waits = countWaits(from);
    const reading = readPortfolio(portfolio, evidence, from, given ? {} : waits.onRead);
    const people = portfolio.people.map((person) => reading.personReading(person));
    return streamOf(reading, people, given ?? viewWith(waits.fit(people), from));
  };
}

function viewWith(cohorts: CohortSnapshot, from: Standpoint): StreamView {
  return { from, cohorts, curves: waitCurves(cohorts) };
}

interface StreamView {
  readonly from: Standpoint;
  readonly cohorts: CohortSnapshot;
  readonly curves: WaitCurves;
}

function streamOf(
  reading: WholeReading,
  people: readonly PersonReading[],
  { from, cohorts, curves }: StreamView,
): PortfolioStream {
  return {
    asOf: from.asOf,
    policyVersion: from.policy.version,
    cohorts,
    ...dealsAndAccounts(reading, from, curves),
    people: each(people, (person) => personAssessment(person, from, curves)),
    unassigned: setAside(reading.unassignedIds),
    unreadable: setAside(reading.unreadableIds),
  };
}

/** The assessments of all deals and accounts that were read. */
export function dealsAndAccounts(
  reading: PortfolioReading,
  from: Standpoint,
  curves: WaitCurves,
): Pick<PortfolioStream, "deals" | "accounts"> {
  return {
    deals: each(reading.deals, (one) =>
      dealAssessment(one, from, curves, reading.triage.find(one.deal.accountId ?? "")),
    ),
    accounts: each(reading.accounts, (one) => {
      const deals = reading.dealsOf(one.account.id);
      const ledger = reading.ledgerOf(one);
      return accountAssessment(one, deals, ledger, from, curves, reading.triage.of(one));
    }),
  };
}

/** Works out one after the other, anew each time it is gone through. */
function each<Item, Result>(items: readonly Item[], work: (item: Item) => Result): Iterable<Result> {
  return {
    *[Symbol.iterator]() {
      for (const item of items) yield work(item);
    },
  };
}

/** Counts the waits of every deal and account while they are read, for the cohorts of the portfolio. */
function countWaits(from: Standpoint): WaitCount {
  const counter = spellCounter(from);
  const sink: WaitSink = (place, startMs, endMs, outcome) =>
    counter.add(place, startMs, (endMs - startMs) / dayMs, outcome);
  return {
    onRead: {
      deal: (reading) => dealWaits(reading, from.asOfMs, sink),
      account: (reading, ledger) => accountWaits(reading, ledger, from.asOfMs, sink),
    },
    fit(people) {
      for (const person of people) personWaits(person, from, sink);
      return fitCounted(counter, from, exposuresOf(people, from));
    },
  };
}

interface WaitCount {
  readonly onRead: OnRead;
  /** The cohorts, with the waits of every seller. */
  fit(people: readonly PersonReading[]): CohortSnapshot;
}

function exposuresOf(people: readonly PersonReading[], from: Standpoint): TeamExposure[] {
  return people.flatMap((person) => teamExposure(person, from) ?? []);
}

function setAside(ids: readonly string[]): SetAside {
  return { n: ids.length, exampleIds: ids.slice(0, 5) };
}
