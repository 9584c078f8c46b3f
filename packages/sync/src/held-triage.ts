import { type AccountAssessment, assessAccount, type DealFacts, type Policy } from "@headway/core";
import type { Pipeline } from "@headway/crm";
import { dealsNamed } from "./deals-named.ts";
import { accountFacts } from "./facts.ts";
import type { Store } from "./store.ts";

/** What the triage of a deal's account is read from. */
export interface HeldTriageInput {
  readonly store: Store;
  readonly crm: string;
  readonly policy: Policy;
  readonly pipelines: readonly Pipeline[];
  readonly asOf: string;
}

/**
 * The triage of a deal's account while it holds the cadence, so that the deal's next ask proposes no chase
 * (domain:T4); `undefined` for every other account. Accounts are assessed before deals, so their summaries say which.
 */
export async function heldTriage(
  deal: DealFacts,
  { store, crm, policy, pipelines, asOf }: HeldTriageInput,
): Promise<AccountAssessment["triage"] | undefined> {
  if (deal.accountId === undefined) return undefined;
  const summary = await store.assessment(crm, { subject: "account", id: deal.accountId });
  if (summary?.summary.holdsCadence !== true) return undefined;
  const record = await store.record(crm, { object: "account", id: deal.accountId });
  if (record?.object !== "account") return undefined;
  const evidence = await store.evidenceOf(crm, { subject: "account", id: record.id });
  const deals = await dealsNamed(store, crm, evidence, pipelines);
  return assessAccount({ account: accountFacts(record), deals, evidence, policy, asOf }).triage;
}
