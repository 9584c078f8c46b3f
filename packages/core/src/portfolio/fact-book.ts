import type { AccountFacts } from "../account/account-facts.ts";
import type { DealFacts } from "../deal/deal-facts.ts";
import type { Evidence } from "../evidence/evidence.ts";
import { BuyerContactList, type BuyerContacts, contactsSinceMs } from "../person/buyer-contacts.ts";
import type { PersonFacts } from "../person/person-facts.ts";
import type { Standpoint } from "../standpoint.ts";
import { type OwnEvidence, putContact } from "./assign-evidence.ts";
import { belonging } from "./belonging.ts";
import { type SharesByDeal, standingShares } from "./credit-advances.ts";
import { LiveEvidence } from "./live-evidence.ts";
import type { SortedPortfolio } from "./read-portfolio.ts";

/** Ids of deals, accounts and people. */
export interface Ids {
  readonly deals: Set<string>;
  readonly accounts: Set<string>;
  readonly people: Set<string>;
}

/** Facts with their place in the portfolio, which they keep when others take their place. */
interface Filed<Facts> {
  readonly place: number;
  readonly facts: Facts;
}

type Files<Facts> = Map<string, Filed<Facts>>;

/** Facts and evidence of a portfolio as of one instant, found by what they are about. */
export class FactBook {
  readonly #from: Standpoint;
  readonly #deals: Files<DealFacts> = new Map();
  readonly #accounts: Files<AccountFacts> = new Map();
  readonly #people: Files<PersonFacts> = new Map();
  readonly #dealsOfAccount = belonging();
  readonly #dealsOfOwner = belonging();
  readonly #accountsOfOwner = belonging();
  readonly #evidence: LiveEvidence;
  readonly #worked = new Map<string, Omit<Ids, "people">>();
  readonly #shares: SharesByDeal;
  /** The deals of {@link #shares} by who has a share in them. */
  readonly #dealsOfSharer = new Map<string, string[]>();

  /** `expected`: about how many pieces of evidence there will be. */
  constructor(from: Standpoint, expected: number) {
    this.#from = from;
    this.#evidence = new LiveEvidence(from, expected);
    this.#shares = standingShares(from.notebook.creditSplits);
    for (const [dealId, shares] of this.#shares) {
      for (const personId of shares.keys())
        this.#dealsOfSharer.set(personId, [...(this.#dealsOfSharer.get(personId) ?? []), dealId]);
    }
  }

  putDeal(deal: DealFacts): void {
    file(this.#deals, deal);
    this.#dealsOfAccount.give(deal.id, deal.accountId);
    this.#dealsOfOwner.give(deal.id, deal.ownerId);
  }

  putAccount(account: AccountFacts): void {
    file(this.#accounts, account);
    this.#accountsOfOwner.give(account.id, account.ownerId);
  }

  putPerson(person: PersonFacts): void {
    file(this.#people, person);
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
    return this.#deals.get(dealId)?.facts ?? {};
  }

  /** Widens ids of deals and accounts: to the deals' accounts, to all deals of these, and to everybody concerned. */
  widen({ deals, accounts, people }: Ids): void {
    this.#complete({ deals, accounts });
    for (const id of deals) {
      add(people, this.#deals.get(id)?.facts.ownerId);
      for (const personId of this.#shares.get(id)?.keys() ?? []) people.add(personId);
    }
    for (const id of accounts) add(people, this.#accounts.get(id)?.facts.ownerId);
    for (const row of this.#rowsAbout(deals, accounts))
      add(people, this.#evidence.table.evidence[row]?.personId);
  }

  /** Adds the deals' accounts, and all deals of these. */
  #complete({ deals, accounts }: Omit<Ids, "people">): void {
    for (const id of deals) add(accounts, this.placeOf(id).accountId);
    for (const id of accounts) for (const dealId of this.#dealsOfAccount.of(id)) deals.add(dealId);
  }

  /** Deals and accounts, without people, and their evidence. */
  part({ deals, accounts }: Omit<Ids, "people">): SortedPortfolio {
    return this.#partOf({ deals, accounts, people: new Set() });
  }

  /** A person with every account and deal that is theirs, in part or whole, or that they worked on. */
  partOfPerson(id: string): SortedPortfolio {
    const deals = new Set([...this.#dealsOfOwner.of(id), ...(this.#dealsOfSharer.get(id) ?? [])]);
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
      accountId ?? (dealId === undefined ? undefined : this.placeOf(dealId).accountId);
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

/** Files facts, in the place of former ones or at the end. */
function file<Facts extends { readonly id: string }>(files: Files<Facts>, facts: Facts): void {
  files.set(facts.id, { place: files.get(facts.id)?.place ?? files.size, facts });
}

/** The facts of some ids in the order of the portfolio, which decides between advances of one instant. */
function found<Facts>(files: Files<Facts>, ids: Iterable<string>): Facts[] {
  return [...ids]
    .flatMap((id) => files.get(id) ?? [])
    .sort((left, right) => left.place - right.place)
    .map(({ facts }) => facts);
}
