import type { AccountFacts } from "../account/account-facts.ts";
import type { DealFacts } from "../deal/deal-facts.ts";
import type { Evidence } from "../evidence/evidence.ts";
import type { PersonFacts } from "../person/person-facts.ts";
import { belonging } from "./belonging.ts";
import { evidenceIndex, type Name } from "./evidence-index.ts";
import type { Portfolio } from "./portfolio.ts";

/** Ids of deals, accounts and people. */
export interface Ids {
  readonly deals: Set<string>;
  readonly accounts: Set<string>;
  readonly people: Set<string>;
}

/** A part of a portfolio with all evidence about it. */
export interface PortfolioPart {
  readonly portfolio: Portfolio;
  readonly evidence: readonly Evidence[];
}

/** Facts and evidence of a portfolio, found by what they are about. */
export class FactBook {
  readonly #deals = new Map<string, DealFacts>();
  readonly #accounts = new Map<string, AccountFacts>();
  readonly #people = new Map<string, PersonFacts>();
  readonly #dealsOfAccount = belonging();
  readonly #dealsOfOwner = belonging();
  readonly #accountsOfOwner = belonging();
  readonly #evidence = evidenceIndex();
  readonly #worked = new Map<Name, Omit<Ids, "people">>();

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

  /** Files a piece, and gives what any of its versions names. */
  putEvidence(piece: Evidence): ReadonlySet<Name> {
    const names = this.#evidence.add(piece);
    for (const person of names) if (person.startsWith("person:")) this.#noteWork(person, names);
    return names;
  }

  /** Notes the deals and accounts that a person's evidence is about, so that nobody has to go through it for them. */
  #noteWork(person: Name, names: ReadonlySet<Name>): void {
    const former = this.#worked.get(person);
    const work = former ?? { deals: new Set<string>(), accounts: new Set<string>() };
    if (former === undefined) this.#worked.set(person, work);
    for (const name of names) {
      if (name.startsWith("deal:")) work.deals.add(name.slice("deal:".length));
      else if (name.startsWith("account:")) work.accounts.add(name.slice("account:".length));
    }
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
    for (const { personId } of this.#evidenceOf(deals, accounts)) add(people, personId);
  }

  /** Adds the deals' accounts, and all deals of these. */
  #complete({ deals, accounts }: Omit<Ids, "people">): void {
    for (const id of deals) add(accounts, this.#deals.get(id)?.accountId);
    for (const id of accounts) for (const dealId of this.#dealsOfAccount.of(id)) deals.add(dealId);
  }

  /** Deals and accounts, without people, and their evidence. */
  part({ deals, accounts }: Omit<Ids, "people">, people: readonly string[] = []): PortfolioPart {
    const portfolio = {
      deals: found(this.#deals, deals),
      accounts: found(this.#accounts, accounts),
      people: found(this.#people, people),
    };
    return { portfolio, evidence: this.#evidenceOf(deals, accounts, people) };
  }

  /** A person with every account and deal that is theirs or that they worked on. */
  partOfPerson(id: string): PortfolioPart {
    const deals = new Set(this.#dealsOfOwner.of(id));
    const accounts = new Set(this.#accountsOfOwner.of(id));
    const worked = this.#worked.get(`person:${id}`);
    for (const dealId of worked?.deals ?? []) deals.add(dealId);
    for (const accountId of worked?.accounts ?? []) accounts.add(accountId);
    this.#complete({ deals, accounts });
    return this.part({ deals, accounts }, [id]);
  }

  #evidenceOf(
    deals: Iterable<string>,
    accounts: Iterable<string>,
    people: readonly string[] = [],
  ): Evidence[] {
    const names: Name[] = people.map((id): Name => `person:${id}`);
    for (const id of deals) names.push(`deal:${id}`);
    for (const id of accounts) names.push(`account:${id}`);
    return this.#evidence.about(names);
  }
}

function add(ids: Set<string>, id: string | undefined): void {
  if (id !== undefined) ids.add(id);
}

function found<Facts>(facts: ReadonlyMap<string, Facts>, ids: Iterable<string>): Facts[] {
  return [...ids].flatMap((id) => facts.get(id) ?? []);
}
