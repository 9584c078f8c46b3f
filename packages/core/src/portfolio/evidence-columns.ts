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

/** Finds each by its id. */
export function numbered(facts: readonly { readonly id: string }[]): ReadonlyMap<string, number> {
  return new Map(facts.map(({ id }, place) => [id, place]));
}

/** What each piece is about, a row for each, as places in the portfolio; -1 for nothing in it. */
export interface EvidenceColumns {
  readonly deals: Int32Array;
  readonly accounts: Int32Array;
  readonly people: Int32Array;
}

/** {@link EvidenceColumns} filled row by row, each while its piece is at hand: fetching a million again takes long. */
export class ColumnList {
  readonly #bins: Bins;
  #deals: Int32Array;
  #accounts: Int32Array;
  #people: Int32Array;
  #rows = 0;

  /** `expected`: about how many rows there will be, so that room for them need not grow step by step. */
  constructor(portfolio: Portfolio, places: PortfolioPlaces, expected = 0) {
    const room = Math.max(16, expected);
    this.#bins = new Bins(portfolio, places);
    this.#deals = new Int32Array(room);
    this.#accounts = new Int32Array(room);
    this.#people = new Int32Array(room);
  }

  /** Finds what a piece is about and puts it in a row, the next one or one that is filled already. */
  put(row: number, piece: Evidence): void {
    if (row >= this.#deals.length) this.#grow();
    if (row >= this.#rows) this.#rows = row + 1;
    const bins = this.#bins;
    const bin = bins.binOf(piece.dealId);
    this.#deals[row] = bins.dealIn(bin);
    this.#accounts[row] = bins.accountIn(bin, piece.accountId);
    this.#people[row] = bins.personIn(bin, piece.personId);
  }

  /** The rows put in so far. */
  columns(): EvidenceColumns {
    return {
      deals: this.#deals.subarray(0, this.#rows),
      accounts: this.#accounts.subarray(0, this.#rows),
      people: this.#people.subarray(0, this.#rows),
    };
  }

  #grow(): void {
    this.#deals = twiceAsLong(this.#deals);
    this.#accounts = twiceAsLong(this.#accounts);
    this.#people = twiceAsLong(this.#people);
  }
}

function twiceAsLong(column: Int32Array): Int32Array {
  const longer = new Int32Array(column.length * 2);
  longer.set(column);
  return longer;
}

/** What a bin holds, side by side: a million pieces in no order fetch each bin from memory anew. */
const binWidth = 4;
const dealAt = 0;
const ownAccountAt = 1;
const accountAt = 2;
const personAt = 3;

/**
 * A bin for each deal that evidence names, remembering which account and person its last piece named: the next one
 * mostly names the same.
 */
class Bins {
  readonly #portfolio: Portfolio;
  readonly #places: PortfolioPlaces;
  readonly #numbers = new IdNumbers();
  /** Places in the portfolio, {@link binWidth} of them for each bin. */
  #found: Int32Array = new Int32Array(16 * binWidth);
  /** The ids of the account and the person that were looked up last, in pairs. */
  readonly #looked: (string | undefined)[] = [];

  constructor(portfolio: Portfolio, places: PortfolioPlaces) {
    this.#portfolio = portfolio;
    this.#places = places;
  }

  /** -1 for a piece without a deal. */
  binOf(dealId: string | undefined): number {
    if (dealId === undefined) return -1;
    const bin = this.#numbers.add(dealId);
    if (bin * 2 === this.#looked.length) this.#open(bin, dealId);
    return bin;
  }

  dealIn(bin: number): number {
    return bin < 0 ? -1 : (this.#found[bin * binWidth + dealAt] ?? -1);
  }

  /** The account a piece names, or else its deal's. */
  accountIn(bin: number, id: string | undefined): number {
    if (bin < 0) return find(this.#places.accounts, id);
    const at = bin * binWidth;
    if (id === undefined) return this.#found[at + ownAccountAt] ?? -1;
    if (this.#looked[bin * 2] !== id) {
      this.#looked[bin * 2] = id;
      this.#found[at + accountAt] = find(this.#places.accounts, id);
    }
    return this.#found[at + accountAt] ?? -1;
  }

  personIn(bin: number, id: string | undefined): number {
    if (bin < 0 || id === undefined) return find(this.#places.people, id);
    const at = bin * binWidth + personAt;
    if (this.#looked[bin * 2 + 1] !== id) {
      this.#looked[bin * 2 + 1] = id;
      this.#found[at] = find(this.#places.people, id);
    }
    return this.#found[at] ?? -1;
  }

  #open(bin: number, dealId: string): void {
    const at = bin * binWidth;
    if (at === this.#found.length) this.#found = twiceAsLong(this.#found);
    const deal = find(this.#places.deals, dealId);
    this.#found[at + dealAt] = deal;
    this.#found[at + ownAccountAt] = find(this.#places.accounts, this.#portfolio.deals[deal]?.accountId);
    this.#looked.push(undefined, undefined);
  }
}

function find(places: ReadonlyMap<string, number>, id: string | undefined): number {
  return id === undefined ? -1 : (places.get(id) ?? -1);
}
