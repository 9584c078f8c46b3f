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

/** Where the pieces of one deal go; most of them name the same account and person as the piece before. */
interface Bin {
  readonly deal: Seen[] | undefined;
  accountId: string | undefined;
  account: Seen[] | undefined;
  personId: string | undefined;
  person: Seen[] | undefined;
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
  const bins = new Map<string | undefined, Bin>();
  const all: Seen[] = [];
  const unassignedIds: string[] = [];
  for (const piece of seen) {
    all.push(piece);
    const { evidence } = piece;
    const bin = binFor(bins, deals, evidence.dealId);
    const accountId = accountOf(evidence);
    if (accountId !== bin.accountId) bin.account = groupFor(accounts, accountId);
    if (evidence.personId !== bin.personId) bin.person = groupFor(people, evidence.personId);
    bin.accountId = accountId;
    bin.personId = evidence.personId;
    if (!put(bin, piece)) unassignedIds.push(evidence.id);
  }
  return { deals, accounts, people, all, unassignedIds };
}

function emptyGroups(facts: readonly { readonly id: string }[]): Map<string, Seen[]> {
  return new Map(facts.map(({ id }) => [id, []]));
}

function groupFor(groups: ReadonlyMap<string, Seen[]>, id: string | undefined): Seen[] | undefined {
  return id === undefined ? undefined : groups.get(id);
}

function binFor(
  bins: Map<string | undefined, Bin>,
  deals: ReadonlyMap<string, Seen[]>,
  dealId: string | undefined,
): Bin {
  const former = bins.get(dealId);
  if (former) return former;
  const deal = groupFor(deals, dealId);
  const bin = { deal, accountId: undefined, account: undefined, personId: undefined, person: undefined };
  bins.set(dealId, bin);
  return bin;
}

/** Whether the piece is about anything in the portfolio. */
function put({ deal, account, person }: Bin, piece: Seen): boolean {
  deal?.push(piece);
  account?.push(piece);
  person?.push(piece);
  return deal !== undefined || account !== undefined || person !== undefined;
}
