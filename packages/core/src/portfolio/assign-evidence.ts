import type { Evidence } from "../evidence/evidence.ts";
import { use } from "../evidence/piece-use.ts";
import { Pieces } from "../evidence/pieces.ts";
import { seeEvidence } from "../evidence/seen.ts";
import type { SeenTable } from "../evidence/seen-table.ts";
import { BuyerContactList, type BuyerContacts, contactsSinceMs } from "../person/buyer-contacts.ts";
import type { Standpoint } from "../standpoint.ts";
import { ColumnList, type EvidenceColumns, type PortfolioPlaces } from "./evidence-columns.ts";
import type { Portfolio } from "./portfolio.ts";
import { type Runs, runsOf } from "./runs.ts";

/** Evidence by what it is about. A piece may stand under a deal, an account and a person at once. */
export interface OwnEvidence {
  /** The pieces about the deal at a place of the portfolio. */
  ofDeal(place: number): Pieces;
  ofAccount(place: number): Pieces;
  ofPerson(place: number): Pieces;
  /** What the buyers did lately, whether or not it is about the portfolio. */
  readonly contacts: BuyerContacts;
}

/** Evidence that could be given to nobody. */
export interface LeftOver {
  /** Ids of pieces about nothing in the portfolio. */
  readonly unassignedIds: readonly string[];
  /** Ids of pieces whose instants cannot be read. */
  readonly unreadableIds: readonly string[];
}

/** All evidence, with what is about nobody. */
export interface AssignedEvidence extends OwnEvidence, LeftOver {}

/** What assigning needs to know. */
export interface AssignInput {
  readonly portfolio: Portfolio;
  readonly places: PortfolioPlaces;
  readonly evidence: Iterable<Evidence>;
  readonly accountOf: (evidence: Evidence) => string | undefined;
}

/**
 * Sees evidence and sorts it to the deals, accounts and people of a portfolio. The rows are put account by account
 * first: whoever reads an account, its deals or its owner then finds them side by side, not all over memory. Once the
 * table is in that order, `rows` has done its work and is filled anew.
 */
export function assignEvidence(input: AssignInput, from: Standpoint): AssignedEvidence {
  const { portfolio, places, evidence } = input;
  const list = new ColumnList(portfolio, places, Array.isArray(evidence) ? evidence.length : 0);
  const { table: seen, unreadableIds } = seeEvidence(evidence, from, (row, piece) => list.put(row, piece));
  const { rows, columns, spare } = byAccount(list.columns(), portfolio.accounts.length);
  const table = seen.inOrderOf(rows);
  return {
    ofDeal: reader(table, runsOf(columns.deals, portfolio.deals.length, rows)),
    ofAccount: reader(table, runsOf(columns.accounts, portfolio.accounts.length, spare)),
    ofPerson: reader(table, runsOf(columns.people, portfolio.people.length)),
    contacts: contactsIn(table, input, from),
    unassignedIds: unassigned(table, columns),
    unreadableIds,
  };
}

/**
 * All rows account by account, those without an account last, and the columns in that order. Each column is written
 * where the one before it stood: flat arrays of more than 64 MB together would make V8 collect the whole heap.
 */
function byAccount(unordered: EvidenceColumns, count: number): OrderedColumns {
  const spare = new Int32Array(unordered.accounts.length);
  for (let row = 0; row < spare.length; row += 1) {
    const account = unordered.accounts[row] ?? -1;
    spare[row] = account < 0 ? count : account;
  }
  const { rows } = runsOf(spare, count + 1);
  const deals = inOrderOf(rows, unordered.deals, spare);
  const accounts = inOrderOf(rows, unordered.accounts, unordered.deals);
  const people = inOrderOf(rows, unordered.people, unordered.accounts);
  return { rows, columns: { deals, accounts, people }, spare: unordered.people };
}

interface OrderedColumns {
  readonly rows: Int32Array;
  readonly columns: EvidenceColumns;
  /** As long as a column, and free to be filled. */
  readonly spare: Int32Array;
}

/** Fills `other`. A loop, since a call for each of a million rows takes longer than all the rest of it. */
function inOrderOf(rows: Int32Array, column: Int32Array, other: Int32Array): Int32Array {
  for (let at = 0; at < rows.length; at += 1) other[at] = column[rows[at] ?? 0] ?? -1;
  return other;
}

/** Reads groups of rows; a group that does not exist is empty. */
function reader(table: SeenTable, { starts, rows }: Runs): (group: number) => Pieces {
  return (group) => new Pieces(table, rows, starts[group] ?? 0, starts[group + 1] ?? 0);
}

/** Without people nobody's effort is going to be split, so nothing is looked at. */
function contactsIn(table: SeenTable, { portfolio, accountOf }: AssignInput, from: Standpoint) {
  const contacts = new BuyerContactList();
  const sinceMs = portfolio.people.length === 0 ? Number.POSITIVE_INFINITY : contactsSinceMs(from);
  for (let row = 0; row < table.size; row += 1) putContact(contacts, { table, row, sinceMs, accountOf });
  return contacts.byPlace();
}

interface PossibleContact {
  readonly table: SeenTable;
  readonly row: number;
  readonly sinceMs: number;
  readonly accountOf: AssignInput["accountOf"];
}

/** Puts what is in a row among the contacts, if a buyer did it since then. */
export function putContact(
  contacts: BuyerContactList,
  { table, row, sinceMs, accountOf }: PossibleContact,
): void {
  const atMs = table.atMs[row] ?? 0;
  const isOurs = ((table.uses[row] ?? 0) & use.ours) !== 0;
  const evidence = atMs >= sinceMs && !isOurs ? table.evidence[row] : undefined;
  const kindPlace = table.kindPlaces[row] ?? -1;
  if (evidence) contacts.put({ evidence, atMs, kindPlace }, accountOf(evidence));
}

function unassigned({ evidence }: SeenTable, { deals, accounts, people }: EvidenceColumns): string[] {
  const ids: string[] = [];
  for (let row = 0; row < evidence.length; row += 1) {
    const isAbout = (deals[row] ?? -1) >= 0 || (accounts[row] ?? -1) >= 0 || (people[row] ?? -1) >= 0;
    const id = isAbout ? undefined : evidence[row]?.id;
    if (id !== undefined) ids.push(id);
  }
  return ids;
}
