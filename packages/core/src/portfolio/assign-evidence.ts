import { counts } from "../evidence/counting.ts";
import type { Evidence } from "../evidence/evidence.ts";
import { PersonPile, Pile } from "../evidence/pile.ts";
import { type Seen, seeEvidence } from "../evidence/seen.ts";
import { BuyerContactList, type BuyerContacts, contactsSinceMs } from "../person/buyer-contacts.ts";
import type { Policy } from "../policy/policy.ts";
import type { Standpoint } from "../standpoint.ts";
import type { Portfolio } from "./portfolio.ts";

/** Evidence by what it is about. A piece may stand under a deal, an account and a person at once. */
export interface AssignedEvidence {
  readonly deals: ReadonlyMap<string, Pile>;
  readonly accounts: ReadonlyMap<string, Pile>;
  readonly people: ReadonlyMap<string, PersonPile>;
  /** What the buyers did lately, whether or not it is about the portfolio. */
  readonly contacts: BuyerContacts;
  /** Pieces about nothing in the portfolio. */
  readonly unassignedIds: readonly string[];
  /** Pieces whose instants cannot be read. */
  readonly unreadableIds: readonly string[];
}

/** Where the pieces of one deal go; most of them name the same account and person as the piece before. */
interface Bin {
  readonly deal: Pile | undefined;
  accountId: string | undefined;
  account: Pile | undefined;
  personId: string | undefined;
  person: PersonPile | undefined;
}

/** What assigning needs to know. */
export interface AssignInput {
  readonly portfolio: Portfolio;
  readonly evidence: Iterable<Evidence>;
  readonly accountOf: (evidence: Evidence) => string | undefined;
}

/** Sees evidence and sorts it to the deals, accounts and people of a portfolio, touching each piece once. */
export function assignEvidence(input: AssignInput, from: Standpoint): AssignedEvidence {
  const attempt = new Assignment(input, from);
  const { seen, hasVersions, unreadableIds } = seeEvidence(input.evidence, from.asOfMs, (piece) =>
    attempt.put(piece),
  );
  if (!hasVersions) return attempt.result(unreadableIds);
  const resolved = new Assignment(input, from);
  for (const piece of seen) resolved.put(piece);
  return resolved.result(unreadableIds);
}

/** Piles for everything in a portfolio, being filled. */
class Assignment {
  readonly #deals: ReadonlyMap<string, Pile>;
  readonly #accounts: ReadonlyMap<string, Pile>;
  readonly #people: ReadonlyMap<string, PersonPile>;
  readonly #contacts: BuyerContactList;
  readonly #bins = new Map<string | undefined, Bin>();
  readonly #unassignedIds: string[] = [];
  readonly #accountOf: AssignInput["accountOf"];
  readonly #policy: Policy;

  constructor({ portfolio, accountOf }: AssignInput, from: Standpoint) {
    this.#deals = new Map(portfolio.deals.map(({ id }) => [id, new Pile()]));
    this.#accounts = new Map(portfolio.accounts.map(({ id }) => [id, new Pile()]));
    this.#people = new Map(portfolio.people.map(({ id }) => [id, new PersonPile()]));
    this.#contacts = new BuyerContactList(portfolio.people.length === 0 ? undefined : contactsSinceMs(from));
    this.#accountOf = accountOf;
    this.#policy = from.policy;
  }

  put(piece: Seen): void {
    const { evidence } = piece;
    const bin = binFor(this.#bins, this.#deals, evidence.dealId);
    const accountId = this.#accountOf(evidence);
    if (accountId !== bin.accountId) bin.account = this.#accounts.get(accountId ?? "");
    if (evidence.personId !== bin.personId) bin.person = this.#people.get(evidence.personId ?? "");
    bin.accountId = accountId;
    bin.personId = evidence.personId;
    const isCounting = counts(evidence, this.#policy);
    bin.deal?.put(piece, isCounting);
    bin.account?.put(piece, isCounting);
    bin.person?.put(piece);
    this.#contacts.put(piece, accountId);
    if (!bin.deal && !bin.account && !bin.person) this.#unassignedIds.push(evidence.id);
  }

  result(unreadableIds: readonly string[]): AssignedEvidence {
    return {
      deals: this.#deals,
      accounts: this.#accounts,
      people: this.#people,
      contacts: this.#contacts.byPlace(),
      unassignedIds: this.#unassignedIds,
      unreadableIds,
    };
  }
}

function binFor(
  bins: Map<string | undefined, Bin>,
  deals: ReadonlyMap<string, Pile>,
  dealId: string | undefined,
): Bin {
  const former = bins.get(dealId);
  if (former) return former;
  const deal = dealId === undefined ? undefined : deals.get(dealId);
  const bin = { deal, accountId: undefined, account: undefined, personId: undefined, person: undefined };
  bins.set(dealId, bin);
  return bin;
}
