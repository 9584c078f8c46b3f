import type { Evidence } from "../evidence/evidence.ts";
import type { Seen } from "../evidence/seen.ts";
import type { Portfolio } from "./portfolio.ts";

/** Numbers things by their ids, in the order given. */
export function numbered(facts: readonly { readonly id: string }[]): ReadonlyMap<string, number> {
  return new Map(facts.map(({ id }, index) => [id, index]));
}

/** Where the pieces of a portfolio belong. */
export interface Places {
  readonly deals: ReadonlyMap<string, number>;
  readonly accounts: ReadonlyMap<string, number>;
  readonly people: ReadonlyMap<string, number>;
  /** For each deal the number of its account; -1 without one in the portfolio. */
  readonly accountOfDeal: Int32Array;
}

/** Numbers a portfolio. */
export function placesIn(portfolio: Portfolio): Places {
  const accounts = numbered(portfolio.accounts);
  const accountOfDeal = new Int32Array(portfolio.deals.length);
  for (const [index, { accountId }] of portfolio.deals.entries()) {
    accountOfDeal[index] = accountId === undefined ? -1 : (accounts.get(accountId) ?? -1);
  }
  return { deals: numbered(portfolio.deals), accounts, people: numbered(portfolio.people), accountOfDeal };
}

/** What the last piece of a deal named; the next one mostly names the same. */
interface Bin {
  readonly deal: number;
  accountId: string | undefined;
  account: number;
  personId: string | undefined;
  person: number;
}

/** Pieces in columns: what each is about, noted while the piece is at hand. */
export class EvidenceTable {
  readonly seen: Seen[] = [];
  readonly #places: Places;
  readonly #bins = new Map<string | undefined, Bin>();
  #deals = new Int32Array(1024);
  #accounts = new Int32Array(1024);
  #people = new Int32Array(1024);

  constructor(places: Places) {
    this.#places = places;
  }

  /** Adds a piece; says whether it is about anything in the portfolio. */
  add(piece: Seen): boolean {
    const row = this.seen.length;
    if (row === this.#deals.length) this.#grow();
    this.seen.push(piece);
    const { evidence } = piece;
    const bin = this.#binFor(evidence.dealId);
    if (evidence.accountId !== bin.accountId) {
      bin.accountId = evidence.accountId;
      bin.account = this.#accountOf(evidence, bin.deal);
    }
    if (evidence.personId !== bin.personId) {
      bin.personId = evidence.personId;
      bin.person = find(this.#places.people, evidence.personId);
    }
    this.#deals[row] = bin.deal;
    this.#accounts[row] = bin.account;
    this.#people[row] = bin.person;
    return bin.deal >= 0 || bin.account >= 0 || bin.person >= 0;
  }

  #binFor(dealId: string | undefined): Bin {
    const former = this.#bins.get(dealId);
    if (former) return former;
    const deal = find(this.#places.deals, dealId);
    const account = deal < 0 ? -1 : (this.#places.accountOfDeal[deal] ?? -1);
    const bin = { deal, accountId: undefined, account, personId: undefined, person: -1 };
    this.#bins.set(dealId, bin);
    return bin;
  }

  /** What each row is about, as numbers of the portfolio. */
  columns() {
    const rows = this.seen.length;
    return {
      deals: this.#deals.subarray(0, rows),
      accounts: this.#accounts.subarray(0, rows),
      people: this.#people.subarray(0, rows),
    };
  }

  /** Its own account, or else its deal's. */
  #accountOf({ accountId }: Evidence, deal: number): number {
    if (accountId !== undefined) return find(this.#places.accounts, accountId);
    return deal < 0 ? -1 : (this.#places.accountOfDeal[deal] ?? -1);
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

function find(numbers: ReadonlyMap<string, number>, id: string | undefined): number {
  return id === undefined ? -1 : (numbers.get(id) ?? -1);
}
