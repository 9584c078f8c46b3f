import type { PortfolioAccount, PortfolioContact, PortfolioUser } from "../portfolio.ts";
import type { Random } from "../random.ts";
import { COMPANIES, FIRST_NAMES, LAST_NAMES, REPS, TITLES } from "./cast.ts";

const DAY_MS = 86_400_000;
const CONTACTS = 45;

/** A buying company with its people, its needs and the seller who looks after it. */
export interface Buyer {
  readonly account: PortfolioAccount;
  readonly contacts: readonly PortfolioContact[];
  /** One for each deal with it, in this order. */
  readonly needs: readonly string[];
  readonly rep: PortfolioUser;
}

function slug(text: string): string {
  return text.toLowerCase().replace(/[^a-z]+/g, "-");
}

/** The five sellers. */
export function sellers(): PortfolioUser[] {
  return REPS.map((name, index) => ({
    id: `rep-${index + 1}`,
    name,
    email: `${slug(name)}@fernhill.example`,
    active: true,
  }));
}

function contact(random: Random, account: PortfolioAccount, index: number): PortfolioContact {
  const firstName = FIRST_NAMES[index % FIRST_NAMES.length] ?? "Ada";
  const lastName = LAST_NAMES[(index * 5) % LAST_NAMES.length] ?? "Abbott";
  return {
    id: `contact-${index + 1}`,
    firstName,
    lastName,
    email: `${slug(firstName)}.${slug(lastName)}@${account.domain}`,
    title: random.pick(TITLES),
    accountId: account.id,
    createdAt: account.createdAt,
  };
}

/**
 * The buying companies, five of each seller's; the first twenty have two people whom we know, the
 * others one.
 */
export function buyers(random: Random, reps: readonly PortfolioUser[], asOf: number): Buyer[] {
  let people = 0;
  return COMPANIES.map(([name, ...needs], index) => {
    const rep = reps[index % reps.length];
    if (!rep) throw new RangeError("Nobody sells");
    const account: PortfolioAccount = {
      id: `account-${index + 1}`,
      name,
      domain: `${slug(name)}.example`,
      ownerId: rep.id,
      createdAt: new Date(asOf - random.between(500, 900) * DAY_MS).toISOString(),
    };
    const count = index < CONTACTS - COMPANIES.length ? 2 : 1;
    const contacts = Array.from({ length: count }, () => contact(random, account, people++));
    return { account, contacts, needs, rep };
  });
}
