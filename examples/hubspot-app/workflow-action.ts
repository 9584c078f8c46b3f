import { defaultDealPolicy } from "@headway/core";
import { workflowAction } from "@headway/hubspot/serverless";
import { assessDealRecord } from "@headway/sync/one-record";

/** The custom code action of a workflow on deals: assesses the enrolled deal and writes its fields. */
export const main = workflowAction({
  run: (crm, ref, signal) =>
    assessDealRecord(crm, ref, { policy: defaultDealPolicy, asOf: new Date().toISOString(), signal }),
  outputs: ({ deal }) => ({
    headway_stall: deal?.stall.state ?? "unknown",
    headway_next_ask: deal?.nextAsk?.text ?? "",
  }),
});
