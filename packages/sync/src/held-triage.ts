import {
  type AccountAssessment,
  assessAccount,
  type DealFacts,
  type Notebook,
  type Policy,
} from "@headway/core";
import { accountFacts } from "./facts.ts";
import { readSubjects, type SubjectSource } from "./subject-batch.ts";

/** What the triage of a deal's account is read from. */
export interface HeldTriageInput extends SubjectSource {
  readonly policy: Policy;
  readonly notebook: Notebook;
  readonly asOf: string;
}

/**
 * The triage of some deals' accounts, by account, where it holds the cadence, so that a deal's next ask proposes no
 * chase (domain:T4); nothing for every other account. Accounts are assessed before deals, so their summaries say which.
 */
export async function heldTriages(
  deals: readonly DealFacts[],
  input: HeldTriageInput,
): Promise<ReadonlyMap<string, AccountAssessment["triage"]>> {
  const { store, crm, policy, notebook, asOf } = input;
  const ids = [...new Set(deals.map((deal) => deal.accountId).filter((id) => id !== undefined))];
  const summaries = await store.assessmentsNamed(crm, "account", ids);
  const held = ids.filter((id) => summaries.get(id)?.summary.holdsCadence === true);
  const triages = new Map<string, AccountAssessment["triage"]>();
  for (const { record, evidence, deals: named } of await readSubjects(input, "account", held)) {
    if (record.object !== "account") continue;
    const account = accountFacts(record);
    triages.set(record.id, assessAccount({ account, deals: named, evidence, policy, notebook, asOf }).triage);
  }
  return triages;
}
