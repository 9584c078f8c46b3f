import { type AccountReading, readAccount } from "../account/read-account.ts";
import type { DealFacts } from "../deal/deal-facts.ts";
import type { LedgerEntry } from "../deal/read-advances.ts";
import { type DealReading, readDeal } from "../deal/read-deal.ts";
import type { Evidence } from "../evidence/evidence.ts";
import { use } from "../evidence/piece-use.ts";
import { placeName } from "../person/buyer-contacts.ts";
import type { PersonFacts } from "../person/person-facts.ts";
import type { PersonReading } from "../person/person-reading.ts";
import type { Standpoint } from "../standpoint.ts";
import { type TriageLookup, triageLookup } from "../triage/triage-lookup.ts";
import { assignEvidence, type LeftOver, type OwnEvidence } from "./assign-evidence.ts";
import { creditAdvances, oldestFirst } from "./credit-advances.ts";
import { numbered, placesIn } from "./evidence-columns.ts";
import type { Portfolio } from "./portfolio.ts";

/** A portfolio read once: its evidence sorted, its deals and accounts walked. */
export interface PortfolioReading {
  readonly deals: readonly DealReading[];
  readonly accounts: readonly AccountReading[];
  /** All advances of an account and of its deals, oldest first. */
  ledgerOf(account: AccountReading): readonly LedgerEntry[];
  /** The deals of an account, in the order of the portfolio. */
  dealsOf(accountId: string): readonly DealReading[];
  readonly triage: TriageLookup;
  personReading(person: PersonFacts): PersonReading;
}

/** A portfolio read with all evidence there is. */
export interface WholeReading extends PortfolioReading, LeftOver {}

/** Evidence that is sorted already to the portfolio it is about. */
export interface SortedPortfolio {
  readonly portfolio: Portfolio;
  readonly own: OwnEvidence;
  /** The account a piece is about. */
  accountOf(evidence: Evidence): string | undefined;
}

const none: readonly never[] = Object.freeze([]);

/** What is worked out of each deal and account as soon as it is read: fetching a million pieces again takes long. */
export interface OnRead {
  deal?(reading: DealReading): void;
  /** `ledger`: that of the account and its deals. */
  account?(reading: AccountReading, ledger: readonly LedgerEntry[]): void;
}

/**
 * Reads the evidence in one pass, then every deal and account from its own share. With `onRead` everything is going
 * to be assessed, so the triage and the ledger of each account are worked out while its evidence is at hand.
 */
export function readPortfolio(
  portfolio: Portfolio,
  evidence: Iterable<Evidence>,
  from: Standpoint,
  onRead?: OnRead,
): WholeReading {
  const places = placesIn(portfolio);
  const accountOf = ({ accountId, dealId }: Evidence) =>
    accountId ?? portfolio.deals[places.deals.get(dealId ?? "") ?? -1]?.accountId;
  const own = assignEvidence({ portfolio, places, evidence, accountOf }, from);
  const { unassignedIds, unreadableIds } = own;
  return { ...readSorted({ portfolio, own, accountOf }, from, onRead), unassignedIds, unreadableIds };
}

