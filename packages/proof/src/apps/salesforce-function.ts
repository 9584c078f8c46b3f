import type { Policy } from "@headway/core";
import { type CallableOrg, callableFunction } from "@headway/salesforce/serverless";
import { assessRecord, type RecordResult } from "@headway/sync/one-record";
import { type LogResult, logAnswer, logCapture } from "../../../../examples/hubspot-app/log-capture.ts";
import type { LogAnswer, Standing } from "../../../../examples/hubspot-app/src/app/cards/standing.ts";
import { tellStanding } from "../../../../examples/hubspot-app/tell-standing.ts";

/** What the Apex class sends along: nothing to read, `write` from a Flow, `entry` from a rep. */
interface CalloutInput {
  readonly write?: boolean;
  readonly entry?: unknown;
}

/** The function that the classes of `examples/salesforce-dx` call, as its README has it. */
export function salesforceFunction(policy: Policy, org: (orgId: string) => CallableOrg | undefined) {
  return callableFunction<RecordResult | LogResult, Standing | LogAnswer>({
    org,
    run: (crm, ref, signal, { input }) => {
      const { entry, write } = (input ?? {}) as CalloutInput;
      if (entry !== undefined) return logCapture(crm, ref, { entry, policy, signal });
      const asOf = new Date().toISOString();
      return assessRecord(crm, ref, { policy, asOf, signal, dryRun: write !== true });
    },
    answer: (result) => ("ref" in result ? tellStanding(result) : logAnswer(result)),
  });
}
