import { demoPolicy } from "@headway/cli";
import { type CohortSnapshot, parsePolicy } from "@headway/core";
import type { RecordRef } from "@headway/crm";
import { callableFunction, salesforceRecords, signCallout } from "@headway/salesforce/serverless";
import { assessRecord, type RecordResult } from "@headway/sync/one-record";
import { type LogResult, logAnswer, logCapture } from "../../../../../examples/hubspot-app/log-capture.ts";
import type { LogAnswer, Standing } from "../../../../../examples/hubspot-app/src/app/cards/standing.ts";
import { tellStanding } from "../../../../../examples/hubspot-app/tell-standing.ts";
import { fetchOf, instanceUrl, type SyncedOrg } from "./synced-org.ts";

/** What `HeadwayController` answers the component: the function's own answer, or a failure in its words. */
export type OrgFunction = (ref: RecordRef, entry?: unknown) => Promise<string>;

const orgId = "00DHw0000000001MAA";
const secret = "of-this-proof-alone-0123456789abcdef";

/**
 * The function of the example's README over the org, called with signed callouts. What `HeadwayCallout` does with an
 * answer is done here in its place: Apex runs in an org alone. Without `cohorts` the stall clock is unknown.
 */
export function orgFunction(org: SyncedOrg, cohorts?: CohortSnapshot): OrgFunction {
  const answer = functionOver(org, cohorts);
  let calls = 0;
  return async ({ object, id }, entry) => {
    calls += 1;
    const body = JSON.stringify({ orgId, object, id, ...(entry !== undefined && { input: { entry } }) });
    const callout = { body, nonce: `nonce-of-this-proof-${calls}`, at: Date.now() };
    const headers = { ...(await signCallout(secret, callout)) };
    return heard(await answer(new Request("https://headway.example.com", { method: "POST", body, headers })));
  };
}

function functionOver({ sandbox, asOf }: SyncedOrg, cohorts: CohortSnapshot | undefined) {
  const policy = parsePolicy(demoPolicy);
  const access = { instanceUrl, accessToken: sandbox.accessToken, organizationId: orgId };
  const crm = salesforceRecords({ ...access, fetch: fetchOf(sandbox) });
  return callableFunction<RecordResult | LogResult, Standing | LogAnswer>({
    org: () => ({ secrets: [secret], crm }),
    run: (records, ref, signal, { input }) => {
      const { entry } = (input ?? {}) as { readonly entry?: unknown };
      const options = { policy, signal, ...(cohorts !== undefined && { cohorts }) };
      if (entry !== undefined) return logCapture(records, ref, { entry, ...options });
      return assessRecord(records, ref, { ...options, asOf, dryRun: true });
    },
    answer: (result) => ("ref" in result ? tellStanding(result) : logAnswer(result)),
  });
}

/** As `HeadwayCallout.heard` and `.textOf` have it. */
async function heard(response: Response): Promise<string> {
  const body = await response.text();
  if (response.status === 200) return body;
  const { message } = JSON.parse(body) as { readonly message?: string };
  const tryAgain = response.status === 429 || response.status >= 500;
  return failure(`The function answered ${response.status}: ${message}`, tryAgain);
}

/** What `HeadwayCallout` answers where there is nothing to hand on. */
export function failure(message: string, tryAgain: boolean): string {
  return JSON.stringify({ status: "failed", message, tryAgain });
}

/** A client as the engine's run assessed it, answered as a function that has the engine's store would. */
export function answerFromRun(org: SyncedOrg, accountId: string, name: string): string {
  const account = org.accounts.find((one) => one.accountId === accountId);
  if (account === undefined) throw new Error(`the run assessed no account ${accountId}`);
  const { asOf, policyVersion } = account;
  const ref = { object: "account", id: accountId } as const;
  const told: RecordResult = {
    ...{ ref, status: "assessed", name, asOf, policyVersion, account, deal: null },
    ...{ read: {}, writes: [], unknown: [] },
  };
  return JSON.stringify({ status: "done", body: tellStanding(told) });
}
