import type { AccountFacts, DealFacts, PersonFacts, Portfolio } from "@headway/core";

/** How large a portfolio to make; everything else follows from it. */
export interface PortfolioSize {
  readonly deals: number;
  readonly accounts: number;
  readonly people: number;
  readonly evidence: number;
}

const dayMs = 86_400_000;
const startMs = Date.UTC(2025, 0, 1);

/** The instant `day` days after the first one, to the minute. */
export function instantAt(day: number, minute = 0): string {
  return new Date(startMs + day * dayMs + minute * 60_000).toISOString();
}

/** The last instant of the story: what everything is assessed as of. */
export const asOf = instantAt(600);

/** A portfolio with as many open as closed deals, every deal with an account and an owner. */
export function makePortfolio(size: PortfolioSize): Portfolio {
  const deals = Array.from({ length: size.deals }, (_, k) => makeDeal(k, size));
  const accounts = Array.from(
    { length: size.accounts },
    (_, k): AccountFacts => ({
      id: `account-${k}`,
      name: `Account ${k}`,
      ownerId: `person-${k % size.people}`,
      createdAt: instantAt(k % 300),
    }),
  );
  const people = Array.from(
    { length: size.people },
    (_, k): PersonFacts => ({ id: `person-${k}`, name: `Person ${k}`, teamId: `team-${k % 50}` }),
  );
  return { deals, accounts, people };
}

function makeDeal(k: number, size: PortfolioSize): DealFacts {
  const status = (["open", "won", "open", "lost"] as const)[k % 4] ?? "open";
  const createdDay = k % 400;
  return {
    id: `deal-${k}`,
    name: `Deal ${k}`,
    accountId: `account-${k % size.accounts}`,
    ownerId: `person-${k % size.people}`,
    pipelineId: k % 3 === 0 ? "renewals" : "new-business",
    status,
    createdAt: instantAt(createdDay),
    ...(status === "open" ? {} : { closedAt: instantAt(Math.min(599, createdDay + 90 + (k % 110))) }),
    price: { currency: "EUR", amount: 1000 + (k % 900) * 50 },
  };
}
