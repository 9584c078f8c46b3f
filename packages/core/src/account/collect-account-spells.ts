import { ledgerWaits, spellSink, spellsOf, type WaitSink } from "../cohort/collect-spells.ts";
import type { Spell } from "../cohort/spell.ts";
import { dealsNamedIn } from "../deal/deals-named-in.ts";
import type { LedgerEntry } from "../deal/read-advances.ts";
import { readPortfolio } from "../portfolio/read-portfolio.ts";
import { standpoint } from "../standpoint.ts";
import type { AssessAccountInput } from "./assess-account.ts";
import { accountSinceMs } from "./assess-account-stall.ts";
import type { AccountReading } from "./read-account.ts";

/** The waits of one account for an advance of any kind, for {@link fitCohorts}; the last one is censored at `asOf`. */
export function collectAccountSpells(input: AssessAccountInput): Spell[] {
  return spellsFrom(input, false);
}

/**
 * {@link collectAccountSpells}, and those of the account's deals from the same reading: for callers whose evidence of
 * the account is all that there is about each of the deals.
 */
export function collectClusterSpells(input: AssessAccountInput): Spell[] {
  return spellsFrom(input, true);
}

function spellsFrom(input: AssessAccountInput, withDeals: boolean): Spell[] {
  const { account, policy, asOf } = input;
  const from = standpoint(policy, asOf, input.notebook);
  const evidence = [...input.evidence];
  const own = (input.deals ?? dealsNamedIn(evidence)).filter((deal) => deal.accountId === account.id);
  const reading = readPortfolio({ deals: own, accounts: [account], people: [] }, evidence, from);
  const spells: Spell[] = [];
  for (const one of reading.accounts) {
    accountWaits(one, reading.ledgerOf(one), from.asOfMs, spellSink(account.id, spells));
  }
  if (withDeals) for (const deal of reading.deals) spells.push(...spellsOf(deal, from.asOfMs));
  return spells;
}

/** {@link collectAccountSpells} of an account that is read already, from its advances and those of its deals. */
export function accountWaits(
  reading: AccountReading,
  ledger: readonly LedgerEntry[],
  asOfMs: number,
  sink: WaitSink,
): void {
  const sinceMs = accountSinceMs(reading);
  if (sinceMs === undefined) return;
  ledgerWaits("account", ledger, sinceMs, asOfMs, sink);
}
