import type { Evidence } from "../evidence/evidence.ts";
import { IdNumbers } from "../evidence/id-numbers.ts";
import type { Portfolio } from "./portfolio.ts";

/** Where the deals, accounts and people of a portfolio stand, by their ids; of two with one id the later is found. */
export interface PortfolioPlaces {
  readonly deals: ReadonlyMap<string, number>;
  readonly accounts: ReadonlyMap<string, number>;
  readonly people: ReadonlyMap<string, number>;
}

/** Finds everything in a portfolio. */
export function placesIn({ deals, accounts, people }: Portfolio): PortfolioPlaces {
  return { deals: numbered(deals), accounts: numbered(accounts), people: numbered(people) };
}

function numbered(facts: readonly { readonly id: string }[]): ReadonlyMap<string, number> {
  return new Map(facts.map(({ id }, place) => [id, place]));
}

/** What each piece is about, a row for each, as places in the portfolio; -1 for nothing in it. */
export interface EvidenceColumns {
  readonly deals: Int32Array;
  readonly accounts: Int32Array;
  readonly people: Int32Array;
}

/** Finds what pieces are about. */
export function columnsOf(
  evidence: readonly Evidence[],
  portfolio: Portfolio,
  places: PortfolioPlaces,
): EvidenceColumns {
  const rows = evidence.length;
  const deals = new Int32Array(rows);
  const accounts = new Int32Array(rows);
  const people = new Int32Array(rows);
  const bins = new Bins(portfolio, places);
  for (let row = 0; row < rows; row += 1) {
    const piece = evidence[row];
    if (piece === undefined) continue;
    const bin = bins.binOf(piece.dealId);
    deals[row] = bins.dealIn(bin);
    accounts[row] = bins.accountIn(bin, piece.accountId);
    people[row] = bins.personIn(bin, piece.personId);
  }
  return { deals, accounts, people };
}

/**
 * A bin for each deal that evidence names, remembering which account and person its last piece named: the next one
 * mostly names the same. Flat lists, because a million pieces in no order fetch each bin from memory anew.
 */
class Bins {
  readonly #portfolio: Portfolio;
  readonly #places: PortfolioPlaces;
  readonly #numbers = new IdNumbers();
  readonly #deals: number[] = [];
  readonly #ownAccounts: number[] = [];
  readonly #accountIds: (string | undefined)[] = [];
  readonly #accounts: number[] = [];
  readonly #personIds: (string | undefined)[] = [];
  readonly #people: number[] = [];

  constructor(portfolio: Portfolio, places: PortfolioPlaces) {
    this.#portfolio = portfolio;
    this.#places = places;
  }

  /** -1 for a piece without a deal. */
  binOf(dealId: string | undefined): number {
    if (dealId === undefined) return -1;
    const bin = this.#numbers.add(dealId);
    if (bin === this.#deals.length) this.#open(dealId);
    return bin;
  }

  dealIn(bin: number): number {
    return bin < 0 ? -1 : (this.#deals[bin] ?? -1);
  }

  /** The account a piece names, or else its deal's. */
  accountIn(bin: number, id: string | undefined): number {
    if (bin < 0) return find(this.#places.accounts, id);
    if (id === undefined) return this.#ownAccounts[bin] ?? -1;
    if (this.#accountIds[bin] !== id) {
      this.#accountIds[bin] = id;
      this.#accounts[bin] = find(this.#places.accounts, id);
    }
    return this.#accounts[bin] ?? -1;
  }

  personIn(bin: number, id: string | undefined): number {
    if (bin < 0 || id === undefined) return find(this.#places.people, id);
    if (this.#personIds[bin] !== id) {
      this.#personIds[bin] = id;
      this.#people[bin] = find(this.#places.people, id);
    }
    return this.#people[bin] ?? -1;
  }

  #open(dealId: string): void {
    const deal = find(this.#places.deals, dealId);
    this.#deals.push(deal);
    this.#ownAccounts.push(find(this.#places.accounts, this.#portfolio.deals[deal]?.accountId));
    this.#accountIds.push(undefined);
    this.#accounts.push(-1);
    this.#personIds.push(undefined);
    this.#people.push(-1);
  }
}

function find(places: ReadonlyMap<string, number>, id: string | undefined): number {
  return id === undefined ? -1 : (places.get(id) ?? -1);
}
