import type { Evidence } from "../evidence/evidence.ts";
import { Pieces } from "../evidence/pieces.ts";
import { seeEvidence } from "../evidence/seen.ts";
import type { SeenTable } from "../evidence/seen-table.ts";
import { BuyerContactList, type BuyerContacts, contactsSinceMs } from "../person/buyer-contacts.ts";
import type { Standpoint } from "../standpoint.ts";
import { EvidenceTable, type PortfolioPlaces } from "./evidence-table.ts";
import type { Portfolio } from "./portfolio.ts";
import { type Runs, runsOf } from "./runs.ts";

/** Evidence by what it is about. A piece may stand under a deal, an account and a person at once. */
export interface AssignedEvidence {
  /** The pieces about the deal at a place of the portfolio. */
  ofDeal(place: number): Pieces;
  ofAccount(place: number): Pieces;
  ofPerson(place: number): Pieces;
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
  readonly places: PortfolioPlaces;
  readonly evidence: Iterable<Evidence>;
  readonly accountOf: (evidence: Evidence) => string | undefined;
}

/** Sees evidence and sorts it to the deals, accounts and people of a portfolio. */
export function assignEvidence(input: AssignInput, from: Standpoint): AssignedEvidence {
  const attempt = new Assignment(input, from);
  const { table, hasVersions, unreadableIds } = seeEvidence(input.evidence, from, (evidence, atMs) =>
    attempt.put(evidence, atMs),
  );
  if (!hasVersions) return attempt.result(table, unreadableIds);
  const resolved = new Assignment(input, from);
  for (const [row, evidence] of table.evidence.entries()) resolved.put(evidence, table.atMs[row] ?? 0);
  return resolved.result(table, unreadableIds);
}

/** What each row of a table is about, being found out. */
class Assignment {
  readonly #table: EvidenceTable;
  readonly #contacts: BuyerContactList;
  readonly #unassignedIds: string[] = [];
  readonly #portfolio: Portfolio;
  readonly #accountOf: AssignInput["accountOf"];

  constructor({ portfolio, places, accountOf }: AssignInput, from: Standpoint) {
    this.#table = new EvidenceTable(portfolio, places);
    this.#contacts = new BuyerContactList(portfolio.people.length === 0 ? undefined : contactsSinceMs(from));
    this.#portfolio = portfolio;
    this.#accountOf = accountOf;
  }

  put(evidence: Evidence, atMs: number): void {
    if (!this.#table.add(evidence)) this.#unassignedIds.push(evidence.id);
    if (this.#contacts.isLate(atMs)) this.#contacts.put({ evidence, atMs }, this.#accountOf(evidence));
  }

  result(table: SeenTable, unreadableIds: readonly string[]): AssignedEvidence {
    const { deals, accounts, people } = this.#table.columns();
    return {
      ofDeal: reader(table, runsOf(deals, this.#portfolio.deals.length)),
      ofAccount: reader(table, runsOf(accounts, this.#portfolio.accounts.length)),
      ofPerson: reader(table, runsOf(people, this.#portfolio.people.length)),
      contacts: this.#contacts.byPlace(),
      unassignedIds: this.#unassignedIds,
      unreadableIds,
    };
  }
}

/** Reads groups of rows; a group that does not exist is empty. */
function reader(table: SeenTable, { starts, rows }: Runs): (group: number) => Pieces {
  return (group) => new Pieces(table, rows, starts[group] ?? 0, starts[group + 1] ?? 0);
}
