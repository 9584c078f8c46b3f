import { type AccountReading, readAccount } from "../account/read-account.ts";
import type { LedgerEntry } from "../deal/read-advances.ts";
import { type DealReading, readDeal } from "../deal/read-deal.ts";
import type { Evidence } from "../evidence/evidence.ts";
import { seeEvidence } from "../evidence/seen.ts";
import { buyerContacts, contactsSinceMs } from "../person/buyer-contacts.ts";
import type { PersonFacts } from "../person/person-facts.ts";
import type { PersonReading } from "../person/person-reading.ts";
import type { Standpoint } from "../standpoint.ts";
import { type TriageLookup, triageLookup } from "../triage/triage-lookup.ts";
import { assignEvidence } from "./assign-evidence.ts";
import { creditAdvances, dealLedgersByAccount } from "./credit-advances.ts";
import type { Portfolio } from "./portfolio.ts";

/** A portfolio read once: its evidence sorted, its deals and accounts walked. */
export interface PortfolioReading {
  readonly deals: readonly DealReading[];
  readonly accounts: readonly AccountReading[];
  readonly unassignedIds: readonly string[];
  readonly unreadableIds: readonly string[];
  dealLedgerOf(accountId: string): readonly LedgerEntry[];
  /** The deals of an account, in the order of the portfolio. */
  dealsOf(accountId: string): readonly DealReading[];
  readonly triage: TriageLookup;
  personReading(person: PersonFacts): PersonReading;
}

/** Reads the evidence in one pass, then every deal and account from its own share. */
export function readPortfolio(
  portfolio: Portfolio,
  evidence: Iterable<Evidence>,
  from: Standpoint,
): PortfolioReading {
  const facts = new Map(portfolio.deals.map((deal) => [deal.id, deal]));
  const accountOf = ({ accountId, dealId = "" }: Evidence) => accountId ?? facts.get(dealId)?.accountId;
  const placeOf = (piece: Evidence) => accountOf(piece) ?? (piece.dealId && `deal:${piece.dealId}`);
  const { seen, unreadableIds } = seeEvidence(evidence, from.asOfMs);
  const own = assignEvidence(seen, portfolio, accountOf);
  const deals = portfolio.deals.map((deal) => readDeal(deal, own.deals.get(deal.id) ?? [], from));
  const accounts = portfolio.accounts.map((one) => readAccount(one, own.accounts.get(one.id) ?? [], from));
  const byAccount = dealLedgersByAccount(deals);
  const dealsOf = groupedBy(deals, ({ deal }) => deal.accountId);
  const dealsOwnedBy = groupedBy(deals, ({ deal }) => deal.ownerId);
  const accountsOwnedBy = groupedBy(accounts, ({ account }) => account.ownerId);
  const credits = creditAdvances(deals, accounts, from.notebook.creditSplits);
  const triage = triageLookup(accounts, dealsOf, from);
  const contacts = buyerContacts(
    portfolio.people.length === 0 ? [] : own.all,
    placeOf,
    contactsSinceMs(from),
  );
  return {
    deals,
    accounts,
    unassignedIds: own.unassignedIds,
    unreadableIds,
    dealLedgerOf: (accountId) => byAccount.get(accountId) ?? [],
    dealsOf,
    triage,
    personReading: (person) => ({
      person,
      seen: own.people.get(person.id) ?? [],
      ledger: credits.get(person.id) ?? [],
      deals: dealsOwnedBy(person.id),
      accounts: accountsOwnedBy(person.id),
      dealsOf,
      triageOf: triage.find,
      contacts,
      placeOf,
    }),
  };
}

function groupedBy<Item>(
  items: readonly Item[],
  key: (item: Item) => string | undefined,
): (id: string) => readonly Item[] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const id = key(item);
    if (id === undefined) continue;
    const group = groups.get(id);
    if (group) group.push(item);
    else groups.set(id, [item]);
  }
  return (id) => groups.get(id) ?? [];
}
