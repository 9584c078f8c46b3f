import { demoPolicy } from "@headway/cli";
import type { AccountAssessment, CohortSnapshot } from "@headway/core";
import { salesforceFetch } from "@headway/salesforce/fetch";
import { demoPortfolio, type SalesforceSandbox, salesforceSandbox } from "@headway/sandbox";
import { createSync, ownFields } from "@headway/sync";
import { memoryStore } from "@headway/sync/memory";
import { assessStore } from "@headway/sync/portfolio";

/** An org on this machine with the demo's records, and what one run of the engine made of them. */
export interface SyncedOrg {
  readonly sandbox: SalesforceSandbox;
  readonly asOf: string;
  /** The curves of all deals. */
  readonly cohorts: CohortSnapshot;
  readonly accounts: readonly AccountAssessment[];
  /** Id of the record of that name; throws where there is none. */
  idOf(object: "Opportunity" | "Account", name: string): string;
}

/** Where the sandbox is reached. */
export const instanceUrl = "https://acme.my.salesforce.com";

/** Fills an org, provisions it, and runs the engine once, all at one instant. */
export async function syncedOrg(asOf: string): Promise<SyncedOrg> {
  const sandbox = salesforceSandbox({ limits: "off", now: () => Date.parse(asOf) });
  sandbox.loadPortfolio(demoPortfolio({ seed: 7, asOf }));
  const crm = salesforceFetch({ instanceUrl, accessToken: sandbox.accessToken, fetch: fetchOf(sandbox) });
  await crm.provision(ownFields.map((field) => ({ type: "create-field", field })));
  const store = memoryStore();
  await createSync({ crm, store, policy: demoPolicy }).run({ asOf });
  const assessed = await assessStore({ store, crm: crm.crm });
  const { cohorts } = await store.state(crm.crm);
  if (assessed === undefined || cohorts === null) throw new Error("the run assessed nothing");
  return {
    ...{ sandbox, asOf, cohorts, accounts: assessed.assessment.accounts },
    idOf(object, name) {
      const row = sandbox.records(object).find((one) => one.Name === name);
      if (row === undefined) throw new Error(`the demo has no ${object} ${name}`);
      return String(row.Id);
    },
  };
}

/** The sandbox in place of the network. */
export function fetchOf(sandbox: SalesforceSandbox): typeof fetch {
  return (input, init) => sandbox.fetch(new Request(input, init));
}
