import type { Evidence } from "../evidence/evidence.ts";
import type { Seen } from "../evidence/seen.ts";
import type { Portfolio } from "./portfolio.ts";

/** Evidence by what it is about. A piece may stand under a deal, an account and a person at once. */
export interface AssignedEvidence {
  readonly deals: ReadonlyMap<string, Seen[]>;
  readonly accounts: ReadonlyMap<string, Seen[]>;
  readonly people: ReadonlyMap<string, Seen[]>;
  readonly all: readonly Seen[];
  /** Pieces about nothing in the portfolio. */
  readonly unassignedIds: readonly string[];
}

/** Sorts evidence to the deals, accounts and people of a portfolio, in one pass. */
export function assignEvidence(
  seen: Iterable<Seen>,
  portfolio: Portfolio,
  accountOf: (evidence: Evidence) => string | undefined,
): AssignedEvidence {
  const deals = emptyGroups(portfolio.deals);
  const accounts = emptyGroups(portfolio.accounts);
  const people = emptyGroups(portfolio.people);
  const all: Seen[] = [];
  const unassignedIds: string[] = [];
  for (const piece of seen) {
    all.push(piece);
    const { evidence } = piece;
    const deal = put(deals, evidence.dealId, piece);
    const account = put(accounts, accountOf(evidence), piece);
    const person = put(people, evidence.personId, piece);
    if (!deal && !account && !person) unassignedIds.push(evidence.id);
  }
  return { deals, accounts, people, all, unassignedIds };
}

function emptyGroups(facts: readonly { readonly id: string }[]): Map<string, Seen[]> {
  return new Map(facts.map(({ id }) => [id, []]));
}

function put(groups: ReadonlyMap<string, Seen[]>, id: string | undefined, piece: Seen): boolean {
  const group = id === undefined ? undefined : groups.get(id);
  group?.push(piece);
  return group !== undefined;
}
