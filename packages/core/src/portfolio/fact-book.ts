import type { AccountFacts } from "../account/account-facts.ts";
import type { DealFacts } from "../deal/deal-facts.ts";
import type { Evidence } from "../evidence/evidence.ts";
import { BuyerContactList, type BuyerContacts, contactsSinceMs } from "../person/buyer-contacts.ts";
import type { PersonFacts } from "../person/person-facts.ts";
import type { Standpoint } from "../standpoint.ts";
import { type OwnEvidence, putContact } from "./assign-evidence.ts";
import { belonging } from "./belonging.ts";
import { LiveEvidence } from "./live-evidence.ts";
import type { SortedPortfolio } from "./read-portfolio.ts";

/** Ids of deals, accounts and people. */
export interface Ids {
  readonly deals: Set<string>;
  readonly accounts: Set<string>;
  readonly people: Set<string>;
}

/** Facts and evidence of a portfolio as of one instant, found by what they are about. */
export class FactBook {
  readonly #from: Standpoint;
  readonly #deals = new Map<string, DealFacts>();
  readonly #accounts = new Map<string, AccountFacts>();
  readonly #people = new Map<string, PersonFacts>();
  readonly #dealsOfAccount = belonging();
  readonly #dealsOfOwner = belonging();
  readonly #accountsOfOwner = belonging();
  readonly #evidence: LiveEvidence;
  readonly #worked = new Map<string, Omit<Ids, "people">>();

  /** `expected`: about how many pieces of evidence there will be. */
  constructor(from: Standpoint, expected: number) {
    this.#from = from;
    this.#evidence = new LiveEvidence(from, expected);
  }

  putDeal(deal: DealFacts): void {
    this.#deals.set(deal.id, deal);
    this.#dealsOfAccount.give(deal.id, deal.accountId);
    this.#dealsOfOwner.give(deal.id, deal.ownerId);
  }

  putAccount(account: AccountFacts): void {
    this.#accounts.set(account.id, account);
    this.#accountsOfOwner.give(account.id, account.ownerId);
  }

  putPerson(person: PersonFacts): void {
    this.#people.set(person.id, person);
  }

  /** Files a piece, and gives all versions of it. */
  putEvidence(piece: Evidence): readonly Evidence[] {
    if (piece.personId !== undefined) this.#noteWork(piece.personId, piece);
    return this.#evidence.add(piece);
  }

  /** Notes the deals and accounts that a person's evidence is about, so that nobody has to go through it for them. */
  #noteWork(personId: string, { dealId, accountId }: Evidence): void {
    const former = this.#worked.get(personId);
    const work = former ?? { deals: new Set<string>(), accounts: new Set<string>() };
    if (former === undefined) this.#worked.set(personId, work);
    add(work.deals, dealId);
    add(work.accounts, accountId);
  }

  /** The account and the owner that a deal has now. */
  placeOf(dealId: string): Pick<DealFacts, "accountId" | "ownerId"> {
    return this.#deals.get(dealId) ?? {};
  }

  /** Widens ids of deals and accounts: to the deals' accounts, to all deals of these, and to everybody concerned. */
  widen({ deals, accounts, people }: Ids): void {
    this.#complete({ deals, accounts });
    for (const id of deals) add(people, this.#deals.get(id)?.ownerId);
    for (const id of accounts) add(people, this.#accounts.get(id)?.ownerId);
    for (const row of this.#rowsAbout(deals, accounts))
      add(people, this.#evidence.table.evidence[row]?.personId);
  }

  /** Adds the deals' accounts, and all deals of these. */
  #complete({ deals, accounts }: Omit<Ids, "people">): void {
    for (const id of deals) add(accounts, this.#deals.get(id)?.accountId);
    for (const id of accounts) for (const dealId of this.#dealsOfAccount.of(id)) deals.add(dealId);
  }

  /** Deals and accounts, without people, and their evidence. */
  part({ deals, accounts }: Omit<Ids, "people">): SortedPortfolio {
    return this.#partOf({ deals, accounts, people: new Set() });
  }

  /** A person with every account and deal that is theirs or that they worked on. */
  partOfPerson(id: string): SortedPortfolio {
    const deals = new Set(this.#dealsOfOwner.of(id));
    const accounts = new Set(this.#accountsOfOwner.of(id));
    const worked = this.#worked.get(id);
    for (const dealId of worked?.deals ?? []) deals.add(dealId);
    for (const accountId of worked?.accounts ?? []) accounts.add(accountId);
    this.#complete({ deals, accounts });
    return this.#partOf({ deals, accounts, people: new Set([id]) });
  }

  #partOf(ids: Ids): SortedPortfolio {
    const portfolio = {
      deals: found(this.#deals, ids.deals),
      accounts: found(this.#accounts, ids.accounts),
      people: found(this.#people, ids.people),
    };
    const evidence = this.#evidence;
    const accountOf = ({ accountId, dealId }: Evidence) =>
      accountId ?? (dealId === undefined ? undefined : this.#deals.get(dealId)?.accountId);
    const alone = (accountId: string) =>
      [...this.#dealsOfAccount.of(accountId)].map((dealId) => evidence.ofDealAlone(dealId));
    const own: OwnEvidence = {
      ofDeal: (place) => evidence.pieces(evidence.ofDeal(portfolio.deals[place]?.id ?? "")),
      ofAccount(place) {
        const id = portfolio.accounts[place]?.id ?? "";
        return evidence.pieces(evidence.ofAccount(id), ...alone(id));
      },
      ofPerson: (place) => evidence.pieces(evidence.ofPerson(portfolio.people[place]?.id ?? "")),
      contacts: this.#contactsOf(ids, accountOf),
    };
    return { portfolio, own, accountOf };
  }

  /** Without people nobody's effort is going to be split, so nothing is looked at. */
  #contactsOf({ deals, accounts, people }: Ids, accountOf: SortedPortfolio["accountOf"]): BuyerContacts {
    const contacts = new BuyerContactList();
    if (people.size === 0) return contacts.byPlace();
    const sinceMs = contactsSinceMs(this.#from);
    const { table } = this.#evidence;
    for (const row of this.#rowsAbout(deals, accounts))
      putContact(contacts, { table, row, sinceMs, accountOf });
    return contacts.byPlace();
  }

  /** Every row that names one of some deals or accounts, each once. */
  #rowsAbout(deals: Iterable<string>, accounts: Iterable<string>): Set<number> {
    const rows = new Set<number>();
    for (const id of deals) for (const row of this.#evidence.ofDeal(id)) rows.add(row);
    for (const id of accounts) for (const row of this.#evidence.ofAccount(id)) rows.add(row);
    return rows;
  }
}

function add(ids: Set<string>, id: string | undefined): void {
  if (id !== undefined) ids.add(id);
}

function found<Facts>(facts: ReadonlyMap<string, Facts>, ids: Iterable<string>): Facts[] {
  return [...ids].flatMap((id) => facts.get(id) ?? []);
}
