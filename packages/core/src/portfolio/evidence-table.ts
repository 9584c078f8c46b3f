import type { Evidence } from "../evidence/evidence.ts";
import { IdNumbers } from "../evidence/id-numbers.ts";
import type { Portfolio } from "./portfolio.ts";

/** Where things stand in a list of them, by their ids; of two with one id the later is found. */
export class Places {
  readonly #numbers = new IdNumbers();
  readonly #places: number[] = [];

  constructor(facts: readonly { readonly id: string }[]) {
    for (const [place, { id }] of facts.entries()) this.#places[this.#numbers.add(id)] = place;
  }

  /** -1 for an unknown id, and for none. */
  of(id: string | undefined): number {
    return id === undefined ? -1 : (this.#places[this.#numbers.find(id)] ?? -1);
  }
}

/** Where the deals, accounts and people of a portfolio stand. */
export interface PortfolioPlaces {
  readonly deals: Places;
  readonly accounts: Places;
  readonly people: Places;
}

/** Finds everything in a portfolio. */
export function placesIn({ deals, accounts, people }: Portfolio): PortfolioPlaces {
  return { deals: new Places(deals), accounts: new Places(accounts), people: new Places(people) };
}

/** What each piece is about, noted while the piece is at hand: a row for each, with places in the portfolio. */
export class EvidenceTable {
  readonly #places: PortfolioPlaces;
  /** For each deal the account and the person that its last piece named; the next one mostly names the same. */
  readonly #accountIds: (string | undefined)[];
  readonly #personIds: (string | undefined)[];
  readonly #accountOfDeal: Int32Array;
  readonly #lastAccounts: Int32Array;
  readonly #lastPeople: Int32Array;
  #deals = new Int32Array(1024);
  #accounts = new Int32Array(1024);
  #people = new Int32Array(1024);
  #rows = 0;

  constructor(portfolio: Portfolio, places: PortfolioPlaces) {
    this.#places = places;
    this.#accountIds = portfolio.deals.map(({ accountId }) => accountId);
    this.#personIds = portfolio.deals.map(({ ownerId }) => ownerId);
    this.#accountOfDeal = Int32Array.from(this.#accountIds, (id) => places.accounts.of(id));
    this.#lastAccounts = this.#accountOfDeal.slice();
    this.#lastPeople = Int32Array.from(this.#personIds, (id) => places.people.of(id));
  }

  /** Adds a row for a piece; says whether it is about anything in the portfolio. */
  add(evidence: Evidence): boolean {
    const row = this.#rows;
    if (row === this.#deals.length) this.#grow();
    this.#rows = row + 1;
    const deal = this.#places.deals.of(evidence.dealId);
    const account = this.#accountOf(evidence.accountId, deal);
    const person = this.#personOf(evidence.personId, deal);
    this.#deals[row] = deal;
    this.#accounts[row] = account;
    this.#people[row] = person;
    return deal >= 0 || account >= 0 || person >= 0;
  }

  /** What each row is about, as places in the portfolio; -1 for nothing in it. */
  columns() {
    return {
      deals: this.#deals.subarray(0, this.#rows),
      accounts: this.#accounts.subarray(0, this.#rows),
      people: this.#people.subarray(0, this.#rows),
    };
  }

  /** Its own account, or else its deal's. */
  #accountOf(id: string | undefined, deal: number): number {
    if (deal < 0) return this.#places.accounts.of(id);
    if (id === undefined) return this.#accountOfDeal[deal] ?? -1;
    if (id !== this.#accountIds[deal]) {
      this.#accountIds[deal] = id;
      this.#lastAccounts[deal] = this.#places.accounts.of(id);
    }
    return this.#lastAccounts[deal] ?? -1;
  }

  #personOf(id: string | undefined, deal: number): number {
    if (deal < 0 || id === undefined) return this.#places.people.of(id);
    if (id !== this.#personIds[deal]) {
      this.#personIds[deal] = id;
      this.#lastPeople[deal] = this.#places.people.of(id);
    }
    return this.#lastPeople[deal] ?? -1;
  }

  #grow(): void {
    this.#deals = larger(this.#deals);
    this.#accounts = larger(this.#accounts);
    this.#people = larger(this.#people);
  }
}

function larger(from: Int32Array): Int32Array<ArrayBuffer> {
  const to = new Int32Array(from.length * 2);
  to.set(from);
  return to;
}
