import type { Evidence } from "../evidence/evidence.ts";
import { PersonPile, Pile } from "../evidence/pile.ts";
import { type Seen, seeEvidence } from "../evidence/seen.ts";
import { BuyerContactList, type BuyerContacts, contactsSinceMs } from "../person/buyer-contacts.ts";
import type { Standpoint } from "../standpoint.ts";
import { EvidenceTable, type Places, placesIn } from "./evidence-table.ts";
import type { Portfolio } from "./portfolio.ts";
import { type Runs, runsOf } from "./runs.ts";

/** Evidence by what it is about. A piece may stand under a deal, an account and a person at once. */
export interface AssignedEvidence {
  /** The pieces about the deal at a place of the portfolio, sorted out when asked for. */
  dealPile(index: number): Pile;
  accountPile(index: number): Pile;
  personPile(index: number): PersonPile;
  /** What the buyers did lately, whether or not it is about the portfolio. */
  readonly contacts: BuyerContacts;
  /** Pieces about nothing in the portfolio. */
  readonly unassignedIds: readonly string[];
  /** Pieces whose instants cannot be read. */
  readonly unreadableIds: readonly string[];
}

/** What assigning needs to know. */
export interface AssignInput {
  readonly portfolio: Portfolio;
  readonly evidence: Iterable<Evidence>;
  readonly accountOf: (evidence: Evidence) => string | undefined;
}

/** Sees evidence and sorts it to the deals, accounts and people of a portfolio. */
export function assignEvidence(input: AssignInput, from: Standpoint): AssignedEvidence {
  const places = placesIn(input.portfolio);
  const attempt = new Assignment(input, places, from);
  const { seen, hasVersions, unreadableIds } = seeEvidence(input.evidence, from, (piece) =>
    attempt.put(piece),
  );
  if (!hasVersions) return attempt.result(unreadableIds);
  const resolved = new Assignment(input, places, from);
  for (const piece of seen) resolved.put(piece);
  return resolved.result(unreadableIds);
}

/** A table being filled. */
class Assignment {
  readonly #table: EvidenceTable;
  readonly #contacts: BuyerContactList;
  readonly #unassignedIds: string[] = [];
  readonly #portfolio: Portfolio;
  readonly #accountOf: AssignInput["accountOf"];

  constructor({ portfolio, accountOf }: AssignInput, places: Places, from: Standpoint) {
    this.#table = new EvidenceTable(places);
    this.#contacts = new BuyerContactList(portfolio.people.length === 0 ? undefined : contactsSinceMs(from));
    this.#portfolio = portfolio;
    this.#accountOf = accountOf;
  }

  put(piece: Seen): void {
    if (!this.#table.add(piece)) this.#unassignedIds.push(piece.evidence.id);
    if (this.#contacts.isLate(piece)) this.#contacts.put(piece, this.#accountOf(piece.evidence));
  }

  result(unreadableIds: readonly string[]): AssignedEvidence {
    const { seen } = this.#table;
    const { deals, accounts, people } = this.#table.columns();
    const byDeal = runsOf(deals, this.#portfolio.deals.length);
    const byAccount = runsOf(accounts, this.#portfolio.accounts.length);
    const byPerson = runsOf(people, this.#portfolio.people.length);
    const pileFrom = (runs: Runs, index: number): Pile => {
      const pile = new Pile();
      eachRow(runs, index, (row) => {
        const piece = seen[row];
        if (piece) pile.put(piece);
      });
      return pile;
    };
    return {
      dealPile: (index) => pileFrom(byDeal, index),
      accountPile: (index) => pileFrom(byAccount, index),
      personPile(index) {
        const pile = new PersonPile();
        eachRow(byPerson, index, (row) => {
          const piece = seen[row];
          if (piece) pile.put(piece);
        });
        return pile;
      },
      contacts: this.#contacts.byPlace(),
      unassignedIds: this.#unassignedIds,
      unreadableIds,
    };
  }
}

function eachRow({ starts, rows }: Runs, index: number, visit: (row: number) => void): void {
  const end = starts[index + 1] ?? 0;
  for (let at = starts[index] ?? 0; at < end; at += 1) visit(rows[at] ?? 0);
}
