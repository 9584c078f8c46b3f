import type { AccountReading } from "../account/read-account.ts";
import type { DealReading } from "../deal/read-deal.ts";
import type { TriageDecision } from "../notebook/triage-decision.ts";
import type { Standpoint } from "../standpoint.ts";
import type { AccountTriage } from "./account-triage.ts";
import { assessAccountTriage } from "./assess-account-triage.ts";

/** The triage of accounts, each worked out once, when first asked for. */
export interface TriageLookup {
  of(reading: AccountReading): AccountTriage;
  /** `undefined` for an account that was not read. */
  find(accountId: string): AccountTriage | undefined;
}

/** Opens the triage of the accounts that have been read by then; `dealsOf` gives the deals of each. */
export function triageLookup(
  readings: ReadonlyMap<string, AccountReading>,
  dealsOf: (accountId: string) => readonly DealReading[],
  from: Standpoint,
): TriageLookup {
  const decisions = new Map<string, TriageDecision[]>();
  for (const decision of from.notebook.triageDecisions) {
    const former = decisions.get(decision.accountId);
    if (former) former.push(decision);
    else decisions.set(decision.accountId, [decision]);
  }
  const known = new Map<string, AccountTriage>();
  const of = (reading: AccountReading): AccountTriage => {
    const { id } = reading.account;
    const former = known.get(id);
    if (former) return former;
    const triage = assessAccountTriage(reading, dealsOf(id), decisions.get(id) ?? [], from);
    known.set(id, triage);
    return triage;
  };
  const find = (accountId: string): AccountTriage | undefined => {
    const former = known.get(accountId);
    if (former) return former;
    const reading = readings.get(accountId);
    return reading && of(reading);
  };
  return { of, find };
}