/** Reads every deal and account from its own share of the evidence. */
export function readSorted(
  { portfolio, own, accountOf }: SortedPortfolio,
  from: Standpoint,
  onRead?: OnRead,
): PortfolioReading {
  const people = numbered(portfolio.people);
  const placeOf = (piece: Evidence) => placeName(accountOf(piece), piece.dealId);
  const readings = new Map<string, AccountReading>();
  const dealsByAccount = new Map<string, DealReading[]>();
  const dealsOf = (accountId: string) => dealsByAccount.get(accountId) ?? none;
  const triage = triageLookup(readings, dealsOf, from);
  const ledgerOf = ledgerLookup(dealsOf);
  const onAccount = (reading: AccountReading) => {
    readings.set(reading.account.id, reading);
    if (onRead === undefined) return;
    triage.of(reading);
    onRead.account?.(reading, ledgerOf(reading));
  };
  const onDeal = (reading: DealReading) => onRead?.deal?.(reading);
  const { deals, accounts } = readDealsAndAccounts(
    { portfolio, own, dealsByAccount, onDeal, onAccount },
    from,
  );
  const dealsOwnedBy = groupedBy(deals, ({ deal }) => deal.ownerId);
  const accountsOwnedBy = groupedBy(accounts, ({ account }) => account.ownerId);
  const credits = creditAdvances(deals, accounts, from.notebook.creditSplits);
  return {
    deals,
    accounts,
    ledgerOf,
    dealsOf,
    triage,
    personReading(person) {
      const seen = own.ofPerson(people.get(person.id) ?? -1);
      return {
        person,
        seen,
        development: seen.usableFor(use.development),
        earliestMs: seen.earliest()?.atMs,
        ledger: credits.get(person.id) ?? [],
        deals: dealsOwnedBy(person.id),
        accounts: accountsOwnedBy(person.id),
        dealsOf,
        triageOf: triage.find,
        contacts: own.contacts,
        placeOf,
      };
    },
  };
}

/** The whole ledger of accounts, each put together when first asked for. */
function ledgerLookup(dealsOf: PortfolioReading["dealsOf"]): PortfolioReading["ledgerOf"] {
  const ledgers = new Map<AccountReading, readonly LedgerEntry[]>();
  return (account) => {
    const ledger = ledgers.get(account) ?? wholeLedger(account, dealsOf(account.account.id));
    ledgers.set(account, ledger);
    return ledger;
  };
}

function wholeLedger({ ledger }: AccountReading, deals: readonly DealReading[]): readonly LedgerEntry[] {
  const whole = ledger.slice();
  for (const deal of deals) for (const entry of deal.ledger) whole.push(entry);
  return oldestFirst(whole);
}

/**
 * Each account right after its deals, while their evidence is at hand; the answers in the order of the portfolio.
 * Going by deals alone would fetch everything a second time for the accounts.
 */
function readDealsAndAccounts(
  { portfolio, own, dealsByAccount, onDeal, onAccount }: ReadInput,
  from: Standpoint,
) {
  const placesOf = groupedBy([...portfolio.deals.keys()], (place) => portfolio.deals[place]?.accountId);
  const deals = new Array<DealReading | undefined>(portfolio.deals.length).fill(undefined);
  const readOne = (deal: DealFacts, place: number): DealReading => {
    const former = deals[place];
    if (former) return former;
    const reading = readDeal(deal, own.ofDeal(place), from);
    deals[place] = reading;
    onDeal(reading);
    return reading;
  };
  const accounts = portfolio.accounts.map((account, at) => {
    const ofAccount: DealReading[] = [];
    for (const place of placesOf(account.id)) {
      const deal = portfolio.deals[place];
      if (deal) ofAccount.push(readOne(deal, place));
    }
    dealsByAccount.set(account.id, ofAccount);
    const reading = readAccount(account, own.ofAccount(at), from);
    onAccount(reading);
    return reading;
  });
  const all = portfolio.deals.map((deal, place) => {
    const former = deals[place];
    if (former) return former;
    const reading = readOne(deal, place);
    if (deal.accountId !== undefined) addTo(dealsByAccount, deal.accountId, reading);
    return reading;
  });
  return { deals: all, accounts };
}

interface ReadInput {
  readonly portfolio: Portfolio;
  readonly own: OwnEvidence;
  /** Filled with the deals of each account. */
  readonly dealsByAccount: Map<string, DealReading[]>;
  readonly onDeal: (reading: DealReading) => void;
  /** Gets each account once it and its deals are read. */
  readonly onAccount: (reading: AccountReading) => void;
}

function addTo<Item>(groups: Map<string, Item[]>, id: string, item: Item): void {
  const group = groups.get(id);
  if (group) group.push(item);
  else groups.set(id, [item]);
}

function groupedBy<Item>(
  items: readonly Item[],
  key: (item: Item) => string | undefined,
): (id: string) => readonly Item[] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const id = key(item);
    if (id !== undefined) addTo(groups, id, item);
  }
  return (id) => groups.get(id) ?? [];
}
