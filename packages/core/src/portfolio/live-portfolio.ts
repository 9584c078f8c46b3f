import type { AccountAssessment } from "../account/account-assessment.ts";
import type { AccountFacts } from "../account/account-facts.ts";
import type { CohortSnapshot } from "../cohort/cohort-snapshot.ts";
import { type WaitCurves, waitCurves } from "../cohort/wait-curves.ts";
import type { DealAssessment } from "../deal/deal-assessment.ts";
import type { DealFacts } from "../deal/deal-facts.ts";
import type { Evidence } from "../evidence/evidence.ts";
import { personAssessment } from "../person/assess-person.ts";
import type { PersonAssessment } from "../person/person-assessment.ts";
import type { PersonFacts } from "../person/person-facts.ts";
import { type Standpoint, standpoint } from "../standpoint.ts";
import { type AssessPortfolioInput, dealsAndAccounts } from "./assess-portfolio.ts";
import { FactBook, type Ids } from "./fact-book.ts";
import { readSorted, type SortedPortfolio } from "./read-portfolio.ts";

/** What a live portfolio starts from. The cohorts are fixed: curves move slowly and every number names its snapshot. */
export interface LivePortfolioInput extends AssessPortfolioInput {
  readonly cohorts: CohortSnapshot;
}

/** What has changed: new or corrected evidence, and facts as they are now. */
export interface PortfolioChange {
  readonly evidence?: readonly Evidence[];
  readonly deals?: readonly DealFacts[];
  readonly accounts?: readonly AccountFacts[];
  readonly people?: readonly PersonFacts[];
}

/** The assessments that a change touched, each equal to what assessing everything again would give. */
export interface TouchedAssessments {
  readonly deals: readonly DealAssessment[];
  readonly accounts: readonly AccountAssessment[];
  readonly people: readonly PersonAssessment[];
}

/** A portfolio that takes changes one at a time. */
export interface LivePortfolio {
  /**
   * Takes a change in and assesses again whom it touches: its deals and accounts, the accounts' other deals, and every
   * seller who owns or worked on any of them. The same change twice gives the same answer.
   */
  update(change: PortfolioChange): TouchedAssessments;
}

/** Opens a portfolio for changes, as of one instant, under one policy and one cohort snapshot. */
export function livePortfolio(input: LivePortfolioInput): LivePortfolio {
  const from = standpoint(input.policy, input.asOf, input.notebook);
  const book = new FactBook(from, Array.isArray(input.evidence) ? input.evidence.length : 0);
  takeIn(book, { ...input.portfolio, evidence: input.evidence });
  const curves = waitCurves(input.cohorts);
  return {
    update(change) {
      const touched = takeIn(book, change);
      book.widen(touched);
      const { deals, accounts } = dealsAndAccounts(readSorted(book.part(touched), from, {}), from, curves);
      const people = [...touched.people].flatMap((id) => peopleOf(book.partOfPerson(id), from, curves));
      return { deals: [...deals], accounts: [...accounts], people };
    },
  };
}

/** The people of a part alone: its accounts are triaged only where somebody's work was for them. */
function peopleOf(part: SortedPortfolio, from: Standpoint, curves: WaitCurves) {
  const reading = readSorted(part, from);
  return part.portfolio.people.map((person) => personAssessment(reading.personReading(person), from, curves));
}

interface TakenIn extends Omit<PortfolioChange, "evidence"> {
  readonly evidence?: Iterable<Evidence>;
}

/** Files everything, and gives the ids it names; of a deal that moves, where it was and where it is. */
function takeIn(book: FactBook, { deals = [], accounts = [], people = [], evidence = [] }: TakenIn): Ids {
  const touched: Ids = { deals: new Set(), accounts: new Set(), people: new Set() };
  for (const deal of deals) {
    for (const { accountId, ownerId } of [book.placeOf(deal.id), deal]) {
      if (accountId !== undefined) touched.accounts.add(accountId);
      if (ownerId !== undefined) touched.people.add(ownerId);
    }
    book.putDeal(deal);
    touched.deals.add(deal.id);
  }
  for (const account of accounts) {
    book.putAccount(account);
    touched.accounts.add(account.id);
  }
  for (const person of people) {
    book.putPerson(person);
    touched.people.add(person.id);
  }
  for (const piece of evidence) for (const version of book.putEvidence(piece)) touch(touched, version);
  return touched;
}

function touch(touched: Ids, { dealId, accountId, personId }: Evidence): void {
  if (dealId !== undefined) touched.deals.add(dealId);
  if (accountId !== undefined) touched.accounts.add(accountId);
  if (personId !== undefined) touched.people.add(personId);
}
