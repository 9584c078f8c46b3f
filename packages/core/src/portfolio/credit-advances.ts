import type { AccountReading } from "../account/read-account.ts";
import type { LedgerEntry } from "../deal/read-advances.ts";
import type { DealReading } from "../deal/read-deal.ts";
import type { CreditSplit } from "../notebook/credit-split.ts";

/** Ledgers by the id of whom or what they belong to, oldest first. */
export type Ledgers = ReadonlyMap<string, LedgerEntry[]>;

/** A person's share in the advances of deals that are split, above 0 to 1. */
export type SharesByDeal = ReadonlyMap<string, ReadonlyMap<string, number>>;

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
    if (ledger.length === 0) continue;
    const sharers = shares.get(deal.id);
    if (sharers) for (const personId of sharers.keys()) addAll(ledgers, personId, ledger);
    else addAll(ledgers, deal.ownerId, ledger);
  }
  for (const { account, ledger } of accounts) {
    if (ledger.length > 0) addAll(ledgers, account.ownerId, ledger);
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

/** Adds advances to one person's ledger; without an owner each to that of the person its evidence names. */
function addAll(
  ledgers: Map<string, LedgerEntry[]>,
  ownerId: string | undefined,
  entries: readonly LedgerEntry[],
): void {
  const owned = ownerId === undefined ? undefined : ledgerOf(ledgers, ownerId);
  for (const entry of entries) {
    const ledger = owned ?? workerLedger(ledgers, entry);
    ledger?.push(entry);
  }
}

function workerLedger(ledgers: Map<string, LedgerEntry[]>, { advance }: LedgerEntry) {
  return advance.personId === undefined ? undefined : ledgerOf(ledgers, advance.personId);
}

function ledgerOf(ledgers: Map<string, LedgerEntry[]>, id: string): LedgerEntry[] {
  const former = ledgers.get(id);
  if (former) return former;
  const ledger: LedgerEntry[] = [];
  ledgers.set(id, ledger);
  return ledger;
}

function inOrder(ledgers: Map<string, LedgerEntry[]>): Ledgers {
  for (const ledger of ledgers.values()) oldestFirst(ledger);
  return ledgers;
}

/** Puts advances in order of time, those of one instant as they came. */
export function oldestFirst(ledger: LedgerEntry[]): LedgerEntry[] {
  for (let at = 1; at < ledger.length; at += 1) {
    if ((ledger[at - 1]?.atMs ?? 0) > (ledger[at]?.atMs ?? 0)) {
      return ledger.sort((left, right) => left.atMs - right.atMs);
    }
  }
  return ledger;
}
