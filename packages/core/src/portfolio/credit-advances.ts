import type { AccountReading } from "../account/read-account.ts";
import type { LedgerEntry } from "../deal/read-advances.ts";
import type { DealReading } from "../deal/read-deal.ts";

/** Ledgers by the id of whom or what they belong to, oldest first. */
export type Ledgers = ReadonlyMap<string, LedgerEntry[]>;

/** The ledgers of each account's deals. */
export function dealLedgersByAccount(deals: readonly DealReading[]): Ledgers {
  const ledgers = new Map<string, LedgerEntry[]>();
  for (const { deal, ledger } of deals) for (const entry of ledger) add(ledgers, deal.accountId, entry);
  return inOrder(ledgers);
}

/** Each advance goes to the owner of its deal or account, else to the person its evidence names (domain 3.11). */
export function creditAdvances(deals: readonly DealReading[], accounts: readonly AccountReading[]): Ledgers {
  const ledgers = new Map<string, LedgerEntry[]>();
  for (const { deal, ledger } of deals) {
    for (const entry of ledger) add(ledgers, deal.ownerId ?? entry.advance.personId, entry);
  }
  for (const { account, ledger } of accounts) {
    for (const entry of ledger) add(ledgers, account.ownerId ?? entry.advance.personId, entry);
  }
  return inOrder(ledgers);
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
