import type { LedgerEntry } from "../deal/read-advances.ts";
import { contribution, explain } from "../explain/explain.ts";
import type { Explained } from "../explain/explained.ts";
import { formula } from "../explain/rule-version.ts";
import type { CreditSplit } from "../notebook/credit-split.ts";
import { type SharesByDeal, standingShares } from "../portfolio/credit-advances.ts";
import type { Standpoint } from "../standpoint.ts";

/** How much of the advances of one split deal is this person's. */
export interface CreditLine {
  readonly dealId: string;
  /** Above 0 to 1. */
  readonly share: number;
  /** Every split of this deal so far, oldest first: who changed it, when and why. */
  readonly history: readonly CreditSplit[];
}

/** What a person is credited with (domain 3.11). An advance stays one advance of its deal however it is split. */
export interface Credit {
  /** Live advances, each by the person's share in it. */
  readonly advances: Explained;
  /** The deals that are split; the rest is wholly their owner's. */
  readonly splits: readonly CreditLine[];
}

/** The credit of one person's ledger. */
export function personCredit(personId: string, ledger: readonly LedgerEntry[], from: Standpoint): Credit {
  const creditSplits = splitsAbout(personId, ledger, from);
  const shares = standingShares(creditSplits);
  const live = ledger.filter(({ lapsed }) => !lapsed);
  const shareOf = (entry: LedgerEntry) => shareIn(entry, personId, shares);
  const total = shares.size === 0 ? live.length : live.reduce((sum, entry) => sum + shareOf(entry), 0);
  return {
    advances: explain({
      value: total,
      unit: "advances, by share",
      valueFrom: "sum",
      basis: total,
      n: live.length,
      asOf: from.asOf,
      rule: formula("3.11"),
      contributions: () =>
        live.map((entry) => contribution(entry.seen.evidence, shareOf(entry), entry.advance.step)),
    }),
    splits: [...shares].flatMap(([dealId, own]) => {
      const share = own.get(personId);
      const history = () => creditSplits.filter((split) => split.dealId === dealId);
      return share === undefined ? [] : [{ dealId, share, history: history() }];
    }),
  };
}

/** Every split of the deals in the ledger, and of deals that the person ever had a share in. */
function splitsAbout(
  personId: string,
  ledger: readonly LedgerEntry[],
  { notebook: { creditSplits } }: Standpoint,
): readonly CreditSplit[] {
  if (creditSplits.length === 0) return creditSplits;
  const deals = new Set(ledger.map(({ advance }) => advance.dealId));
  for (const { dealId, shares } of creditSplits) {
    if (shares.some((share) => share.personId === personId)) deals.add(dealId);
  }
  return creditSplits.filter(({ dealId }) => deals.has(dealId));
}

function shareIn({ advance }: LedgerEntry, personId: string, shares: SharesByDeal): number {
  const own = advance.dealId === undefined ? undefined : shares.get(advance.dealId);
  return own?.get(personId) ?? 1;
}
