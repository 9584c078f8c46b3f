import type { AccountReading } from "../account/read-account.ts";
import type { LedgerEntry } from "../deal/read-advances.ts";
import type { DealReading } from "../deal/read-deal.ts";
import type { CreditSplit } from "../notebook/credit-split.ts";

/** Ledgers by the id of whom or what they belong to, oldest first. */
export type Ledgers = ReadonlyMap<string, LedgerEntry[]>;

/** A person's share in the advances of deals that are split, above 0 to 1. */
export type SharesByDeal = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** The ledgers of each account's deals. */
export function dealLedgersByAccount(deals: readonly DealReading[]): Ledgers {
  const ledgers = new Map<string, LedgerEntry[]>();
  for (const { deal, ledger } of deals) for (const entry of ledger) add(ledgers, deal.accountId, entry);
  return inOrder(ledgers);
}

/**
 * Each advance goes to those its deal is split among, else to the owner of its deal or account, else to the person
 * its evidence names (domain 3.11). It is one advance for each of them; how much of it is whose say the credits.
 */
export function creditAdvances(
  deals: readonly DealReading[],
  accounts: readonly AccountReading[],
  splits: readonly CreditSplit[],
): Ledgers {
  const ledgers = new Map<string, LedgerEntry[]>();
  const shares = standingShares(splits);
  for (const { deal, ledger } of deals) {
    const sharers = shares.get(deal.id);
    for (const entry of ledger) {
      if (sharers) for (const personId of sharers.keys()) add(ledgers, personId, entry);
      else add(ledgers, deal.ownerId ?? entry.advance.personId, entry);
    }
  }
  for (const { account, ledger } of accounts) {
    for (const entry of ledger) add(ledgers, account.ownerId ?? entry.advance.personId, entry);
  }
  return inOrder(ledgers);
}

/** The split that stands for each deal: the one written last. `splits` come oldest first. */
export function standingShares(splits: readonly CreditSplit[]): SharesByDeal {
  return new Map(
    splits.map(({ dealId, shares }) => [
      dealId,
      new Map(shares.map(({ personId, share }) => [personId, share])),
    ]),
  );
}

function add(ledgers: Map<string, LedgerEntry[]>, id: string | undefined, entry: LedgerEntry): void {
  if (id === undefined) return;
  const ledger = ledgers.get(id);
  if (ledger) ledger.push(entry);
  else ledgers.set(id, [entry]);
}

function inOrder(ledgers: Map<string, LedgerEntry[]>): Ledgers {
  for (const ledger of ledgers.values()) ledger.sort((left, right) => left.atMs - right.atMs);
  return ledgers;
}
