import { defaultPolicy } from "@headway/core";
import { workflowAction } from "@headway/hubspot/serverless";
import { assessRecord } from "@headway/sync/one-record";

/** The custom code action of a workflow: assesses the enrolled deal or company and writes its fields. */
export const main = workflowAction({
  run: (crm, ref, signal) =>
    assessRecord(crm, ref, { policy: defaultPolicy, asOf: new Date().toISOString(), signal }),
  outputs: ({ deal, account }) => ({
    headway_stall: deal?.stall.state ?? account?.stall.state ?? "unknown",
    headway_next_ask: deal?.nextAsk?.text ?? "",
  }),
});
